using System.Text.Json;
using CodeReview.LambdaEmulator.Invoking;
using CodeReview.Orchestrator.Grains;
using CodeReview.Protocol.Reviews;
using CodeReview.Testing;

namespace CodeReview.Fleet.Tests;

/// <summary>The packaged functions, undisturbed.</summary>
public sealed class EventDrivenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Repository => Path.Combine(_folder.Path, "repository");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_review_goes_on_by_messages_and_ends_with_what_one_process_finds()
    {
        SampleRepository.Create(Repository, files: 200).Dispose();
        await using var fleet = await EmulatedFleet.StartAsync(Path.Combine(_folder.Path, "workspace"));

        var begun = await fleet.AskAsync(new { repo_url = $"file://{Repository}", review_id = "r" });
        await fleet.Lambda.QuietAsync();
        var ended = await fleet.AskAsync(new { review_id = "r", command = "status" });

        Assert.Equal((ReviewStatus.Running, ReviewStatus.Complete), (begun.Status, ended.Status));
        Assert.All(fleet.Lambda.History, attempt => Assert.Equal(InvocationEnd.Answered, attempt.End));
        // Between messages nothing runs: each process that worked on the review is stopped.
        Assert.Equal(fleet.Lambda.History.Select(attempt => attempt.ProcessId!.Value).Distinct().Order(), fleet.Lambda.Frozen.Order());
        Assert.Equal(await AloneAsync("r"), fleet.Results(CommandLine.Id("r")));
        var steps = fleet.History.Steps(CommandLine.Id("r")).ToList();
        Assert.Equal(steps[^1].After.TotalTasks, steps.Count(step => step.Event is ReviewEvent.TaskDone));
        Assert.Equal(steps[^1].After.TotalTasks, fleet.Lambda.History.Count(attempt => attempt.Function.StartsWith("codereview-agent-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_caller_that_waits_gets_the_finished_review()
    {
        SampleRepository.Create(Repository, files: 20).Dispose();
        await using var fleet = await EmulatedFleet.StartAsync(Path.Combine(_folder.Path, "workspace"));

        var answer = await fleet.AskAsync(new { repo_url = $"file://{Repository}", review_id = "r", wait = true });

        Assert.Equal(ReviewStatus.Complete, answer.Status);
        Assert.Equal(await AloneAsync("r"), fleet.Results(CommandLine.Id("r")));
    }

    [Fact]
    public async Task Each_line_of_a_log_says_what_it_belongs_to()
    {
        SampleRepository.Create(Repository, files: 5).Dispose();
        await using var fleet = await EmulatedFleet.StartAsync(Path.Combine(_folder.Path, "workspace"));

        await fleet.AskAsync(new { repo_url = $"file://{Repository}", review_id = "r" });
        await fleet.Lambda.QuietAsync();

        var lines = fleet.Log.Select(line => JsonDocument.Parse(line.Text).RootElement).ToList();
        // Before the first event there is no invocation to belong to.
        Assert.All(
            lines.Where(line => line.GetProperty("category").GetString()!.StartsWith("CodeReview", StringComparison.Ordinal)),
            line => Assert.True(line.TryGetProperty("requestId", out _), line.ToString()));
        var published = lines.Where(line => line.GetProperty("message").GetString() is "publish" && line.GetProperty("path").GetString()!.EndsWith("result.json", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, published.Count);
        Assert.All(published, line => Assert.Equal(("r", "ok"), (line.GetProperty("review_id").GetString(), line.GetProperty("outcome").GetString())));
        Assert.Equal(["security.0001", "style.0001"], published.Select(line => line.GetProperty("task").GetString()).Order());
    }

    /// <summary>The results of the same review by the command line, in one process.</summary>
    private async Task<SortedDictionary<string, string>> AloneAsync(string id)
    {
        var alone = new CommandLine(Path.Combine(_folder.Path, "alone"));
        var (status, _, error) = await alone.RunAsync("review", Repository, "--id", id);
        Assert.True(status is 0, error);
        return alone.Results(CommandLine.Id(id));
    }
}
