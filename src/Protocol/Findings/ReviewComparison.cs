using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Protocol.Findings;

/// <summary>
/// What changed between two finished reviews of a repository. A finding is the same one by its fingerprint, wherever its lines went.
/// </summary>
public sealed record ReviewComparison
{
    /// <summary>The version of this format.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The review that came first.</summary>
    public required ComparedReview OldReview { get; init; }

    /// <summary>The review that is judged.</summary>
    public required ComparedReview NewReview { get; init; }

    /// <summary>The numbers.</summary>
    public required ComparisonCounts Counts { get; init; }

    /// <summary>The new findings by severity; all three severities are keys.</summary>
    public required SortedDictionary<string, int> NewBySeverity { get; init; }

    /// <summary>Findings that stand in the new review only. Where the old one did not look, the reason says so: they may be older.</summary>
    public required ValueArray<ComparedFinding> New { get; init; }

    /// <summary>Findings that stand in both, also where the file was renamed.</summary>
    public required ValueArray<ComparedFinding> Persisting { get; init; }

    /// <summary>Findings of the old review that the new one looked for and did not find, or refuted.</summary>
    public required ValueArray<ComparedFinding> Resolved { get; init; }

    /// <summary>Findings of the old review for which the new one did not look, or not well enough to tell; the reason says why.</summary>
    public required ValueArray<ComparedFinding> Unknown { get; init; }
}

/// <summary>One side of a comparison.</summary>
/// <param name="ReviewId">The review.</param>
/// <param name="Commit">What it reviewed.</param>
/// <param name="Status">Whether it reached everything.</param>
public sealed record ComparedReview(ReviewId ReviewId, CommitId Commit, Completeness Status);

/// <summary>How many findings are in each part.</summary>
/// <param name="New">In the new review only.</param>
/// <param name="Persisting">In both.</param>
/// <param name="Resolved">Gone.</param>
/// <param name="Unknown">Not looked at again.</param>
public sealed record ComparisonCounts(int New, int Persisting, int Resolved, int Unknown);

/// <summary>A finding as a comparison names it: as it stands in the newest review that has it.</summary>
/// <param name="Fingerprint">Its identity.</param>
/// <param name="Agent">Who made it.</param>
/// <param name="Rule">Its kind.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Title">The claim in a line.</param>
/// <param name="Path">The file.</param>
/// <param name="StartLine">The first line of its quote.</param>
/// <param name="MovedFrom">Where the file was in the old review, if it was elsewhere.</param>
/// <param name="Reason">Why it is in its part, where that is not plain.</param>
public sealed record ComparedFinding(
    Fingerprint Fingerprint, AgentName Agent, RuleId Rule, Severity Severity, string Title, WorkspacePath Path, int StartLine,
    WorkspacePath? MovedFrom = null, string? Reason = null);
