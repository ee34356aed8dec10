using System.Diagnostics;
using System.Globalization;
using CodeReview.Bench.Measuring;
using CodeReview.Orchestrator.Grains;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Bench.Orchestration;

/// <summary>
/// What a review costs whose agents report by messages: each report is an activation of its own, which claims the log, notes it, sends the
/// next task and closes. One review of many tasks, a report at a time; and many reviews at once, each report as soon as there is one.
/// </summary>
internal sealed class EventDrivenBench : IMeasuredApart
{
    private const int Repeats = 3;
    private const int BarTasks = 10_000;
    private const double MillisecondsBar = 5;
    private const double MemoryBar = 512;
    private static readonly (int Reviews, int Tasks)[] Loads = [(1, 1_000), (1, 3_000), (1, BarTasks), (1_000, 10)];

    public string Name => "event-driven";

    public async Task<Table> RunAsync(BenchSettings settings)
    {
        var table = new Table($"event-driven: an activation a report, no-op agents, {Repeats} runs of each", "reviews at once", "tasks each", "s", "ms a task", "ms of processor a task", "peak MiB", "bar");
        var found = Loads.ToDictionary(load => load, _ => new List<Measures>());
        foreach (var load in Enumerable.Repeat(Loads, Repeats).SelectMany(loads => loads))
            found[load].Add(await FreshProcess.MeasureAsync(this, Number(load.Reviews), Number(load.Tasks), settings.Scratch.Below("event-driven")));
        foreach (var ((reviews, tasks), runs) in found)
        {
            var each = Spread.Of(runs.Select(run => run["seconds"] * 1000 / reviews / tasks));
            var busy = Spread.Of(runs.Select(run => run["processor_seconds"] * 1000 / reviews / tasks));
            var peak = Spread.Of(runs.Select(run => run["peak_mib"]));
            var verdict = tasks is not BarTasks ? "" : $"< {MillisecondsBar} ms: {Bar.AtMost(MillisecondsBar, each.Median)}; < {MemoryBar} MiB: {Bar.AtMost(MemoryBar, peak.Median)}";
            table.Add(Number(reviews), Number(tasks), Spread.Of(runs.Select(run => run["seconds"])).Show("0.00"), each.Show("0.000"), busy.Show("0.000"), peak.Show("0"), verdict);
        }

        return table;
    }

    public async Task<Measures> MeasureAsync(string[] arguments)
    {
        var (reviews, tasks) = (int.Parse(arguments[0], CultureInfo.InvariantCulture), int.Parse(arguments[1], CultureInfo.InvariantCulture));
        var terms = new ActivationTerms { Sends = true };
        await using var fleet = await QuietFleet.StartAsync(arguments[2], tasks / Some.Request.EffectiveAgents.Count, terms);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, reviews).Select(number => fleet.Reviews.ReviewAsync(Some.Request with { ReviewId = Some.Id($"review-{number}") }, CancellationToken.None)));
        var complete = await DeliverAsync(fleet, reviews);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return complete == reviews
            ? new Measures { ["seconds"] = seconds, ["processor_seconds"] = Environment.CpuUsage.TotalTime.TotalSeconds }.WithMemory()
            : throw new InvalidOperationException($"{complete} of {reviews} reviews are complete.");
    }

    // One at a time where there is one review: on Lambda each message of it waits for its turn.
    private static async Task<int> DeliverAsync(QuietFleet fleet, int reviews)
    {
        var complete = 0;
        while (!fleet.Steps.Sent.IsEmpty)
        {
            var crowd = reviews is 1 ? 1 : fleet.Steps.Sent.Count;
            var answers = await Task.WhenAll(Enumerable.Range(0, crowd).Select(_ => fleet.Steps.Sent.TryDequeue(out var task) ? ReportAsync(fleet, task) : Task.FromResult(ReviewStatus.Running)));
            complete += answers.Count(status => status is ReviewStatus.Complete);
        }

        return complete;
    }

    private static async Task<ReviewStatus> ReportAsync(QuietFleet fleet, AgentTask task) =>
        (await fleet.Reviews.TellAsync(task.ReviewId, new ReviewCommand.NoteReport(NoSteps.Report(task), task.Sending), CancellationToken.None)).Response.Status;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
