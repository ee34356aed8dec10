using System.Diagnostics;
using System.Globalization;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

/// <summary>The command on a terminal: a pseudo-terminal of <c>script</c>, as wide as <c>stty</c> makes it.</summary>
public sealed class TerminalTests : IDisposable
{
    private const char Escape = '\u001b';
    private const string StatusMark = "ended with ";
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

    [NeedsTheory<PseudoTerminal>]
    [InlineData(20)]
    [InlineData(40)]
    public async Task A_narrow_terminal_never_sees_a_line_of_progress_wrap(int columns)
    {
        SampleRepository.Create(Repository, files: 200).Dispose();

        var shown = await OnTerminalAsync("xterm-256color", columns);

        // As much of the word as the narrowest has room for.
        var progress = shown.Split('\r', '\n').Select(Plain).Where(line => line.Contains("reviewin", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(progress);
        Assert.All(progress, line => Assert.InRange(line.Length, 1, columns));
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

    [NeedsFact<PseudoTerminal>]
    public async Task Ctrl_C_on_the_terminal_suspends_gives_the_cursor_back_and_prints_the_line_that_goes_on()
    {
        SampleRepository.Create(Repository, files: 600).Dispose();
        using var process = Start("xterm-256color", 40, "--max-parallel 1");
        var shown = await ReadUntilAsync(process, "reviewing: 1 of");

        await process.StandardInput.WriteAsync('\u0003');
        await process.StandardInput.FlushAsync();
        var (_, output, _) = await CommandLine.EndAsync(process);

        shown += output;
        Assert.True(StatusIn(shown) is 2, shown);
        Assert.Contains("Review seen: suspended", shown, StringComparison.Ordinal);
        Assert.Contains("codereview resume seen", shown, StringComparison.Ordinal);
        Assert.True(shown.LastIndexOf($"{Escape}[?25h", StringComparison.Ordinal) > shown.LastIndexOf($"{Escape}[?25l", StringComparison.Ordinal), "The cursor stays hidden.");
        Assert.Equal(0, (await CodeReview.RunAsync("resume", "seen")).Status);
    }

    private static async Task<string> ReadUntilAsync(Process process, string awaited)
    {
        var shown = new System.Text.StringBuilder();
        var buffer = new char[256];
        while (!Plain(shown.ToString()).Contains(awaited, StringComparison.Ordinal))
        {
            var read = await process.StandardOutput.ReadAsync(buffer);
            Assert.True(read > 0, $"The command ended before it said '{awaited}': {shown}");
            shown.Append(buffer, 0, read);
        }

        return shown.ToString();
    }

    private static string Plain(string line) => System.Text.RegularExpressions.Regex.Replace(line, $"{Escape}\\[[0-9;?]*[A-Za-z]", "", System.Text.RegularExpressions.RegexOptions.NonBacktracking).TrimEnd();

    private async Task<string> OnTerminalAsync(string terminal, int columns, params (string Name, string Value)[] variables)
    {
        using var process = Start(terminal, columns, "", variables);
        var (_, output, error) = await CommandLine.EndAsync(process);
        Assert.True(StatusIn(output) is 0, output + error);
        return output;
    }

    // Said by the shell on the terminal itself: what 'script --return' makes of a process that has just ended is not always what it ended with.
    private static int? StatusIn(string shown) =>
        shown.LastIndexOf(StatusMark, StringComparison.Ordinal) is >= 0 and var at ? int.Parse(shown.AsSpan(at + StatusMark.Length).Trim(), CultureInfo.InvariantCulture) : null;

    private Process Start(string terminal, int columns, string options, params (string Name, string Value)[] variables)
    {
        var command = $"stty cols {columns} rows 30; trap : INT; {string.Join(' ', CommandLine.Program)} review '{Repository}' --id seen --workspace '{CodeReview.Workspace.Root}' {options}; echo '{StatusMark}'$?";
        var start = new ProcessStartInfo("script", ["--quiet", "--command", command, "/dev/null"]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["TERM"] = terminal;
        start.Environment.Remove("NO_COLOR");
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}

/// <summary>A pseudo-terminal, which the <c>script</c> command of util-linux makes; the command of other systems takes other arguments.</summary>
internal sealed class PseudoTerminal : INeed
{
    public static string? Missing => OperatingSystem.IsLinux() && File.Exists("/usr/bin/script") ? null : "there is no 'script' command of util-linux";
}
