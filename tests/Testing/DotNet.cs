namespace CodeReview.Testing;

/// <summary>The .NET that runs these tests, for programs that do not bring their own.</summary>
public static class DotNet
{
    /// <summary>What <c>DOTNET_ROOT</c> is to be: the folder that holds <c>shared/Microsoft.NETCore.App/VERSION</c>.</summary>
    public static string Folder { get; } = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!).Parent!.Parent!.Parent!.FullName;
}
