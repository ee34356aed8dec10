using CodeReview.Eval.Labels;
using CodeReview.Eval.Running;
using CodeReview.Protocol.Findings;

namespace CodeReview.Eval.Scoring;

/// <summary>One run over one case, held against its labels.</summary>
internal sealed record ScoredRun(Case Case, ReviewOutcome Outcome, IReadOnlyList<Match> Matches)
{
    public Score Score => Score.Of(Case.Truth.Labels, Matches);

    /// <summary>What the run said, told apart from what another run said: a flaw by its label, anything else by its fingerprint.</summary>
    public IReadOnlySet<string> Said => Matches.Select(match => match.Label?.Id ?? match.Finding.Fingerprint.Value).ToHashSet();

    /// <summary>The flaws to be found that were not.</summary>
    public IEnumerable<Label> Missed => Case.Truth.Labels.Where(label => label.Tier is Tier.Core).Except(Matches.Select(match => match.Label).OfType<Label>());

    /// <summary>The findings that are no flaw.</summary>
    public IEnumerable<Match> FalseAlarms => Matches.Where(match => match.Label is null or { Tier: Tier.Trap });

    public static ScoredRun Of(Case @case, ReviewOutcome outcome, Confidence atLeast, int tolerance) =>
        new(@case, outcome, Matching.Of(@case.Truth.Labels, outcome.Findings.Where(finding => finding.Confidence >= atLeast), tolerance));
}

/// <summary>All runs over all cases of a set.</summary>
internal sealed record Evaluation(IReadOnlyList<ScoredRun> Runs)
{
    /// <summary>All runs counted together.</summary>
    public Score Total => Sum(Runs.Select(run => run.Score));

    /// <summary>The runs of each case.</summary>
    public IEnumerable<IGrouping<Case, ScoredRun>> ByCase => Runs.GroupBy(run => run.Case);

    /// <summary>How alike the runs of a case are, over all cases.</summary>
    public double Stability => ByCase.Average(runs => Scoring.Stability.Of([.. runs.Select(run => run.Said)]));

    /// <summary>Flaws to be found and those found, by the first weakness that a label names.</summary>
    public IEnumerable<(string Cwe, int Found, int Core)> ByCwe => Runs
        .SelectMany(run => run.Case.Truth.Labels.Where(label => label.Tier is Tier.Core).Select(label => (Cwe: label.Cwe[0], IsFound: !run.Missed.Contains(label))))
        .GroupBy(label => label.Cwe)
        .Select(group => (group.Key, group.Count(label => label.IsFound), group.Count()))
        .OrderByDescending(row => row.Item3).ThenBy(row => row.Key, StringComparer.Ordinal);

    /// <summary>The same runs with only the findings that are as sure as this.</summary>
    public Evaluation WithConfidence(Confidence atLeast, int tolerance) =>
        new([.. Runs.Select(run => ScoredRun.Of(run.Case, run.Outcome, atLeast, tolerance))]);

    public static Score Sum(IEnumerable<Score> scores) => scores.Aggregate(Score.None, (sum, score) => sum + score);
}
