using System.IO.Hashing;
using System.Text;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Grains;

public sealed partial record Review
{
    private const int MaxStepAttempts = 4;
    private const int MaxInterruptions = 8;

    /// <summary>What follows from a command: events that were not known before, or nothing.</summary>
    /// <param name="command">The command.</param>
    /// <param name="now">The time, for retries.</param>
    /// <param name="takesTasks">Whether this activation begins tasks; one that is about to end does not.</param>
    public ValueArray<ReviewEvent> Decide(ReviewCommand command, DateTimeOffset now, bool takesTasks = true)
    {
        var events = DecideAlone(command, now);
        // What a command brings about may make room for the next tasks; they go into the same batch.
        var after = events.Aggregate(this, (review, @event) => review.Apply(@event));
        return takesTasks ? [.. events, .. after.NextDispatches(now)] : events;
    }

    /// <summary>Why a request does not fit the review that has its id already; null where it fits.</summary>
    public string? Refusal(ReviewRequest request)
    {
        if (Request is null)
            return null;
        var differing = new List<string>();
        if (request.RepoUrl != Request.RepoUrl)
            differing.Add($"repo_url ({Request.RepoUrl})");
        if (request.Ref != Request.Ref)
            differing.Add($"ref ({Shown.Of(Request.Ref ?? "the default branch")})");
        if (request.Paths != Request.Paths)
            differing.Add($"paths ({string.Join(", ", Request.Paths)})");
        if (request.EffectiveAgents != Request.EffectiveAgents)
            differing.Add($"agents ({string.Join(", ", Request.EffectiveAgents)})");
        // How many tasks run at once changes no result, and by default it follows the machine: another one may go on.
        if (request.EffectiveOptions with { MaxParallelAgents = Request.EffectiveOptions.MaxParallelAgents } != Request.EffectiveOptions)
            differing.Add("options");
        return differing.Count is 0 ? null
            : $"Review '{Id}' exists and was asked for with other values of {string.Join(" and ", differing)}. Resume it by its id, or give the new request an id of its own.";
    }

    private ValueArray<ReviewEvent> DecideAlone(ReviewCommand command, DateTimeOffset now) => (Stage, command) switch
    {
        (ReviewStage.Unrequested, ReviewCommand.Request c) => [new ReviewEvent.Requested(c.ReviewId, c.What)],
        (ReviewStage.Cancelled, ReviewCommand.Request) => [],
        (ReviewStage.Complete, ReviewCommand.Request) => ReopenGivenUp(),
        // What was given up on the way here may have met the trouble that ended the activation.
        (ReviewStage.Verifying or ReviewStage.Summarizing or ReviewStage.Failed, ReviewCommand.Request) => [new ReviewEvent.Resumed(), .. ReopenGivenUp()],
        (_, ReviewCommand.Request) => [new ReviewEvent.Resumed(), .. GiveUpTheOftenInterrupted()],

        (ReviewStage.Cloning, ReviewCommand.NotePinned c) when Commit is null => [new ReviewEvent.Pinned(c.Commit, c.Ref)],
        (ReviewStage.Cloning, ReviewCommand.NoteCloned c) => [new ReviewEvent.Cloned(c.Files, c.Bytes, c.LeftOut, c.ManifestDigest)],
        (ReviewStage.Planning, ReviewCommand.NotePlanned c) => [new ReviewEvent.Planned(c.Shards, c.Files, c.Skipped, c.PlanDigest)],
        (ReviewStage.Reviewing, ReviewCommand.NoteReport c) => DecideReport(c.Report, now),
        (ReviewStage.Verifying, ReviewCommand.NoteVerified c) => [new ReviewEvent.Verified(c.Findings, c.Refuted, c.Digests)],
        (ReviewStage.Verifying, ReviewCommand.NoteResultsLost c) => [.. c.Tasks.Select(lost => new ReviewEvent.TaskReopened(lost.Task, lost.Reason))],
        (ReviewStage.Summarizing, ReviewCommand.NoteWritten c) => [new ReviewEvent.Completed(c.Completeness, c.SummaryDigest)],
        (not ReviewStage.Unrequested, ReviewCommand.NoteStepFailed c) when !IsOver => DecideStepFailure(c, now),
        (not ReviewStage.Unrequested, ReviewCommand.Cancel) when !IsOver => [new ReviewEvent.Cancelled()],

        // Anything else is a redelivery, or came too late: messages arrive at least once, and in any order.
        _ => [],
    };

