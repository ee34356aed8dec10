using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Grains;

public sealed partial record Review
{
    /// <summary>The review after an event. Total: an event that is not known here throws, it is never skipped.</summary>
    public Review Apply(ReviewEvent @event) => @event switch
    {
        ReviewEvent.Requested e => this with { Stage = ReviewStage.Cloning, Id = e.ReviewId, Request = e.Request, Models = e.Models },
        ReviewEvent.Resumed => Resume(),
        ReviewEvent.Continued => this with { Rounds = Rounds + 1 },
        ReviewEvent.Pinned e => this with { Commit = e.Commit, Ref = e.Ref, Since = e.Since, StepAttempts = 0, StepRetryAt = null },
        ReviewEvent.Cloned e => Enter(ReviewStage.Planning) with { Files = e.Files },
        ReviewEvent.Planned e => (this with { Shards = e.Shards }).EnterReviewing(),
        ReviewEvent.TaskDispatched e => Dispatch(e.Task, e.Attempt),
        ReviewEvent.TaskAssigned e => Dispatch(e.Task, e.Attempt).Change(e.Task, task => task with { Sendings = task.Sendings + 1 }),
        ReviewEvent.TaskSent e => Change(e.Task, task => task with { DueAt = e.DueAt }) with { StepAttempts = 0, StepRetryAt = null },
        ReviewEvent.TaskDone e => Finish(e),
        // The dispatch that follows counts the same attempt once more: neither costs one.
        ReviewEvent.TaskSuspended e => Change(e.Task, task => task with { Dispatched = false, DueAt = null, Attempt = task.Attempt - 1 }),
        ReviewEvent.TaskInterrupted e => Change(e.Task, task => task with
        {
            Dispatched = false, DueAt = null, Attempt = task.Attempt - 1, Interruptions = task.Interruptions + 1,
        }),
        ReviewEvent.TaskAttemptFailed e => Change(e.Task, task => task with { Dispatched = false, DueAt = null, RetryAt = e.RetryAt }),
        ReviewEvent.TaskFailed e => GiveUp(e),
        ReviewEvent.TaskReopened e => Reopen(e),
        ReviewEvent.TaskPaid e => Pay(e.Task, e.Usage),
        ReviewEvent.BudgetSpent e => (this with { BudgetSpent = e.Reason }).OweVerificationOfTheShardThatWasCutShort().LeaveReviewingWhenOver(),
        ReviewEvent.StepFailed e => this with { StepAttempts = e.Attempt, StepRetryAt = e.RetryAt },
        ReviewEvent.Verified => Enter(ReviewStage.Summarizing),
        ReviewEvent.Completed e => Enter(ReviewStage.Complete) with { SummaryDigest = e.SummaryDigest },
        ReviewEvent.Failed e => this with { Stage = ReviewStage.Failed, FailedIn = Stage, Error = e.Error },
        ReviewEvent.Cancelled => this with { Stage = ReviewStage.Cancelled },
        _ => throw new InvalidOperationException($"The event '{@event.GetType().Name}' is not known: a newer version wrote it. Upgrade this one."),
    };

    private Review Enter(ReviewStage stage) => this with { Stage = stage, StepAttempts = 0, StepRetryAt = null };

    private Review EnterReviewing() => Enter(ReviewStage.Reviewing).LeaveReviewingWhenOver();

    private Review LeaveReviewingWhenOver() =>
        Stage is ReviewStage.Reviewing && Active.IsEmpty && (IsAllBegun || BudgetSpent is not null) ? Enter(ReviewStage.Verifying) : this;

    private Review Finish(ReviewEvent.TaskDone e) => (this with
    {
        Active = Active.Remove(e.Task.Value),
        Done = Done.SetItem(e.Task.Value, new DoneTask(e.ResultDigest, e.Findings, e.FilesRead)),
    }).Pay(e.Task, e.Usage).OweVerificationAfter(e.Task).LeaveReviewingWhenOver();

    private Review GiveUp(ReviewEvent.TaskFailed e) => (this with
    {
        Active = Active.Remove(e.Task.Value),
        GivenUp = GivenUp.SetItem(e.Task.Value, new GivenUpTask(e.Attempts, e.Reason)),
    }).OweVerificationAfter(e.Task).LeaveReviewingWhenOver();

    private Review Reopen(ReviewEvent.TaskReopened e) => (this with
    {
        Done = Done.Remove(e.Task.Value),
        GivenUp = GivenUp.Remove(e.Task.Value),
        Active = Active.SetItem(e.Task.Value, new ActiveTask(e.Task, 0, Dispatched: false)),
    }).ForgetVerificationOf(e.Task).EnterReviewing();

    // The new activation dispatches again what the last one had dispatched: an agent that was done answers from its result.
    private Review Resume() => this with
    {
        Stage = Stage is ReviewStage.Failed ? FailedIn : Stage,
        Error = null,
        StepAttempts = 0,
        StepRetryAt = null,
        Rounds = 0,
        Active = Active.SetItems(Active
            .Where(pair => pair.Value.Dispatched)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value with { DueAt = null, Interruptions = pair.Value.Interruptions + 1 }))),
    };

    private Review Dispatch(TaskId task, int attempt) => Active.TryGetValue(task.Value, out var active)
        ? this with { Active = Active.SetItem(task.Value, active with { Dispatched = true, Attempt = attempt, RetryAt = null }) }
        : NoteBegun(task) with { Active = Active.Add(task.Value, new ActiveTask(task, attempt, Dispatched: true)) };

    private Review Change(TaskId task, Func<ActiveTask, ActiveTask> change) =>
        this with { Active = Active.SetItem(task.Value, change(Active[task.Value])) };
}
