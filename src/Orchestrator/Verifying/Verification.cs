using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Verifying;

/// <summary>What is to be verified.</summary>
/// <param name="Agents">The agents of the review; a finding that two of them make is kept by the graver, then by security.</param>
/// <param name="ResultDigests">The finished tasks, and the digest of each result as the journal recorded it.</param>
public sealed record VerificationOrder(ValueArray<AgentName> Agents, IReadOnlyDictionary<TaskId, string> ResultDigests)
{
    /// <summary>The shards whose findings no verifier could look at, and why.</summary>
    public IReadOnlyDictionary<ShardId, string> Unverified { get; init; } = new Dictionary<ShardId, string>();

    /// <summary>Which findings were to be looked at.</summary>
    public VerificationOptions Options { get; init; } = new();

    /// <summary>What the request decided about findings.</summary>
    public FindingPolicy Policy { get; init; } = new();
}

/// <summary>What came of a verification.</summary>
public abstract record Verification
{
    private Verification()
    {
    }

    /// <summary>The findings are checked, merged and written by agent.</summary>
    public sealed record Verified(ValueArray<VerifiedAgent> Agents) : Verification;

    /// <summary>Result files are not what the journal recorded; nothing was written.</summary>
    public sealed record ResultsLost(ValueArray<LostResult> Tasks) : Verification;
}

/// <summary>One agent's findings after verification.</summary>
public sealed record VerifiedAgent(AgentName Agent, int Findings, int Refuted, string Digest);

/// <summary>A result that is not what the journal recorded.</summary>
public sealed record LostResult(TaskId Task, string Reason);
