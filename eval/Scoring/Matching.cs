using CodeReview.Eval.Labels;
using CodeReview.Protocol.Findings;

namespace CodeReview.Eval.Scoring;

/// <summary>A finding and the label that it is about; none where nothing is known of the place.</summary>
internal sealed record Match(Finding Finding, Label? Label);

/// <summary>Holds findings against labels.</summary>
internal static class Matching
{
    /// <summary>
    /// Gives every finding the nearest label of its file and weakness that lies within some lines of it; of equally near ones the
    /// flaw before the trap. Several findings may be about one label.
    /// </summary>
    public static IReadOnlyList<Match> Of(IEnumerable<Label> labels, IEnumerable<Finding> findings, int tolerance)
    {
        var known = labels.ToList();
        return [.. findings.Select(finding => new Match(finding, Nearest(known, finding, tolerance)))];
    }

    private static Label? Nearest(List<Label> labels, Finding finding, int tolerance) => labels
        .Select(label => (Label: label, Distance: label.DistanceTo(finding)))
        .Where(candidate => candidate.Distance <= tolerance)
        .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Label.Tier)
        .FirstOrDefault().Label;
}