    private ValueArray<ReviewEvent> DecideReport(AgentReport report, DateTimeOffset now)
    {
        var task = report.Task;
        // A report of an attempt that is no longer the one under way is a redelivery; a result is a result whichever attempt made it.
        if (!Active.TryGetValue(task.Value, out var active) || (report.Outcome is not AgentOutcome.Done && (!active.Dispatched || report.Attempt != active.Attempt)))
            return [];
        var reason = report.Error ?? "no reason was given";
        return report.Outcome switch
        {
            AgentOutcome.Done => [new ReviewEvent.TaskDone(task, report.ResultDigest!, report.Findings, report.FilesRead, report.Usage)],
            AgentOutcome.Suspended => [new ReviewEvent.TaskSuspended(task)],
            AgentOutcome.FailedTransiently when active.Attempt < Request!.EffectiveOptions.MaxTaskAttempts =>
                [new ReviewEvent.TaskAttemptFailed(task, active.Attempt, reason, now + BackOff(active.Attempt, task.Value))],
            _ => [new ReviewEvent.TaskFailed(task, active.Attempt, reason)],
        };
    }

    private ValueArray<ReviewEvent> DecideStepFailure(ReviewCommand.NoteStepFailed failed, DateTimeOffset now) =>
        failed.Error.Kind is ErrorKind.Environment && StepAttempts + 1 < MaxStepAttempts
            ? [new ReviewEvent.StepFailed(failed.Step, StepAttempts + 1, failed.Error.Message, now + BackOff(StepAttempts + 1, failed.Step))]
            : [new ReviewEvent.Failed(failed.Error)];

    private ValueArray<ReviewEvent> ReopenGivenUp() =>
        [.. GivenUp.Select(pair => new ReviewEvent.TaskReopened(TextValue.Parse<TaskId>(pair.Key), "asked for again"))];

    // A task that takes the process down with it would otherwise be dispatched for ever.
    private IEnumerable<ReviewEvent> GiveUpTheOftenInterrupted() => Active.Values
        .Where(task => task.Dispatched && task.Interruptions + 1 >= MaxInterruptions)
        .Select(task => new ReviewEvent.TaskFailed(
            task.Task, task.Attempt, $"{task.Interruptions + 1} activations ended while it ran; it may be what ended them."));

    private IEnumerable<ReviewEvent> NextDispatches(DateTimeOffset now)
    {
        if (Stage is not ReviewStage.Reviewing)
            return [];
        var room = Request!.EffectiveOptions.MaxParallelAgents - Active.Values.Count(task => task.Dispatched);
        var again = Active.Values
            .Where(task => !task.Dispatched && (task.RetryAt is null || task.RetryAt <= now))
            .Select(task => new ReviewEvent.TaskDispatched(task.Task, task.Attempt + 1));
        var fresh = Enumerable.Range(Begun, Math.Max(0, Math.Min(room, TotalTasks - Begun)))
            .Select(ordinal => new ReviewEvent.TaskDispatched(TaskAt(ordinal), 1));
        return again.Concat(fresh).Take(Math.Max(0, room));
    }

    // Shard by shard, so that agents of different kinds meet on the same files while those are in the page cache.
    private TaskId TaskAt(int ordinal)
    {
        var agents = Request!.EffectiveAgents;
        return new TaskId(agents[ordinal % agents.Count], ShardId.At((ordinal / agents.Count) + 1));
    }

    // 2, 4, 8 … 60 s, the upper half of it spread: by the task's name, not by chance, so that a decision can be repeated.
    private static TimeSpan BackOff(int attempt, string name)
    {
        var ceiling = Math.Min(60, Math.Pow(2, attempt));
        var spread = Crc32.HashToUInt32(Encoding.UTF8.GetBytes($"{name}#{attempt}")) / (double)uint.MaxValue;
        return TimeSpan.FromSeconds(ceiling * (0.5 + (spread / 2)));
    }
}
