namespace CodeReview.Fleet.Tests;

/// <summary>
/// The functions that are run: those of the folder that <c>CODEREVIEW_PACKAGES</c> names, such as what is about to be deployed from
/// <c>dist/x86_64</c>; else as the solution was just built, which is the same program without .NET and its compilation ahead.
/// </summary>
internal sealed record Packages(string Orchestrator, string Agent)
{
    private const string Variable = "CODEREVIEW_PACKAGES";

    public static Packages Current { get; } = Find();

    /// <summary>What is run in place of a package of that file name.</summary>
    public string Of(string package) => Path.GetFileNameWithoutExtension(package) is "agent" ? Agent : Orchestrator;

    private static Packages Find() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? new Packages(Path.GetFullPath(Path.Combine(folder, "orchestrator.zip")), Path.GetFullPath(Path.Combine(folder, "agent.zip")))
        : new Packages(Built("Orchestrator"), Built("Agents"));

    // A build's program has its own name, and Lambda starts what is called bootstrap.
    private static string Built(string project)
    {
        var folder = Path.GetFullPath(Path.Combine(
            AppContext.BaseDirectory, "..", "..", project, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))));
        var temporary = Path.Combine(folder, $"bootstrap.{Environment.ProcessId}");
        File.Copy(Path.Combine(folder, $"CodeReview.{project}"), temporary);
        File.Move(temporary, Path.Combine(folder, "bootstrap"), overwrite: true);
        return folder;
    }
}
