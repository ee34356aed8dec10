using System.Diagnostics;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Testing;

/// <summary>The command line as a user runs it: a process of its own over a workspace.</summary>
public sealed class CommandLine(string workspace)
{
    // Where its own project builds it: beside the tests it would have the tests' libraries.
    public static string Executable { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "codereview"));

    /// <summary>What starts it, before its arguments. What runs in the background of a script is born deaf to Ctrl-C, and the tests may run there.</summary>
    public static string[] Program { get; } = [.. OperatingSystem.IsLinux() ? ["env", "--default-signal=INT"] : Array.Empty<string>(), Executable];

    public WorkspaceLayout Workspace { get; } = new(workspace);

    /// <summary>Variables of the environment beside those of this process.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the workspace is named on the command line.</summary>
    public bool NamesWorkspace { get; init; } = true;

    public static ReviewId Id(string id) => TextValue.Parse<ReviewId>(id);

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program[0], [.. Program[1..], .. arguments, .. NamesWorkspace ? ["--workspace", workspace] : Array.Empty<string>()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public async Task<(int Status, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await EndAsync(process);
    }

    /// <summary>Waits for the end of a process, and reads what it has still to say.</summary>
    public static async Task<(int Status, string Output, string Error)> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Whether a line of progress says that some tasks are done, and most are not.</summary>
    public static bool IsUnderWay(string line) =>
        line.Contains("reviewing: ", StringComparison.Ordinal) && !line.Contains("reviewing: 0 of", StringComparison.Ordinal);

    /// <summary>Reads progress until a line of it says this.</summary>
    /// <exception cref="InvalidOperationException">The process ended before.</exception>
    public static async Task UntilAsync(Process process, Func<string, bool> said)
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (said(line))
                return;
        }

        throw new InvalidOperationException("The process ended before it said what was waited for.");
    }

    /// <summary>All result files of a review by name; the page without the timeline, which alone holds times.</summary>
    public SortedDictionary<string, string> Results(ReviewId id) => new(
        Directory.EnumerateFiles(Workspace.Review(id).Results).ToDictionary(path => Path.GetFileName(path), path => WithoutTimeline(File.ReadAllText(path))), StringComparer.Ordinal);

    private static string WithoutTimeline(string text)
    {
        const string Opening = "id=\"timeline-content\">";
        var start = text.IndexOf(Opening, StringComparison.Ordinal) + Opening.Length;
        return start < Opening.Length ? text : text[..start] + text[text.IndexOf("</script>", start, StringComparison.Ordinal)..];
    }
}
