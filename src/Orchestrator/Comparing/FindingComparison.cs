using CodeReview.Orchestrator.Summarizing;
using CodeReview.Orchestrator.Verifying;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
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
    public static ReviewComparison Compare(FinishedReview before, FinishedReview after) => Compare(before.AsBaseline(), after);

    /// <summary>The changes since a baseline.</summary>
    public static ReviewComparison Compare(Baseline before, FinishedReview after)
    {
        var old = before.Findings.ToDictionary(finding => finding.Fingerprint);
        var now = after.Standing.ToDictionary(finding => finding.Fingerprint);
        var reach = new Reach(before.AgentsRun, before.NotRead);
        var persisting = now.Where(pair => old.ContainsKey(pair.Key)).Select(pair => Compared(pair.Value)).ToList();
        var appeared = now.Where(pair => !old.ContainsKey(pair.Key)).Select(pair => pair.Value).ToList();
        var missing = old.Where(pair => !now.ContainsKey(pair.Key)).Select(pair => pair.Value).ToList();
        persisting.AddRange(TakeMoved(missing, appeared, after));
        var refuted = after.Agents.SelectMany(agent => agent.Refuted).Select(finding => finding.Fingerprint).ToHashSet();
        // Once for each: it may read the file.
        var judged = missing.Select(finding => (Finding: finding, Unknown: refuted.Contains(finding.Fingerprint) ? null : WhyUnknown(finding, after))).ToLookup(judgement => judgement.Unknown is not null);
        return Assemble(
            before,
            after,
            [.. appeared.Select(finding => Compared(finding) with { Reason = reach.NotLookedAt(finding.Agent, finding.Path) is { } why ? $"It may be older. In the old review: {why}" : null })],
            persisting,
            [.. judged[false].Select(resolved => Compared(resolved.Finding) with { Reason = refuted.Contains(resolved.Finding.Fingerprint) ? "The new review refuted it." : null })],
            [.. judged[true].Select(open => Compared(open.Finding) with { Reason = open.Unknown })]);
    }

    // A renamed file gives every finding in it another fingerprint: the same code of a file that is gone, where it was not before.
    private static IEnumerable<ComparedFinding> TakeMoved(List<KnownFinding> missing, List<KnownFinding> appeared, FinishedReview after)
    {
        var candidates = missing.Where(finding => !after.Has(finding.Path)).ToLookup(Code);
        foreach (var finding in appeared.ToList())
        {
            if (candidates[Code(finding)].FirstOrDefault(missing.Contains) is not { } moved)
                continue;
            missing.Remove(moved);
            appeared.Remove(finding);
            yield return Compared(finding) with { MovedFrom = moved.Path };
        }
    }

    private static (string Family, string Code) Code(KnownFinding finding) =>
        (finding.Rule.Family, string.Join(' ', finding.Quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private static string? WhyUnknown(KnownFinding finding, FinishedReview after)
    {
        if (after.Reach.NotLookedAt(finding.Agent, finding.Path) is { } why)
            return why;
        if (after.SuppressionOf(finding.Fingerprint) is { } suppression)
            return $"It is suppressed now: {suppression.Reason}";
        // The rules say the same of the same code each time. A model does not: its silence about code that still stands proves nothing.
        return after.Summary.Usage.Turns > 0 && StillStands(finding, after.Layout)
            ? "The very code still stands in the file; the model did not report it this time."
            : null;
    }

    private static bool StillStands(KnownFinding finding, ReviewLayout layout) =>
        ReviewedSource.TryRead(layout, finding.Path) is { } source
        && Grounding.Locate(source, new LineRange(finding.StartLine, finding.EndLine), finding.Quote) is GroundingResult.Grounded;

    private static ReviewComparison Assemble(
        Baseline before, FinishedReview after,
        List<ComparedFinding> appeared, List<ComparedFinding> persisting, List<ComparedFinding> resolved, List<ComparedFinding> unknown) => new()
        {
            OldReview = before.Review,
            NewReview = after.Side,
            Counts = new ComparisonCounts(appeared.Count, persisting.Count, resolved.Count, unknown.Count),
            NewBySeverity = new SortedDictionary<string, int>(
                Enum.GetValues<Severity>().ToDictionary(SeverityNames.Of, severity => appeared.Count(finding => finding.Severity == severity)), StringComparer.Ordinal),
            New = Sorted(appeared),
            Persisting = Sorted(persisting),
            Resolved = Sorted(resolved),
            Unknown = Sorted(unknown),
        };

    private static ComparedFinding Compared(KnownFinding finding) => new(
        finding.Fingerprint, finding.Agent, finding.Rule, finding.Severity, finding.Title, finding.Path, finding.StartLine);

    private static ValueArray<ComparedFinding> Sorted(List<ComparedFinding> findings) => findings
        .OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Path).ThenBy(finding => finding.StartLine)
        .ThenBy(finding => finding.Fingerprint.Value, StringComparer.Ordinal)
        .ToValueArray();
}
