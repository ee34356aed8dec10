using System.Globalization;
using System.Text.Json;
using CodeReview.LambdaEmulator;
using CodeReview.LambdaEmulator.Faults;
using CodeReview.LambdaEmulator.Settings;
using CodeReview.Orchestrator.Grains;
using CodeReview.Protocol.Reviews;
using CodeReview.Testing;
using Amazon.Lambda;
using Xunit.Abstractions;

namespace CodeReview.Fleet.Tests;

/// <summary>
/// Whole reviews while Lambda does its worst. A seed decides all faults, is printed, and can be run again: <c>CODEREVIEW_SEEDS=7</c>, or
/// <c>1-200</c> for a long run. <c>CODEREVIEW_TIMEOUT_SECONDS=3</c> has functions killed so soon; on a machine that is too slow for it tasks
/// are given up, as they should be, and the review is not the same.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output) : IDisposable
{
    private const string Variable = "CODEREVIEW_SEEDS";
    private const string TimeoutVariable = "CODEREVIEW_TIMEOUT_SECONDS";
    private static readonly FleetTimes Times = new(int.Parse(Environment.GetEnvironmentVariable(TimeoutVariable) ?? "10", CultureInfo.InvariantCulture));
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly FaultRates Everything = new()
    {
        Duplicate = 0.2, Delay = 0.3, Throttle = 0.15, Kill = 0.15, Stall = 0.1, Recycle = 0.3, MaximumDelaySeconds = 1.5,
    };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int> Seeds
    {
        get
        {
            var range = (Environment.GetEnvironmentVariable(Variable) ?? "1").Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
            return [.. Enumerable.Range(range[0], range[^1] - range[0] + 1)];
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task A_review_that_everything_happens_to_ends_as_one_that_nothing_happens_to(int seed) => ReviewAsync(seed, Everything, Times);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task A_review_whose_messages_are_lost_ends_as_one_that_nothing_happens_to(int seed) =>
        ReviewAsync(seed, new FaultRates { Loss = 0.15 }, Times with { ReportWithinSeconds = 2 * Times.TimeoutSeconds });

    private async Task ReviewAsync(int seed, FaultRates faults, FleetTimes times)
    {
        output.WriteLine($"{Variable}={seed}, time-out {times.TimeoutSeconds} s");
        var id = CommandLine.Id("r");
        var repository = Path.Combine(_folder.Path, "repository");
        SampleRepository.Create(repository, files: 300).Dispose();
        await using var fleet = await EmulatedFleet.StartAsync(Path.Combine(_folder.Path, "workspace"), times, settings => settings with
        {
            Seed = seed,
            Faults = faults,
            Schedules = [new Schedule($"{EmulatedFleet.Orchestrator}:live", 2, """{"command":"sweep"}""")],
        });
        using var patience = new CancellationTokenSource(Patience);

        await AskUntilTakenAsync(fleet, new { repo_url = $"file://{repository}", review_id = "r", options = new { max_task_attempts = 20 } }, patience.Token);
        while (fleet.History.Current(id) is not { Stage: ReviewStage.Complete })
            await fleet.Lambda.NextAttemptAsync(patience.Token);
        await fleet.Lambda.QuietAsync(patience.Token);
        await fleet.Lambda.UnseenAsync();

        AssertEachTaskWasFinishedOnce(fleet, id);
        var alone = new CommandLine(Path.Combine(_folder.Path, "alone"));
        await alone.RunAsync("review", repository, "--id", "r");
        Assert.Equal(alone.Results(id), fleet.Results(id));
        AssertNoFinishedWorkWasDoneAgain(fleet);
    }

    // A user whose call fails makes it again.
    private static async Task AskUntilTakenAsync(EmulatedFleet fleet, object request, CancellationToken patience)
    {
        while (true)
        {
            try
            {
                await fleet.AskAsync(request);
                return;
            }
            catch (Exception e) when (e is AmazonLambdaException or FunctionFailedException)
            {
                patience.ThrowIfCancellationRequested();
            }
        }
    }

    private static void AssertEachTaskWasFinishedOnce(EmulatedFleet fleet, ReviewId id)
    {
        var steps = fleet.History.Steps(id).ToList();
        Assert.DoesNotContain(steps, step => step.Event is ReviewEvent.TaskFailed);
        var done = steps.Select(step => step.Event).OfType<ReviewEvent.TaskDone>().Select(task => task.Task).ToList();
        Assert.Equal(done.Distinct(), done);
        Assert.Equal(steps[^1].After.TotalTasks, done.Count);
        Assert.Equal(Enumerable.Range(1, steps.Count).Select(number => (long)number), steps.Select(step => step.Entry.SequenceNumber));
    }

    // Of two that began before there was a result each may bring it, the same one. Who began later answered from it.
    private static void AssertNoFinishedWorkWasDoneAgain(EmulatedFleet fleet)
    {
        var published = fleet.Log.Select(PublishedResult.Of).OfType<PublishedResult>().GroupBy(result => result.Path).ToList();
        Assert.NotEmpty(published);
        foreach (var results in published)
        {
            var first = results.Min(result => result.Before);
            Assert.All(results, result => Assert.True(
                fleet.Lambda.History.Where(attempt => attempt.ProcessId == result.ProcessId && attempt.Begun < result.Before).Max(attempt => attempt.Begun) < first,
                $"{result.Path} was there, and process {result.ProcessId} made it again."));
        }
    }
}

/// <summary>A task's result that an agent's function wrote, as its log tells it.</summary>
/// <param name="Path">The file.</param>
/// <param name="ProcessId">The function's process.</param>
/// <param name="Before">It was there before: the log has milliseconds.</param>
internal sealed record PublishedResult(string Path, int ProcessId, DateTimeOffset Before)
{
    /// <returns>Null where the line tells of something else.</returns>
    public static PublishedResult? Of(LoggedLine line)
    {
        if (!line.Text.Contains("\"message\":\"publish\"", StringComparison.Ordinal))
            return null;
        using var logged = JsonDocument.Parse(line.Text);
        var (path, outcome) = (logged.RootElement.GetProperty("path").GetString()!, logged.RootElement.GetProperty("outcome").GetString());
        return outcome is "ok" && path.EndsWith("/result.json", StringComparison.Ordinal)
            ? new PublishedResult(path, line.ProcessId, logged.RootElement.GetProperty("timestamp").GetDateTimeOffset().AddMilliseconds(1))
            : null;
    }
}
