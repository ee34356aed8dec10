using CodeReview.Eval.Labels;

namespace CodeReview.Eval.Scoring;

/// <summary>How well findings fit what is known.</summary>
/// <param name="Core">Flaws that are to be found.</param>
/// <param name="Found">Of those, found.</param>
/// <param name="Extra">Other true things that were said.</param>
/// <param name="FalseAlarms">Findings at a trap, or where no flaw is known.</param>
/// <param name="Traps">Of those, at a trap.</param>
/// <param name="Duplicates">Findings about a flaw that another one had named already: neither right nor wrong.</param>
internal sealed record Score(int Core, int Found, int Extra, int FalseAlarms, int Traps, int Duplicates)
{
    public static Score None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>The share of the flaws that were found; 1 where there are none.</summary>
    public double Recall => Core is 0 ? 1 : (double)Found / Core;

    /// <summary>The share of what was said that is true, each flaw counted once; 1 where nothing was said.</summary>
    public double Precision => Found + Extra + FalseAlarms is 0 ? 1 : (double)(Found + Extra) / (Found + Extra + FalseAlarms);

    /// <summary>The harmonic mean of both.</summary>
    public double F1 => Recall + Precision is 0 ? 0 : 2 * Recall * Precision / (Recall + Precision);

    public static Score operator +(Score left, Score right) => new(
        left.Core + right.Core, left.Found + right.Found, left.Extra + right.Extra, left.FalseAlarms + right.FalseAlarms,
        left.Traps + right.Traps, left.Duplicates + right.Duplicates);

    /// <summary>Counts matches against the labels that they were made with.</summary>
    public static Score Of(IEnumerable<Label> labels, IReadOnlyCollection<Match> matches)
    {
        var named = matches.Select(match => match.Label).OfType<Label>().Where(label => label.Tier is not Tier.Trap).ToList();
        var distinct = named.Distinct().ToList();
        var traps = matches.Count(match => match.Label is { Tier: Tier.Trap });
        return new Score(
            labels.Count(label => label.Tier is Tier.Core),
            distinct.Count(label => label.Tier is Tier.Core),
            distinct.Count(label => label.Tier is Tier.Extra),
            traps + matches.Count(match => match.Label is null),
            traps,
            named.Count - distinct.Count);
    }
}
