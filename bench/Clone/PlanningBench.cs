using System.Diagnostics;
using System.Globalization;
using CodeReview.Bench.Measuring;
using CodeReview.Orchestrator.Planning;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Bench.Clone;

/// <summary>
/// From what stands in a work tree to shards and plan on disk, in a process of its own. Its peak of memory holds the list of files,
/// which the clone hands over.
/// </summary>
internal sealed class PlanningBench : IMeasuredApart
{
    private const int Repeats = 3;
    private static readonly int[] Files = [5_000, 50_000, 200_000];

    public string Name => "planning";

    public async Task<Table> RunAsync(BenchSettings settings)
    {
        var table = new Table($"planning: {Repeats} runs of each", "files", "shards", "s", "µs a file", "peak MiB");
        foreach (var files in Files)
        {
            var runs = new List<Measures>();
            for (var run = 0; run < Repeats; run++)
                runs.Add(await FreshProcess.MeasureAsync(this, Number(files), settings.Scratch.Below("planning")));
            table.Add(
                Number(files),
                runs[0]["shards"].ToString(CultureInfo.InvariantCulture),
                Of(runs, "seconds", 1).Show("0.00"),
                Of(runs, "seconds", 1e6 / files).Show("0.0"),
                Of(runs, "peak_mib", 1).Show("0"));
        }

        return table;
    }

    public Task<Measures> MeasureAsync(string[] arguments)
    {
        var manifest = ManifestOf(int.Parse(arguments[0], CultureInfo.InvariantCulture));
        var start = Stopwatch.GetTimestamp();
        var plan = ReviewPlanner.Plan(manifest, new ReviewLayout(arguments[1]), new ReviewOptions(), [], CancellationToken.None).Plan;
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return Task.FromResult(new Measures { ["seconds"] = seconds, ["shards"] = plan.ShardDigests.Count }.WithMemory());
    }

    private static RepoManifest ManifestOf(int files)
    {
        var random = new Random(files);
        var entries = Enumerable.Range(0, files).Select(i =>
        {
            var bytes = random.Next(10_000);
            return new RepoFile(TextValue.Parse<WorkspacePath>(ManyFiles.PathOf(i)), bytes, Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()), Language: "csharp", Tokens: bytes / 4);
        }).OrderBy(file => file.Path).ToValueArray();
        return new RepoManifest
        {
            Url = Some.Request.RepoUrl, Ref = "refs/heads/main", Commit = Some.Commit, Files = files, Bytes = entries.Sum(file => file.Bytes), Entries = entries, LeftOut = [],
        };
    }

    private static Spread Of(List<Measures> runs, string name, double factor) => Spread.Of(runs.Select(run => run[name] * factor));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
