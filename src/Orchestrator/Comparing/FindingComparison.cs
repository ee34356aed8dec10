using CodeReview.Orchestrator.Summarizing;
using CodeReview.Orchestrator.Verifying;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Comparing;

/// <summary>
/// Compares two finished reviews. What is missing is resolved only where the new review looked for it:
/// <code>
/// in the old   in the new   the new review …                                     it is
/// no           yes                                                               new
/// yes          yes          (or the same code in a file that was renamed)        persisting
/// yes          refuted                                                           resolved
/// yes          no           did not run the agent, skipped or did not reach the  unknown
///                           file, or read it in part
/// yes          suppressed                                                        unknown
/// yes          no           has the very code still, and a model reviewed it     unknown
/// yes          no           otherwise                                            resolved
/// </code>
/// </summary>
public static class FindingComparison
{
    /// <summary>The changes from one review to the other.</summary>
    public static ReviewComparison Compare(FinishedReview before, FinishedReview after)
    {
        var old = before.Standing.ToDictionary(claim => claim.Finding.Fingerprint);
        var now = after.Standing.ToDictionary(claim => claim.Finding.Fingerprint);
        var persisting = now.Where(pair => old.ContainsKey(pair.Key)).Select(pair => Compared(pair.Value)).ToList();
        var appeared = now.Where(pair => !old.ContainsKey(pair.Key)).Select(pair => pair.Value).ToList();
        var missing = old.Where(pair => !now.ContainsKey(pair.Key)).Select(pair => pair.Value).ToList();
        persisting.AddRange(TakeMoved(missing, appeared, before, after));
        var refuted = after.Agents.SelectMany(agent => agent.Refuted).Select(finding => finding.Fingerprint).ToHashSet();
        var judged = missing.ToLookup(claim => !refuted.Contains(claim.Finding.Fingerprint) && WhyUnknown(claim, after) is not null);
        return Assemble(
            before,
            after,
            [.. appeared.Select(claim => Compared(claim) with { Reason = before.NotLookedAt(claim.Agent, claim.Finding.Path) is { } why ? $"It may be older. In the old review: {why}" : null })],
            persisting,
            [.. judged[false].Select(claim => Compared(claim) with { Reason = refuted.Contains(claim.Finding.Fingerprint) ? "The new review refuted it." : null })],
            [.. judged[true].Select(claim => Compared(claim) with { Reason = WhyUnknown(claim, after) })]);
    }

    // A renamed file gives every finding in it another fingerprint: the same code of a file that is gone, in one that was not there.
    private static IEnumerable<ComparedFinding> TakeMoved(
        List<(AgentName Agent, Finding Finding)> missing, List<(AgentName Agent, Finding Finding)> appeared, FinishedReview before, FinishedReview after)
    {
        var candidates = missing.Where(claim => !after.Has(claim.Finding.Path)).ToLookup(claim => Code(claim.Finding));
        foreach (var claim in appeared.Where(claim => !before.Has(claim.Finding.Path)).ToList())
        {
            if (candidates[Code(claim.Finding)].FirstOrDefault(missing.Contains) is not { Finding: { } moved } from)
                continue;
            missing.Remove(from);
            appeared.Remove(claim);
            yield return Compared(claim) with { MovedFrom = moved.Path };
        }
    }

    private static (string Family, string Code) Code(Finding finding) =>
        (finding.Rule.Family, string.Join(' ', finding.Quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private static string? WhyUnknown((AgentName Agent, Finding Finding) claim, FinishedReview after)
    {
        if (after.NotLookedAt(claim.Agent, claim.Finding.Path) is { } why)
            return why;
        if (after.SuppressionOf(claim.Finding.Fingerprint) is { } suppression)
            return $"It is suppressed now: {suppression.Reason}";
        // The rules say the same of the same code each time. A model does not: its silence about code that still stands proves nothing.
        return after.Summary.Usage.Turns > 0 && StillStands(claim.Finding, after.Layout)
            ? "The very code still stands in the file; the model did not report it this time."
            : null;
    }

    private static bool StillStands(Finding finding, ReviewLayout layout) =>
        ReviewedSource.TryRead(layout, finding.Path) is { } source
        && Grounding.Locate(source, new LineRange(finding.StartLine, finding.EndLine), finding.Quote) is GroundingResult.Grounded;

    private static ReviewComparison Assemble(
        FinishedReview before, FinishedReview after,
        List<ComparedFinding> appeared, List<ComparedFinding> persisting, List<ComparedFinding> resolved, List<ComparedFinding> unknown) => new()
        {
            OldReview = Side(before),
            NewReview = Side(after),
            Counts = new ComparisonCounts(appeared.Count, persisting.Count, resolved.Count, unknown.Count),
            NewBySeverity = new SortedDictionary<string, int>(
                Enum.GetValues<Severity>().ToDictionary(SeverityNames.Of, severity => appeared.Count(finding => finding.Severity == severity)), StringComparer.Ordinal),
            New = Sorted(appeared),
            Persisting = Sorted(persisting),
            Resolved = Sorted(resolved),
            Unknown = Sorted(unknown),
        };

    private static ComparedReview Side(FinishedReview review) => new(review.Summary.ReviewId, review.Summary.Commit, review.Summary.Status);

    private static ComparedFinding Compared((AgentName Agent, Finding Finding) claim) => new(
        claim.Finding.Fingerprint, claim.Agent, claim.Finding.Rule, claim.Finding.Severity, claim.Finding.Title, claim.Finding.Path, claim.Finding.StartLine);

    private static ValueArray<ComparedFinding> Sorted(List<ComparedFinding> findings) => findings
        .OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Path).ThenBy(finding => finding.StartLine)
        .ThenBy(finding => finding.Fingerprint.Value, StringComparer.Ordinal)
        .ToValueArray();
}
