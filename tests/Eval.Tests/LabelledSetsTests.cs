using CodeReview.Eval.Labels;
using CodeReview.Eval.Running;
using CodeReview.Eval.Scoring;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Testing;

namespace CodeReview.Eval.Tests;

/// <summary>The sets that come with the program, reviewed by the rules as a user reviews.</summary>
public sealed class LabelledSetsTests : IDisposable
{
    private static readonly string Sets = Path.Combine(Root(), "eval", "sets");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("own")]
    [InlineData("blind")]
    [InlineData("held-out")]
    public void Every_label_is_about_a_line_that_is_there(string set) =>
        Assert.All(LabelledSet.Load(Path.Combine(Sets, set)), @case => Assert.All(@case.Truth.Labels, label =>
            Assert.NotEqual("", File.ReadAllLines(Path.Combine(@case.Location, label.Path.Value))[label.StartLine - 1].Trim())));

    // So close to what is reached that a rule which gets worse is noticed. They go up and never down.
    [Theory]
    [InlineData("own", 0.97, 0.90)]
    [InlineData("blind", 0.69, 0.89)]
    [InlineData("held-out", 0.60, 0.84)]
    public async Task The_rules_find_what_they_have_found_before(string set, double leastRecall, double leastPrecision)
    {
        var review = new ReviewRun(CommandLineProgram.Path, _folder.Path);
        var runs = new List<ScoredRun>();
        foreach (var @case in LabelledSet.Load(Path.Combine(Sets, set)))
        {
            var outcome = await review.RunAsync(@case, new Engine(ReviewOptions.Rules, [AgentName.Security]), run: 1, CancellationToken.None);
            runs.Add(ScoredRun.Of(@case, outcome, Confidence.Low, tolerance: 5));
        }

        var score = new Evaluation(runs).Total;

        Assert.True(score.Recall >= leastRecall && score.Precision >= leastPrecision, $"Recall {score.Recall:0.00}, precision {score.Precision:0.00}.");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CodeReview.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
