using System.Text.Json;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents;

/// <summary>A result that an earlier run of the same task left.</summary>
internal sealed record FinishedResult(TaskResult Result, string ResultDigest)
{
    /// <summary>
    /// | result.json                                          | answer         |
    /// | ---------------------------------------------------- | -------------- |
    /// | is not there                                         | null: do it    |
    /// | is damaged                                           | null: redo it  |
    /// | is of another schema, task, shard, engine or input   | null: redo it  |
    /// | is of this task, shard, engine and input             | it             |
    /// </summary>
    public static FinishedResult? Find(ReviewLayout review, AgentTask task, string shardDigest)
    {
        try
        {
            return WorkspaceFile.TryReadJson(review.TaskResult(task.Task), ProtocolJson.Default.TaskResult, out var digest) is { Schema: 1 } result
                && result.Task == task.Task && result.ShardDigest == shardDigest && result.Engine == task.Model && result.InputDigest == InputDigest(task)
                ? new FinishedResult(result, digest!)
                : null;
        }
        catch (DamagedFileException)
        {
            // Redone, the file is written over: what it held is derived from the commit and nothing is lost.
            return null;
        }
    }

    /// <summary>What a verifier's verdicts are about; null for a task that is not a verifier's.</summary>
    public static string? InputDigest(AgentTask task) => task.Verification is { } input
        ? Digest.Of(JsonSerializer.SerializeToUtf8Bytes(input, ProtocolJson.Line.VerificationInput))
        : null;
}
