using CodeReview.Orchestrator.Grains;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Bench;

/// <summary>Values that a measurement needs and is not about, as large as real ones.</summary>
internal static class Some
{
    public static string Digest { get; } = $"sha256:{new string('0', 64)}";

    public static CommitId Commit { get; } = TextValue.Parse<CommitId>(new string('a', 40));

    public static ReviewRequest Request { get; } = new() { RepoUrl = TextValue.Parse<RepositoryUrl>("https://example.org/some/repository") };

    public static ReviewId Id(string id) => TextValue.Parse<ReviewId>(id);

    public static TaskId Task(int ordinal) => new(ordinal % 2 is 0 ? AgentName.Security : AgentName.Style, ShardId.At((ordinal / 2) + 1));

    /// <summary>The event that a journal holds most bytes of.</summary>
    public static ReviewEvent.TaskDone Done(int ordinal) => new(Task(ordinal), Digest, 1, 20, Usage.None);
}
