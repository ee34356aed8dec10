namespace CodeReview.Eval.Running;

/// <summary>The command line that the build made beside this program.</summary>
internal static class CommandLineProgram
{
    /// <summary>Where it is: both are built in one configuration, each in a folder of its own.</summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Cli", System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "codereview"));
}
