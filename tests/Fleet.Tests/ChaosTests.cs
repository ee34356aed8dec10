using System.Globalization;
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
/// <c>1-200</c> for a long run.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output) : IDisposable
{
    private const string Variable = "CODEREVIEW_SEEDS";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int> Seeds
    {
        get
        {
            var range = (Environment.GetEnvironmentVariable(Variable) ?? "1-2").Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
            return [.. Enumerable.Range(range[0], range[^1] - range[0] + 1)];
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_review_that_everything_happens_to_ends_as_one_that_nothing_happens_to(int seed)
    {
        output.WriteLine($"{Variable}={seed}");
        var id = CommandLine.Id("r");
        var repository = Path.Combine(_folder.Path, "repository");
        SampleRepository.Create(repository, files: 60).Dispose();
        var request = new { repo_url = $"file://{repository}", review_id = "r", options = new { shard_files = 10, max_task_attempts = 20 } };
        await using var fleet = await EmulatedFleet.StartAsync(Path.Combine(_folder.Path, "workspace"), timeoutSeconds: 10, settings => settings with
        {
            Seed = seed,
            Faults = new FaultRates { Duplicate = 0.2, Delay = 0.3, Loss = 0.1, Throttle = 0.15, Kill = 0.15, Stall = 0.1, Recycle = 0.3, MaximumDelaySeconds = 1.5 },
            Schedules = [new Schedule($"{EmulatedFleet.Orchestrator}:live", 1, """{"command":"sweep"}""")],
        });
        using var patience = new CancellationTokenSource(Patience);

        await AskUntilTakenAsync(fleet, request, patience.Token);
        while (fleet.History.Current(id) is not { Stage: ReviewStage.Complete })
            await fleet.Lambda.NextAttemptAsync(patience.Token);
        await fleet.Lambda.UnseenAsync();

        var alone = new CommandLine(Path.Combine(_folder.Path, "alone"));
        await alone.RunAsync("review", repository, "--id", "r");
        Assert.Equal(alone.Results(id), fleet.Results(id));
        AssertEachTaskWasFinishedOnce(fleet, id);
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
        var done = steps.Select(step => step.Event).OfType<ReviewEvent.TaskDone>().Select(task => task.Task).ToList();
        Assert.Equal(done.Distinct(), done);
        Assert.Equal(steps[^1].After.TotalTasks, done.Count);
        Assert.DoesNotContain(steps, step => step.Event is ReviewEvent.TaskFailed);
        Assert.Equal(Enumerable.Range(1, steps.Count).Select(number => (long)number), steps.Select(step => step.Entry.SequenceNumber));
    }
}
