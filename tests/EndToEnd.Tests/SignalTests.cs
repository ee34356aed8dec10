using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CodeReview.Orchestrator.Grains;
using CodeReview.Protocol.Reviews;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

public sealed class SignalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private CommandLine CodeReview => new(Path.Combine(_folder.Path, "workspace"));

    private string Repository => Path.Combine(_folder.Path, "repository");

    public void Dispose() => _folder.Dispose();

    [NeedsTheory<Signals>]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_review_that_is_interrupted_says_how_to_go_on_writes_nothing_more_and_goes_on(string signal)
    {
        SampleRepository.Create(Repository, files: 600);
        var id = CommandLine.Id("stopped");

        var (status, output, error) = await InterruptAsync(signal);

        Assert.True(status is 2, error);
        Assert.Contains("Review stopped: suspended", output, StringComparison.Ordinal);
        Assert.Contains("codereview resume stopped", error, StringComparison.Ordinal);
        var left = CodeReview.History.Current(id)!;
        Assert.Equal(ReviewStage.Reviewing, left.Stage);
        Assert.Equal(LengthAtTheClose(id), new FileInfo(Path.Combine(CodeReview.Workspace.Review(id).Journal, "segments", "000001.jsonl")).Length);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*.tmp", SearchOption.AllDirectories));

        var (resumed, _, trouble) = await CodeReview.RunAsync("resume", "stopped");

        Assert.True(resumed is 0, trouble);
        Assert.Equal(left.TotalTasks, CodeReview.History.Steps(id).Count(step => step.Event is ReviewEvent.TaskDone));
        var undisturbed = new CommandLine(Path.Combine(_folder.Path, "undisturbed"));
        await undisturbed.RunAsync("review", Repository, "--id", "stopped", "--max-parallel", "1");
        Assert.Equal(undisturbed.Results(id), CodeReview.Results(id));
    }

    [NeedsFact<Signals>]
    public async Task A_second_signal_ends_the_process_where_it_stands_and_the_review_goes_on_all_the_same()
    {
        SampleRepository.Create(Repository, files: 600);
        using (var process = CodeReview.Start("review", Repository, "--id", "stopped", "--max-parallel", "1"))
        {
            await CommandLine.UntilAsync(process, CommandLine.IsUnderWay);
            // Frozen, it meets both at once, however fast it would have come to its end after the first.
            foreach (var signal in (string[])["STOP", "TERM", "INT", "CONT"])
            {
                using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
                await kill.WaitForExitAsync();
            }

            var (status, output, _) = await CommandLine.EndAsync(process);
            Assert.NotInRange(status, 0, 2);
            Assert.DoesNotContain("Review stopped", output, StringComparison.Ordinal);
        }

        var (resumed, _, trouble) = await CodeReview.RunAsync("resume", "stopped");

        Assert.True(resumed is 0, trouble);
    }

    private long LengthAtTheClose(ReviewId id)
    {
        using var claim = JsonDocument.Parse(File.ReadAllText(Path.Combine(CodeReview.Workspace.Review(id).Journal, "claims", "000001.json")));
        return claim.RootElement.GetProperty("closed").GetProperty("bytes").GetInt64();
    }

    private async Task<(int Status, string Output, string Error)> InterruptAsync(string signal)
    {
        using var process = CodeReview.Start("review", Repository, "--id", "stopped", "--max-parallel", "1");
        await CommandLine.UntilAsync(process, CommandLine.IsUnderWay);
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        return await CommandLine.EndAsync(process);
    }
}
