using System.Diagnostics;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

/// <summary>The command on a terminal: a pseudo-terminal of <c>script</c>, as wide as <c>stty</c> makes it.</summary>
public sealed class TerminalTests : IDisposable
{
    private const char Escape = '\u001b';
    private readonly TemporaryFolder _folder = new();

    private CommandLine CodeReview => new(Path.Combine(_folder.Path, "workspace"));

    private string Repository => Path.Combine(_folder.Path, "repository");

    public void Dispose() => _folder.Dispose();

    [NeedsFact<PseudoTerminal>]
    public async Task A_terminal_sees_progress_redrawn_in_its_place_and_the_answer_after_it()
    {
        SampleRepository.Create(Repository, files: 200).Dispose();

        var shown = await OnTerminalAsync("xterm-256color", 100);

        Assert.Contains($"{Escape}[", shown, StringComparison.Ordinal);
        Assert.Contains("reviewing", shown, StringComparison.Ordinal);
        Assert.Contains("Review seen: complete", shown, StringComparison.Ordinal);
    }

    [NeedsFact<PseudoTerminal>]
    public async Task A_narrow_terminal_never_sees_a_line_of_progress_wrap()
    {
        SampleRepository.Create(Repository, files: 200).Dispose();

        var shown = await OnTerminalAsync("xterm-256color", 30);

        var progress = shown.Split('\r', '\n').Select(Plain).Where(line => line.Contains("reviewing", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(progress);
        Assert.All(progress, line => Assert.InRange(line.Length, 1, 30));
        // What is to be copied is whole, however narrow the terminal.
        Assert.Contains(CodeReview.Workspace.Review(CommandLine.Id("seen")).ReportHtml, shown, StringComparison.Ordinal);
    }

    [NeedsFact<PseudoTerminal>]
    public async Task A_dumb_terminal_and_one_without_colours_get_plain_text()
    {
        SampleRepository.Create(Repository, files: 20).Dispose();

        Assert.DoesNotContain(Escape, await OnTerminalAsync("dumb", 80));
        Assert.DoesNotMatch($"{Escape}\\[[0-9;]*m", await OnTerminalAsync("xterm-256color", 80, ("NO_COLOR", "1")));
    }

    private static string Plain(string line) => System.Text.RegularExpressions.Regex.Replace(line, $"{Escape}\\[[0-9;?]*[A-Za-z]", "", System.Text.RegularExpressions.RegexOptions.NonBacktracking).TrimEnd();

    private async Task<string> OnTerminalAsync(string terminal, int columns, params (string Name, string Value)[] variables)
    {
        var command = $"stty cols {columns} rows 30; '{CommandLine.Executable}' review '{Repository}' --id seen --workspace '{CodeReview.Workspace.Root}'";
        var start = new ProcessStartInfo("script", ["--quiet", "--return", "--command", command, "/dev/null"]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["TERM"] = terminal;
        start.Environment.Remove("NO_COLOR");
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (status, output, error) = await CommandLine.EndAsync(process);
        Assert.True(status is 0, output + error);
        return output;
    }
}

/// <summary>A pseudo-terminal, which the <c>script</c> command of util-linux makes; the command of other systems takes other arguments.</summary>
internal sealed class PseudoTerminal : INeed
{
    public static string? Missing => OperatingSystem.IsLinux() && File.Exists("/usr/bin/script") ? null : "there is no 'script' command of util-linux";
}
