using System.Diagnostics;
using System.Globalization;
using CodeReview.Bench.Measuring;

namespace CodeReview.Bench.Orchestration;

/// <summary>
/// What the orchestrator itself costs a task: a review with agents that do nothing, from the request to the answer, in a process of
/// its own. Every task is dispatched, reported and journaled as any; each report waits for the disk.
/// </summary>
internal sealed class OrchestrationBench : IMeasuredApart
{
    private const int Repeats = 3;
    private const int BarTasks = 10_000;
    private const double MillisecondsBar = 5;
    private const double MemoryBar = 512;
    private static readonly int[] Tasks = [1_000, 10_000, 30_000];

    public string Name => "orchestration";

    public async Task<Table> RunAsync(BenchSettings settings)
    {
        var table = new Table($"orchestration: reviews with no-op agents, {Repeats} runs of each", "tasks", "s", "ms a task", "peak MiB", "bar");
        var found = Tasks.ToDictionary(tasks => tasks, _ => new List<Measures>());
        foreach (var tasks in Enumerable.Repeat(Tasks, Repeats).SelectMany(tasks => tasks))
            found[tasks].Add(await FreshProcess.MeasureAsync(this, Number(tasks), settings.Scratch.Below("orchestration")));
        foreach (var (tasks, runs) in found)
        {
            var each = Spread.Of(runs.Select(run => run["seconds"] * 1000 / tasks));
            var peak = Spread.Of(runs.Select(run => run["peak_mib"]));
            var verdict = tasks is not BarTasks ? "" : $"< {MillisecondsBar} ms: {Bar.AtMost(MillisecondsBar, each.Median)}; < {MemoryBar} MiB: {Bar.AtMost(MemoryBar, peak.Median)}";
            table.Add(Number(tasks), Spread.Of(runs.Select(run => run["seconds"])).Show("0.00"), each.Show("0.000"), peak.Show("0"), verdict);
        }

        return table;
    }

    public async Task<Measures> MeasureAsync(string[] arguments)
    {
        var shards = int.Parse(arguments[0], CultureInfo.InvariantCulture) / Some.Request.EffectiveAgents.Count;
        await using var fleet = await QuietFleet.StartAsync(arguments[1], shards);
        var start = Stopwatch.GetTimestamp();
        var answer = await fleet.Reviews.ReviewAsync(Some.Request, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return answer.Error is null
            ? new Measures { ["seconds"] = seconds }.WithMemory()
            : throw new InvalidOperationException(answer.Error.Message);
    }

    private static string Number(int tasks) => tasks.ToString(CultureInfo.InvariantCulture);
}
