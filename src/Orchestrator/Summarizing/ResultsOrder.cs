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
/// <param name="Shards">How many shards the plan has; its tasks are agents times shards.</param>
/// <param name="FailedTasks">The tasks that were given up; all others have a result.</param>
public sealed record ResultsOrder(
    ReviewId ReviewId, RepositoryUrl RepoUrl, CommitId Commit, ValueArray<AgentName> Agents, int Shards, ValueArray<FailedTask> FailedTasks)
{
    /// <summary>The tasks of the plan, shard by shard.</summary>
    public IEnumerable<TaskId> Tasks() =>
        Enumerable.Range(1, Shards).SelectMany(shard => Agents.Select(agent => new TaskId(agent, ShardId.At(shard))));
}

/// <summary>What was written.</summary>
/// <param name="Summary">The summary.</param>
/// <param name="Digest">The digest of its file.</param>
public sealed record WrittenResults(ReviewSummary Summary, string Digest);
