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
    public const string Variable = "CODEREVIEW_SEEDS";
    private const int TimeoutSeconds = 10;
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
    public Task A_review_that_everything_happens_to_ends_as_one_that_nothing_happens_to(int seed) => ReviewAsync(seed, Everything);

    // Lost is known to be lost when it can no longer come, which Lambda lets take two minutes at least; and what is sent instead may be
    // lost as well. Nearly all of the time of such a review is waiting, more of it than all other tests take together.
    [NeedsTheory<AskedForSeeds>]
    [MemberData(nameof(Seeds))]
    public Task A_review_whose_messages_are_lost_ends_as_one_that_nothing_happens_to(int seed) => ReviewAsync(seed, new FaultRates { Loss = 0.15 });

    private async Task ReviewAsync(int seed, FaultRates faults)
    {
        output.WriteLine($"{Variable}={seed}");
        var id = CommandLine.Id("r");
        var repository = Path.Combine(_folder.Path, "repository");
        SampleRepository.Create(repository, files: 300).Dispose();
        await using var fleet = await EmulatedFleet.StartAsync(Path.Combine(_folder.Path, "workspace"), TimeoutSeconds, settings => settings with
        {
            Seed = seed,
            Faults = faults,
            Schedules = [new Schedule($"{EmulatedFleet.Orchestrator}:live", 2, """{"command":"sweep"}""")],
        });
        using var patience = new CancellationTokenSource(Patience);

        await AskUntilTakenAsync(fleet, new { repo_url = $"file://{repository}", review_id = "r", options = new { max_task_attempts = 20 } }, patience.Token);
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

/// <summary>Somebody who asks for seeds, and so for a long run.</summary>
internal sealed class AskedForSeeds : INeed
{
    public static string? Missing => Environment.GetEnvironmentVariable(ChaosTests.Variable) is null ? $"it takes minutes a seed; set {ChaosTests.Variable}" : null;
}
