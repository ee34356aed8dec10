using CodeReview.Orchestrator.Summarizing;

namespace CodeReview.Orchestrator.Comparing;

/// <summary>
/// A review's SARIF with what became of each result since another review. What is gone is left out: a viewer that does not know of
/// baselines would show it as an alert.
/// </summary>
public static class ComparedSarif
{
    /// <summary>The report of the newer review.</summary>
    public static byte[] Render(FinishedReview before, FinishedReview after)
    {
        var comparison = FindingComparison.Compare(before, after);
        var appeared = comparison.New.Select(finding => finding.Fingerprint).ToHashSet();
        var moved = comparison.Persisting.Where(finding => finding.MovedFrom is not null).Select(finding => finding.Fingerprint).ToHashSet();
        var old = before.Content.All.Select(claim => claim.Finding.Fingerprint).ToHashSet();
        return SarifReport.Render(after.Content, finding => finding switch
        {
            { Fingerprint: var it } when appeared.Contains(it) => "new",
            { Fingerprint: var it } when moved.Contains(it) => "updated",
            { Fingerprint: var it } when old.Contains(it) => "unchanged",
            // Refuted or suppressed in this review, and not seen in the other.
            _ => "new",
        });
    }
}
