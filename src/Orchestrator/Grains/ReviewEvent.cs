using System.Text.Json.Serialization;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Grains;

/// <summary>
/// What happened to a review: facts, in the past tense. Small whatever the size of the repository: references, counts and digests;
/// findings and source text are in files. The set is closed; <see cref="Review.Apply"/> knows every member.
/// </summary>
public abstract record ReviewEvent
{
    private ReviewEvent()
    {
    }

    /// <summary>Somebody asked for the review.</summary>
    /// <param name="ReviewId">The review.</param>
    /// <param name="Request">What was asked for.</param>
    /// <param name="Models">The engines that the agents were set up with, where the request named none for all.</param>
    public sealed record Requested(
        ReviewId ReviewId,
        ReviewRequest Request,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueArray<AgentModel> Models = default) : ReviewEvent;

    /// <summary>An activation that found the review unfinished goes on with it. Tasks that had been dispatched were interrupted.</summary>
    public sealed record Resumed : ReviewEvent;

    /// <summary>The review goes on by itself with a step that was begun before: its activation ended, or what it needs was lost.</summary>
    public sealed record Continued : ReviewEvent;

    /// <summary>The ref was resolved. Written before the work tree is, so that whoever writes it writes the same bytes.</summary>
    public sealed record Pinned(CommitId Commit, string Ref, CommitId? Since = null) : ReviewEvent;

    /// <summary>The work tree stands.</summary>
    public sealed record Cloned(int Files, long Bytes, int LeftOut, string ManifestDigest) : ReviewEvent;

    /// <summary>The shards are written.</summary>
    public sealed record Planned(int Shards, int Files, int Skipped, string PlanDigest) : ReviewEvent;

    /// <summary>A task is given to its agent, for the attempt with this number.</summary>
    public sealed record TaskDispatched(TaskId Task, int Attempt) : ReviewEvent;

    /// <summary>A task is to be sent to its agent's function, which nobody waits for.</summary>
    public sealed record TaskAssigned(TaskId Task, int Attempt) : ReviewEvent;

    /// <summary>An assigned task was accepted by the function, whose report comes as a message, by a time at the latest.</summary>
    public sealed record TaskSent(TaskId Task, DateTimeOffset DueAt) : ReviewEvent;

    /// <summary>A task that was sent came to no report: its function died, or nothing was heard of it in time. It costs no attempt.</summary>
    public sealed record TaskInterrupted(TaskId Task, string Reason) : ReviewEvent;

    /// <summary>A task's result file is written.</summary>
    public sealed record TaskDone(TaskId Task, string ResultDigest, int Findings, int FilesRead, Usage Usage) : ReviewEvent;

    /// <summary>A task stopped half-way on purpose and wants to be asked again; it costs no attempt.</summary>
    public sealed record TaskSuspended(TaskId Task) : ReviewEvent;

    /// <summary>An attempt failed; there will be another one, not before a time.</summary>
    public sealed record TaskAttemptFailed(TaskId Task, int Attempt, string Reason, DateTimeOffset RetryAt) : ReviewEvent;

    /// <summary>A task is given up.</summary>
    public sealed record TaskFailed(TaskId Task, int Attempts, string Reason) : ReviewEvent;

    /// <summary>A finished task's result is no longer what was recorded, or a task given up is tried anew.</summary>
    public sealed record TaskReopened(TaskId Task, string Reason) : ReviewEvent;

    /// <summary>What a task that is not done has taken of paid services so far, over all its runs.</summary>
    public sealed record TaskPaid(TaskId Task, Usage Usage) : ReviewEvent;

    /// <summary>What models may consume on the whole review is used up: no further task begins, those begun end with what they have.</summary>
    public sealed record BudgetSpent(Usage Spent, string Reason) : ReviewEvent;

    /// <summary>A step of the review itself failed; there will be another attempt, not before a time.</summary>
    public sealed record StepFailed(string Step, int Attempt, string Reason, DateTimeOffset RetryAt) : ReviewEvent;

    /// <summary>The findings are checked, merged and written by agent.</summary>
    public sealed record Verified(int Findings, int Refuted, ValueArray<string> Digests) : ReviewEvent;

    /// <summary>The results are written.</summary>
    public sealed record Completed(Completeness Completeness, string SummaryDigest) : ReviewEvent;

    /// <summary>The review cannot go on as it was asked for.</summary>
    public sealed record Failed(ReviewError Error) : ReviewEvent;

    /// <summary>Somebody called the review off.</summary>
    public sealed record Cancelled : ReviewEvent;
}

/// <summary>The engine of one agent.</summary>
public sealed record AgentModel(AgentName Agent, string Model);
