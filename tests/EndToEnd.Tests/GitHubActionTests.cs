using System.Diagnostics;
using System.Text.RegularExpressions;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

/// <summary>The steps of action.yml as GitHub runs them: their own lines, in its shell, with its variables, on what actions/checkout leaves.</summary>
public sealed partial class GitHubActionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public GitHubActionTests()
    {
        // Takes the place of the step that builds the command line: it is built already.
        Directory.CreateSymbolicLink(In("codereview-bin"), Path.GetDirectoryName(CommandLine.Executable)!);
        Directory.CreateDirectory(In("bin"));
    }

    public void Dispose() => _folder.Dispose();

    [NeedsFact<Bash>]
    public async Task A_grave_finding_is_reported_first_and_fails_the_build_last()
    {
        await CheckOutAsync();

        var (status, output, error) = await StepAsync("Review", Inputs);

        Assert.True(status is 0, output + error);
        Assert.Equal("1", Outputs["status"]);
        Assert.True(File.Exists(Path.Combine(Outputs["results"], "report.sarif")));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Outputs["results"], "report.md")), await File.ReadAllTextAsync(In("summary.md")));
        Assert.Equal(1, (await StepAsync("Verdict", new() { ["STATUS"] = Outputs["status"] })).Status);
    }

    [NeedsFact<Bash>]
    public async Task Without_a_severity_to_fail_on_and_for_the_folders_that_were_named_it_succeeds()
    {
        await CheckOutAsync();

        await StepAsync("Review", new(Inputs) { ["INPUT_FAIL_ON"] = "", ["INPUT_PATHS"] = "src\nREADME.md\n" });

        Assert.Equal("0", Outputs["status"]);
        Assert.Contains("package-lock.json", await File.ReadAllTextAsync(Path.Combine(Outputs["results"], "coverage.json")), StringComparison.Ordinal);
        Assert.Equal(0, (await StepAsync("Verdict", new() { ["STATUS"] = Outputs["status"] })).Status);
    }

    [NeedsTheory<Bash>]
    [InlineData("INPUT_PATH", "; touch pwned #")]
    [InlineData("INPUT_PATH", "$(touch pwned)")]
    [InlineData("INPUT_PATH", "--help")]
    [InlineData("INPUT_SINCE", "\"; touch pwned; \"")]
    [InlineData("INPUT_AGENTS", "security --fail-on low `touch pwned`")]
    [InlineData("INPUT_FAIL_ON", "none || touch pwned")]
    public async Task A_value_that_is_no_value_is_refused_and_runs_nothing(string input, string value)
    {
        await CheckOutAsync();

        var (status, output, error) = await StepAsync("Review", new(Inputs) { [input] = value });

        Assert.True(status is 0, output + error);
        Assert.Equal("64", Outputs["status"]);
        Assert.DoesNotContain("results", Outputs.Keys);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "pwned", SearchOption.AllDirectories));
    }

    [NeedsFact<Bash>]
    public async Task The_comment_is_the_report_on_the_pull_request()
    {
        await File.WriteAllTextAsync(In("bin/gh"), "#!/bin/sh\nprintf '%s\\n' \"$@\" >\"$RUNNER_TEMP/gh.txt\"\n");
        await RunAsync("chmod +x bin/gh", [], _folder.Path);

        await StepAsync("Comment", new() { ["PULL_REQUEST"] = "7", ["RESULTS"] = "results of it", ["GITHUB_REPOSITORY"] = "owner/name" });

        Assert.Equal(
            ["pr", "comment", "7", "--repo", "owner/name", "--edit-last", "--create-if-none", "--body-file", "results of it/report.md"],
            await File.ReadAllLinesAsync(In("gh.txt")));
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Nothing_of_an_event_is_part_of_a_script_and_every_action_is_pinned_by_its_commit(string definition)
    {
        var text = File.ReadAllText(definition);

        Assert.All(Scripts().Matches(text).Select(match => match.Value), script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));
        // What the guide has the reader fill in.
        Assert.All(
            Uses().Matches(text).Select(match => match.Groups["action"].Value).Where(action => action is not "OWNER/REPOSITORY@COMMIT"),
            action => Assert.Matches("@[0-9a-f]{40}$", action));
        Assert.NotEmpty(Uses().Matches(text));
    }

    public static TheoryData<string> Definitions() => [.. Directory.EnumerateFiles(Definition("."), "*.*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is ".yml" or ".md").Order()];

    private static Dictionary<string, string> Inputs => new()
    {
        ["INPUT_PATH"] = ".", ["INPUT_SINCE"] = "", ["INPUT_PATHS"] = "", ["INPUT_AGENTS"] = "security,style", ["INPUT_MODEL"] = "rules", ["INPUT_FAIL_ON"] = "high",
    };

    private Dictionary<string, string> Outputs => File.ReadLines(In("output.txt")).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    private string In(string name) => Path.Combine(_folder.Path, name);

    private static string Definition(string name) => Path.Combine(AppContext.BaseDirectory, "action", name);

    // As actions/checkout does it: one commit, and no branch.
    private async Task CheckOutAsync()
    {
        SampleRepository.Create(In("origin"), files: 1).Dispose();
        var (status, _, error) = await RunAsync("git clone --quiet --depth 1 \"file://$RUNNER_TEMP/origin\" checkout && git -C checkout checkout --quiet --detach", [], _folder.Path);
        Assert.True(status is 0, error);
    }

    private Task<(int Status, string Output, string Error)> StepAsync(string name, Dictionary<string, string> variables)
    {
        var step = File.ReadAllText(Definition("action.yml")).Split("    - ").Single(step => step.StartsWith($"name: {name}\n", StringComparison.Ordinal));
        Directory.CreateDirectory(In("checkout"));
        return RunAsync(Scripts().Match(step).Groups["script"].Value, variables, In("checkout"));
    }

    private async Task<(int Status, string Output, string Error)> RunAsync(string script, Dictionary<string, string> variables, string folder)
    {
        await File.WriteAllTextAsync(In("step.sh"), script);
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-eo", "pipefail", In("step.sh")]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new Dictionary<string, string>(variables)
        {
            ["GITHUB_ACTION_PATH"] = Definition("."),
            ["GITHUB_OUTPUT"] = In("output.txt"),
            ["GITHUB_STEP_SUMMARY"] = In("summary.md"),
            ["RUNNER_TEMP"] = _folder.Path,
            ["PATH"] = $"{In("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
        })
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        return await CommandLine.EndAsync(process);
    }

    // One line, or the indented ones below.
    [GeneratedRegex(@"^ +run: (?:\|\n(?<script>(?: {10}.*\n)+)|(?<script>.+)$)", RegexOptions.Multiline)]
    private static partial Regex Scripts();

    [GeneratedRegex(@"\buses: (?<action>[^\s#]+)")]
    private static partial Regex Uses();
}

/// <summary>The shell that GitHub runs the steps in.</summary>
internal sealed class Bash : INeed
{
    /// <inheritdoc/>
    public static string? Missing => OperatingSystem.IsWindows() ? "Windows has no bash by itself" : null;
}
