using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>What the results are about.</summary>
/// <param name="ReviewId">The review.</param>
/// <param name="RepoUrl">The repository.</param>
/// <param name="Commit">The pinned commit.</param>
/// <param name="Agents">The agents that ran.</param>
/// <param name="Shards">How many shards the plan has; its tasks are agents times finders times shards.</param>
/// <param name="FailedTasks">The tasks that were given up or never begun; all others have a result.</param>
public sealed record ResultsOrder(
    ReviewId ReviewId, RepositoryUrl RepoUrl, CommitId Commit, ValueArray<AgentName> Agents, int Shards, ValueArray<FailedTask> FailedTasks)
{
    /// <summary>How many finders of each agent look at a shard.</summary>
    public int Finders { get; init; } = 1;

    /// <summary>The verifier's tasks that are done.</summary>
    public ValueArray<TaskId> Verifications { get; init; }

    /// <summary>The tasks of the plan, shard by shard.</summary>
    public IEnumerable<TaskId> Tasks() =>
        from shard in Enumerable.Range(1, Shards)
        from finder in Enumerable.Range(1, Finders)
        from agent in Agents
        select new TaskId(agent, ShardId.At(shard), finder);
}

/// <summary>What was written.</summary>
/// <param name="Summary">The summary.</param>
/// <param name="Digest">The digest of its file.</param>
public sealed record WrittenResults(ReviewSummary Summary, string Digest);
