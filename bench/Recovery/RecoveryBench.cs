using System.Globalization;
using CodeReview.Bench.Measuring;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Bench.Recovery;

/// <summary>
/// How long an activation takes until a review's grain has its state again, and what memory that takes, against the length of the
/// history. Each number is from a process of its own, on a fresh copy of the history: the first recovery of the process, which
/// compiles code on its way, and the median of later ones.
/// </summary>
internal sealed class RecoveryBench : IMeasuredApart
{
    private const int Later = 15;
    private const double Bar100 = 100;
    private const int BarLength = 10_000;
    private static readonly int[] Lengths = [100, 1_000, 10_000, 100_000];

    public string Name => "recovery";

    public async Task<Table> RunAsync(BenchSettings settings)
    {
        var table = new Table("recovery: from the activation to the state", "state", "snapshot", "events", "first, ms", "later, ms", "peak MiB", "bar");
        foreach (var growth in Enum.GetValues<Growth>())
        {
            foreach (var ending in Enum.GetValues<Ending>())
            {
                foreach (var length in Lengths)
                    await MeasureAsync(settings, table, new History(growth, ending, length));
            }
        }

        return table;
    }

    public async Task<Measures> MeasureAsync(string[] arguments)
    {
        var workspace = new WorkspaceLayout(arguments[0]);
        await using var fleet = await QuietFleet.StartAsync(workspace.Root);
        var times = new List<double>();
        for (var i = 0; i <= Later; i++)
            times.Add(await HistoryCopy.RecoverAsync(fleet, workspace, i) * 1000);
        return new Measures { ["first"] = times[0], ["later"] = Spread.Of(times.Skip(1)).Median, ["low"] = Spread.Of(times.Skip(1)).Low, ["high"] = Spread.Of(times.Skip(1)).High }.WithMemory();
    }

    private async Task MeasureAsync(BenchSettings settings, Table table, History history)
    {
        var folder = settings.Scratch.Below("recovery");
        history.Write(new WorkspaceLayout(folder));
        var found = await FreshProcess.MeasureAsync(this, folder);
        var verdict = history is { Length: BarLength, Ending: not Ending.NoSnapshot } ? $"< {Bar100} ms: {Bar.AtMost(Bar100, found["later"])}" : "";
        table.Add(
            history.Growth is Growth.Fixed ? "100 tasks" : "a task every two events",
            history.Ending switch { Ending.NoSnapshot => "none", Ending.Passivated => "at the end", _ => $"{History.Tail} events before a kill" },
            history.Length.ToString(CultureInfo.InvariantCulture),
            found["first"].ToString("0", CultureInfo.InvariantCulture),
            new Spread(found["later"], found["low"], found["high"]).Show("0.0"),
            found["peak_mib"].ToString("0", CultureInfo.InvariantCulture),
            verdict);
    }
}
