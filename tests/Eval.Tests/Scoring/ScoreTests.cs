using CodeReview.Eval.Labels;
using CodeReview.Eval.Scoring;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Eval.Tests.Scoring;

public sealed class ScoreTests
{
    private const int Tolerance = 2;

    private static readonly Label Flaw = new("flaw", Tier.Core, At("a.py"), 10, 11, ["CWE-89", "CWE-564"]);
    private static readonly Label Side = new("side", Tier.Extra, At("a.py"), 30, 30, ["CWE-79"]);
    private static readonly Label Trap = new("trap", Tier.Trap, At("a.py"), 15, 15, ["CWE-89"]);
    private static readonly Label[] Labels = [Flaw, Side, Trap];

    [Theory]
    [InlineData("a.py", 10, "CWE-89", true)]
    [InlineData("a.py", 11, "CWE-564", true)]
    [InlineData("a.py", 8, "CWE-89", true)]
    [InlineData("a.py", 7, "CWE-89", false)]
    [InlineData("b.py", 10, "CWE-89", false)]
    [InlineData("a.py", 10, "CWE-78", false)]
    [InlineData("a.py", 10, null, false)]
    public void A_flaw_is_found_by_file_weakness_and_line(string path, int line, string? cwe, bool found)
    {
        var score = ScoreOf(Finding(path, line, cwe));

        Assert.Equal(found ? (1, 0) : (0, 1), (score.Found, score.FalseAlarms));
    }

    [Fact]
    public void Between_a_flaw_and_a_trap_a_finding_is_about_the_nearer_one()
    {
        Assert.Equal((1, 0), Counts(ScoreOf(Finding("a.py", 12, "CWE-89"))));
        Assert.Equal((0, 1), Counts(ScoreOf(Finding("a.py", 14, "CWE-89"))));
        Assert.Equal((1, 0), Counts(ScoreOf(Finding("a.py", 13, "CWE-89"))));

        static (int, int) Counts(Score score) => (score.Found, score.Traps);
    }

    [Fact]
    public void A_second_finding_about_a_flaw_is_neither_right_nor_wrong()
    {
        var score = ScoreOf(Finding("a.py", 10, "CWE-89"), Finding("a.py", 11, "CWE-89"));

        Assert.Equal(new Score(Core: 1, Found: 1, Extra: 0, FalseAlarms: 0, Traps: 0, Duplicates: 1), score);
    }

    [Fact]
    public void What_is_true_and_not_asked_for_costs_no_precision_and_earns_no_recall()
    {
        var score = ScoreOf(Finding("a.py", 30, "CWE-79"));

        Assert.Equal((0.0, 1.0), (score.Recall, score.Precision));
    }

    [Fact]
    public void Precision_recall_and_their_mean_follow_from_the_counts()
    {
        var score = new Score(Core: 4, Found: 2, Extra: 1, FalseAlarms: 1, Traps: 0, Duplicates: 5);

        Assert.Equal((0.5, 0.75, 0.6), (score.Recall, score.Precision, Math.Round(score.F1, 3)));
        Assert.Equal(score with { Core = 8, Found = 4, Extra = 2, FalseAlarms = 2, Duplicates = 10 }, score + score);
    }

    [Fact]
    public void Runs_that_share_half_of_what_they_say_are_half_stable()
    {
        Assert.Equal(1, Stability.Of<string>([new HashSet<string> { "a" }]));
        Assert.Equal(1, Stability.Of<string>([new HashSet<string>(), new HashSet<string>()]));
        Assert.Equal(0.5, Stability.Of<string>([new HashSet<string> { "a", "b", "c" }, new HashSet<string> { "b", "c", "d" }]));
    }

    private static Score ScoreOf(params IEnumerable<Finding> findings) => Score.Of(Labels, Matching.Of(Labels, findings, Tolerance));

    private static WorkspacePath At(string path) => TextValue.Parse<WorkspacePath>(path);

    private static Finding Finding(string path, int line, string? cwe) => new()
    {
        Fingerprint = TextValue.Parse<Fingerprint>(new string('0', 32)),
        Rule = TextValue.Parse<RuleId>("some/rule"),
        Cwe = cwe,
        Severity = Severity.High,
        SeverityReason = "",
        Confidence = Confidence.High,
        ConfidenceReason = "",
        Title = "",
        Description = "",
        Recommendation = "",
        Path = At(path),
        StartLine = line,
        EndLine = line,
        Quote = "",
    };
}
