using System.CommandLine;
using CodeReview.Eval.Labels;
using CodeReview.Eval.Running;
using CodeReview.Eval.Scoring;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

var set = new Argument<string>("set") { Description = "A folder with files *.labels.json; see eval/README.md." };
var model = new Option<string>("--model") { Description = "Who reviews, as codereview takes it.", DefaultValueFactory = _ => ReviewOptions.Rules };
var agents = new Option<string>("--agents") { Description = "Whose findings are scored.", DefaultValueFactory = _ => AgentName.Security.Value };
var runs = new Option<int>("--runs") { Description = "How often each repository is reviewed, to see whether the runs agree.", DefaultValueFactory = _ => 1 };
var tolerance = new Option<int>("--tolerance") { Description = "How many lines a finding may be away from its label.", DefaultValueFactory = _ => 5 };
var details = new Option<bool>("--details") { Description = "Also list what was missed and every false alarm." };
var root = new RootCommand("Reviews a set of labelled repositories and says how much of what is known was found.") { set, model, agents, runs, tolerance, details };
root.SetAction(async (parsed, cancelled) =>
{
    var engine = new Engine(
        parsed.GetRequiredValue(model),
        parsed.GetRequiredValue(agents).Split(',', StringSplitOptions.TrimEntries).Select(TextValue.Parse<AgentName>).ToValueArray());
    var scratch = Directory.CreateTempSubdirectory("codereview-eval-").FullName;
    try
    {
        var review = new ReviewRun(CommandLineProgram.Path, scratch);
        var scored = new List<ScoredRun>();
        foreach (var @case in LabelledSet.Load(parsed.GetRequiredValue(set)))
        {
            for (var run = 1; run <= parsed.GetValue(runs); run++)
                scored.Add(ScoredRun.Of(@case, await review.RunAsync(@case, engine, run, cancelled), Confidence.Low, parsed.GetValue(tolerance)));
        }

        Console.Write(ScoreTable.Of(new Evaluation(scored), parsed.GetValue(tolerance), parsed.GetValue(details)));
        return 0;
    }
    catch (Exception e) when (e is ReviewException or FormatException)
    {
        await Console.Error.WriteLineAsync(e.Message);
        return 64;
    }
    finally
    {
        Directory.Delete(scratch, recursive: true);
    }
});
return await root.Parse(args).InvokeAsync();
