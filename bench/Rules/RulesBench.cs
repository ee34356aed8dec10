using System.Diagnostics;
using System.Globalization;
using CodeReview.Agents;
using CodeReview.Bench.Measuring;
using CodeReview.Orchestrator.Planning;
using CodeReview.Orchestrator.Sources;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Bench.Rules;

/// <summary>
/// How much source the rules review in a second, on all cores: every shard of a commit by both agents, from the shard to the result
/// file, in a process of its own. A byte counts once, although both agents read it. The first pass compiles code and builds the
/// patterns on its way; the later ones come after some seconds of passes that do not count.
/// </summary>
internal sealed class RulesBench : IMeasuredApart
{
    private const int Later = 7;
    private const double MegabytesBar = 10;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public string Name => "rules";

    public async Task<Table> RunAsync(BenchSettings settings)
    {
        var table = new Table("rules: source reviewed by both agents", "repository", "files", "MB", "first, s (MB/s)", "later, MB/s", "peak MiB", "bar");
        foreach (var repo in settings.Repos)
        {
            var folder = settings.Scratch.Below("rules");
            await PlanAsync(repo, new WorkspaceLayout(folder));
            var found = await FreshProcess.MeasureAsync(this, folder);
            var later = new Spread(found["later"], found["low"], found["high"]);
            table.Add(
                NameOf(repo), Show(found["files"], "0"), Show(found["megabytes"], "0.0"), $"{Show(found["first"], "0.0")} ({Show(found["megabytes"] / found["first"], "0.0")})", later.Show("0.0"), Show(found["peak_mib"], "0"),
                $"≥ {MegabytesBar} MB/s: {Bar.AtLeast(MegabytesBar, later.Median)}");
        }

        if (settings.Repos.Count is 0)
            table.Add("none: give one by --repo DIR", "", "", "", "", "", "");
        return table;
    }

    public async Task<Measures> MeasureAsync(string[] arguments)
    {
        var workspace = new WorkspaceLayout(arguments[0]);
        var review = workspace.Review(Review);
        var plan = WorkspaceFile.ReadJson(review.Plan, ProtocolJson.Default.ReviewPlan);
        var shards = plan.ShardDigests.Select((_, index) => WorkspaceFile.ReadJson(review.Shard(ShardId.At(index + 1)), ProtocolJson.Default.Shard)).ToList();
        var megabytes = shards.Sum(shard => shard.Bytes) / 1e6;
        var first = await ReviewAsync(workspace, shards);
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < WarmUp)
            await ReviewAsync(workspace, shards);
        var rates = new List<double>();
        for (var pass = 0; pass < Later; pass++)
            rates.Add(megabytes / await ReviewAsync(workspace, shards));
        var later = Spread.Of(rates);
        return new Measures
        {
            ["files"] = plan.Files, ["megabytes"] = megabytes, ["first"] = first, ["later"] = later.Median, ["low"] = later.Low, ["high"] = later.High,
        }.WithMemory();
    }

    private static ReviewId Review { get; } = Some.Id("rules");

    private static async Task<double> ReviewAsync(WorkspaceLayout workspace, List<Shard> shards)
    {
        if (Directory.Exists(Path.Combine(workspace.Review(Review).Folder, "tasks")))
            Directory.Delete(Path.Combine(workspace.Review(Review).Folder, "tasks"), recursive: true);
        var runner = new AgentRunner(workspace, TimeProvider.System);
        var tasks = shards.SelectMany(shard => Some.Request.EffectiveAgents.Select(agent => new AgentTask(Review, new TaskId(agent, shard.Id), 1, "rules")));
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(tasks, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (task, cancelled) =>
        {
            if (await runner.RunAsync(task, cancelled) is { Outcome: not AgentOutcome.Done, Error: var error })
                throw new InvalidOperationException(error);
        });
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task PlanAsync(string repo, WorkspaceLayout workspace)
    {
        var (source, layout, options) = (new RepositorySource(SourceAccess.OfUser, GitTokens.None), workspace.Review(Review), new ReviewOptions());
        var url = TextValue.Parse<RepositoryUrl>(new Uri(repo).AbsoluteUri);
        var pinned = await source.PinAsync(url, null, null, CancellationToken.None);
        var (manifest, _) = await source.CheckOutAsync(url, pinned, layout, options, CancellationToken.None);
        ReviewPlanner.Plan(manifest, layout, options, [], CancellationToken.None);
    }

    private static string Show(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    // owner+name/repo, or a checkout by its own name.
    private static string NameOf(string repo) => Path.GetFileName(repo) is "repo" ? Path.GetFileName(Path.GetDirectoryName(repo)!) : Path.GetFileName(repo);
}
