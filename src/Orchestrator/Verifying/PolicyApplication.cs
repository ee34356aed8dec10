using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Verifying;

/// <summary>
/// Applies the policy of a request to what stands: severities first, then what is suppressed, by a rule's setting or by a comment on the
/// finding's lines or the line above. What the tasks reported stays as it is; the same policy gives the same results at any resumption.
/// </summary>
internal static class PolicyApplication
{
    /// <summary>The findings as the policy has them; the suppressed ones say why.</summary>
    public static IReadOnlyList<AgentClaim> Apply(FindingPolicy policy, ReviewLayout layout, IReadOnlyList<AgentClaim> claims) =>
        policy is { TrustSuppressions: false, Rules.Count: 0 } ? claims :
        [
            // File by file, so that each is read once.
            .. claims.GroupBy(claim => claim.Finding.Path).SelectMany(file =>
            {
                var source = policy.TrustSuppressions ? ReviewedSource.TryRead(layout, file.Key) : null;
                return file.Select(claim => claim with { Finding = Judge(policy, claim.Finding, source) });
            }),
        ];

    private static Finding Judge(FindingPolicy policy, Finding finding, SourceText? source) => policy.Rules.LastOrDefault(rule => rule.Covers(finding)) switch
    {
        { Off: true } off => finding with { Suppression = new Suppression(SuppressionKind.Policy, off.Reason ?? "The rule is switched off for this place.") },
        { Severity: { } severity } setting => Commented(Regarded(finding, severity, setting.Reason), source),
        _ => Commented(finding, source),
    };

    private static Finding Regarded(Finding finding, Severity severity, string? reason) => finding.Severity == severity ? finding : finding with
    {
        Severity = severity,
        SeverityReason = $"The policy of this review says so{(reason is null ? "" : $": {reason.TrimEnd('.')}")}. By itself it is {finding.Severity.ToString().ToLowerInvariant()}: {finding.SeverityReason}",
    };

    // A finding at several places is suppressed where each of them is.
    private static Finding Commented(Finding finding, SourceText? source)
    {
        if (source is null)
            return finding;
        var comments = finding.AlsoAt.Prepend(new LineRange(finding.StartLine, finding.EndLine)).Select(lines => CommentOn(source, lines, finding.Rule)).ToList();
        return comments.Contains(null) ? finding : finding with { Suppression = new Suppression(SuppressionKind.InSource, comments[0]!.Reason) };
    }

    private static SuppressionComment? CommentOn(SourceText source, LineRange lines, RuleId rule)
    {
        for (var number = Math.Max(1, lines.StartLine - 1); number <= lines.EndLine; number++)
        {
            // The line above is for the next one only where nothing else stands on it.
            if (SuppressionComment.TryRead(source.Line(number)) is { Reason.Length: > 0 } comment && rule.IsNamedBy(comment.Rule) && (number >= lines.StartLine || StandsAlone(source.Line(number))))
                return comment;
        }

        return null;
    }

    private static bool StandsAlone(ReadOnlySpan<char> line) => line[..line.IndexOf(SuppressionComment.Mark, StringComparison.Ordinal)].IndexOfAnyInRange('0', 'z') < 0;
}
