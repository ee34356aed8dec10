namespace CodeReview.Protocol.Workspace;

/// <summary>
/// Folders with the names of what shows how a product is used, at the top of a repository or of a project in it. Deeper they are words like
/// any other: <c>org.example.demo</c> is a Java package.
/// </summary>
public static class ExampleFolders
{
    private const int Depth = 2;

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "example", "examples", "sample", "samples", "demo", "demos", "doc", "docs", "benchmark", "benchmarks", "bench",
    };

    /// <summary>Whether the file stands in one.</summary>
    public static bool Hold(WorkspacePath path) => path.Folder.Split('/').Take(Depth).Any(Names.Contains);
}
