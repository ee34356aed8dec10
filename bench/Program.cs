using System.CommandLine;
using CodeReview.Bench;
using CodeReview.Bench.Append;
using CodeReview.Bench.Clone;
using CodeReview.Bench.ColdStart;
using CodeReview.Bench.Measuring;
using CodeReview.Bench.Orchestration;
using CodeReview.Bench.Recovery;
using CodeReview.Bench.Rules;

IBench[] benches = [new AppendBench(), new RecoveryBench(), new OrchestrationBench(), new EventDrivenBench(), new RulesBench(), new CloneBench(), new PlanningBench(), new ColdStartBench()];

var names = new Argument<string[]>("name") { Description = $"{string.Join(", ", benches.Select(bench => bench.Name))}, or all.", Arity = ArgumentArity.OneOrMore };
names.AcceptOnlyFromAmong([.. benches.Select(bench => bench.Name), "all"]);
var folder = new Option<DirectoryInfo>("--folder")
{
    Description = "Where the files are written: a folder on the disk to be measured. Default: below the program's own.",
    DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "scratch")),
};
var repos = new Option<DirectoryInfo[]>("--repo") { Description = "A Git repository for the rules to review; may be given more than once." };
var sizes = new Option<int[]>("--files")
{
    Description = "How many files the repositories to clone have. Default: 100, 3000 and 50000.", DefaultValueFactory = _ => [100, 3_000, 50_000], AllowMultipleArgumentsPerToken = true,
};
var count = new Option<string?>("--count-with") { Description = "A shell command that prints how many calls the mount of the folder has had." };
var packages = new Option<DirectoryInfo>("--packages")
{
    Description = "The folder of orchestrator.zip, agent.zip and empty.zip, for cold-start.",
    DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("dist", ColdStartBench.Architecture)),
};
var root = new RootCommand("Measures what the design promises, and prints one table a benchmark.") { names, folder, repos, sizes, count, packages };
root.SetAction(async (parsed, cancelled) =>
{
    var asked = parsed.GetRequiredValue(names);
    using var scratch = new Scratch(parsed.GetRequiredValue(folder).FullName);
    var settings = new BenchSettings(
        scratch,
        [.. (parsed.GetValue(repos) ?? []).Select(repo => repo.FullName)],
        parsed.GetRequiredValue(sizes),
        parsed.GetValue(count),
        parsed.GetRequiredValue(packages).FullName);
    Console.WriteLine(Machine.Describe(scratch.Path));
    foreach (var bench in benches.Where(bench => asked.Contains(bench.Name) || asked.Contains("all")))
        Console.WriteLine(await bench.RunAsync(settings));
});

// What is measured in a process of its own: the program starts itself with this.
var measured = new Argument<string[]>("what") { Arity = ArgumentArity.OneOrMore };
var measure = new Command(FreshProcess.Command) { measured };
measure.Hidden = true;
measure.SetAction(async (parsed, cancelled) =>
{
    var what = parsed.GetRequiredValue(measured);
    FreshProcess.Answer(await benches.OfType<IMeasuredApart>().Single(bench => bench.Name == what[0]).MeasureAsync(what[1..]));
});
root.Add(measure);
return await root.Parse(args).InvokeAsync();
