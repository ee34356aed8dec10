using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Protocol.Findings;

/// <summary>A finding and who made it.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Finding">What it claims.</param>
public sealed record AgentClaim(AgentName Agent, Finding Finding);

/// <summary>
/// Makes one finding of those that claim the same about the same code: the gravest, then the surest, then security's, then the
/// first in the file. The places of the others stay with it.
/// </summary>
public static class FindingMerge
{
    /// <summary>The claims, each fingerprint once.</summary>
    public static IReadOnlyList<AgentClaim> Merge(IEnumerable<AgentClaim> claims) =>
    [
        .. claims.GroupBy(claim => claim.Finding.Fingerprint).Select(same => One(
        [
            .. same.OrderByDescending(claim => claim.Finding.Severity)
                .ThenByDescending(claim => claim.Finding.Confidence)
                .ThenByDescending(claim => claim.Agent == AgentName.Security)
                .ThenBy(claim => claim.Finding.StartLine)
                .ThenBy(claim => claim.Agent.Value, StringComparer.Ordinal)
                .ThenBy(claim => claim.Finding.Rule.Value, StringComparer.Ordinal),
        ])),
    ];

    private static AgentClaim One(List<AgentClaim> same)
    {
        var best = same[0];
        var at = new LineRange(best.Finding.StartLine, best.Finding.EndLine);
        var others = same
            .SelectMany(claim => claim.Finding.AlsoAt.Append(new LineRange(claim.Finding.StartLine, claim.Finding.EndLine)))
            .Where(lines => lines != at)
            .Distinct()
            .OrderBy(lines => lines.StartLine)
            .ToValueArray();
        return best with { Finding = best.Finding with { AlsoAt = others, SureByRule = same.Exists(claim => claim.Finding.SureByRule) } };
    }
}
