using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Protocol.Findings;

/// <summary>
/// What stood in a finished review, in a file that outlives the workspace: a later review tells by it what is new. It holds what a comparison
/// needs, and no more.
/// </summary>
public sealed record Baseline
{
    /// <summary>The version of this format.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The review.</summary>
    public required ComparedReview Review { get; init; }

    /// <summary>The agents that ran.</summary>
    public required ValueArray<AgentName> AgentsRun { get; init; }

    /// <summary>The findings that stood.</summary>
    public required ValueArray<KnownFinding> Findings { get; init; }

    /// <summary>The files that were not read, or not as a whole.</summary>
    public required ValueArray<FileCoverage> NotRead { get; init; }
}

/// <summary>A finding as far as it can be known again.</summary>
/// <param name="Fingerprint">Its identity.</param>
/// <param name="Agent">Who made it.</param>
/// <param name="Rule">Its kind.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Title">The claim in a line.</param>
/// <param name="Path">The file.</param>
/// <param name="StartLine">The first line of its quote.</param>
/// <param name="EndLine">The last one.</param>
/// <param name="Quote">The code, as it stood there.</param>
public sealed record KnownFinding(
    Fingerprint Fingerprint, AgentName Agent, RuleId Rule, Severity Severity, string Title, WorkspacePath Path, int StartLine, int EndLine, string Quote)
{
    /// <summary>What is known of a finding.</summary>
    public static KnownFinding Of(AgentName agent, Finding finding) => new(
        finding.Fingerprint, agent, finding.Rule, finding.Severity, finding.Title, finding.Path, finding.StartLine, finding.EndLine, finding.Quote);
}
