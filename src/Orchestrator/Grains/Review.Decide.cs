using System.Globalization;
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
    /// <param name="terms">The terms of the activation; that of an attached one where null.</param>
    public ValueArray<ReviewEvent> Decide(ReviewCommand command, DateTimeOffset now, ActivationTerms? terms = null)
    {
        terms ??= ActivationTerms.Attached;
        var events = DecideAlone(command, now, terms);
        var after = ApplyAll(events);
        if (after.Overspent() is { } spent)
            (events, after) = ([.. events, spent], after.Apply(spent));
        if (!terms.TakesTasks)
            return events;
        // What a command brings about may make room for the next tasks; they go into the same batch, with those of which nothing was heard.
        events = [.. events, .. after.Overdue(now)];
        after = ApplyAll(events);
        return [.. events, .. after.NextDispatches(now, terms)];
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
        if (request.Since != Request.Since)
            differing.Add($"since ({Shown.Of(Request.Since ?? "none")})");
        if (request.Paths != Request.Paths)
            differing.Add($"paths ({string.Join(", ", Request.Paths)})");
        if (request.EffectiveAgents != Request.EffectiveAgents)
            differing.Add($"agents ({string.Join(", ", Request.EffectiveAgents)})");
        // How many tasks run at once changes no result, and by default it follows the machine: another one may go on. Whoever names no
        // model takes the ones that the review began with.
        var options = request.EffectiveOptions;
        if (options with { MaxParallelAgents = Request.EffectiveOptions.MaxParallelAgents, Model = options.Model ?? Request.EffectiveOptions.Model } != Request.EffectiveOptions)
            differing.Add("options");
        return differing.Count is 0 ? null
            : $"Review '{Id}' exists and was asked for with other values of {string.Join(" and ", differing)}. Resume it by its id, or give the new request an id of its own.";
    }

    private ValueArray<ReviewEvent> DecideAlone(ReviewCommand command, DateTimeOffset now, ActivationTerms terms) => (Stage, command) switch
    {
        (ReviewStage.Unrequested, ReviewCommand.Request c) => [new ReviewEvent.Requested(c.ReviewId, c.What, ModelsFor(c.What, terms))],
        (ReviewStage.Cancelled, ReviewCommand.Request) => [],
        (ReviewStage.Complete, ReviewCommand.Request) => ReopenGivenUp(),
        // Whoever asks while agents work, or a step does, disturbs neither: what is owed is known, and what was sent is not sent again.
        (not ReviewStage.Failed, ReviewCommand.Request) when terms.Sends => [],
        // What was given up on the way here may have met the trouble that ended the activation.
        (ReviewStage.Verifying or ReviewStage.Summarizing or ReviewStage.Failed, ReviewCommand.Request) => [new ReviewEvent.Resumed(), .. ReopenGivenUp()],
        (_, ReviewCommand.Request) => [new ReviewEvent.Resumed(), .. GiveUpTheOftenInterrupted()],

        (ReviewStage.Cloning, ReviewCommand.NotePinned c) when Commit is null => [new ReviewEvent.Pinned(c.Commit, c.Ref, c.Since)],
        (ReviewStage.Cloning, ReviewCommand.NoteCloned c) => [new ReviewEvent.Cloned(c.Files, c.Bytes, c.LeftOut, c.ManifestDigest)],
        (ReviewStage.Planning, ReviewCommand.NotePlanned c) => [new ReviewEvent.Planned(c.Shards, c.Files, c.Skipped, c.PlanDigest)],
        (ReviewStage.Reviewing, ReviewCommand.NoteReport c) => DecideReport(c, now, terms),
        (ReviewStage.Reviewing, ReviewCommand.NoteSent c) => [.. c.Tasks.SelectMany(sent => DecideSent(sent, now, terms))],
        (ReviewStage.Reviewing, ReviewCommand.NoteInterrupted c) =>
            UnderWay(c.Task.Task, c.Task.Attempt, c.Task.Sending) is { } active ? [Interrupt(active, c.Reason)] : [],
        (ReviewStage.Verifying, ReviewCommand.NoteVerified c) => [new ReviewEvent.Verified(c.Findings, c.Refuted, c.Digests)],
        (ReviewStage.Verifying, ReviewCommand.NoteResultsLost c) =>
            GoOnByItself(terms, Reopen(c.Tasks)),
        (ReviewStage.Cloning or ReviewStage.Planning or ReviewStage.Verifying or ReviewStage.Summarizing, ReviewCommand.Continue) => GoOnByItself(terms, []),
        (ReviewStage.Summarizing, ReviewCommand.NoteWritten c) => [new ReviewEvent.Completed(c.Completeness, c.SummaryDigest)],
        (not ReviewStage.Unrequested, ReviewCommand.NoteStepFailed c) when !IsOver => DecideStepFailure(c, now),
        (not ReviewStage.Unrequested, ReviewCommand.Cancel) when !IsOver => [new ReviewEvent.Cancelled()],

        // Anything else is a redelivery, or came too late: messages arrive at least once, and in any order.
        _ => [],
    };

    private ValueArray<ReviewEvent> DecideReport(ReviewCommand.NoteReport note, DateTimeOffset now, ActivationTerms terms)
    {
        var (report, task) = (note.Report, note.Report.Task);
        // A result is a result whichever attempt made it.
        if (report.Outcome is AgentOutcome.Done && Active.ContainsKey(task.Value))
            return [new ReviewEvent.TaskDone(task, report.ResultDigest!, report.Findings, report.FilesRead, report.Usage)];
        if (UnderWay(task, report.Attempt, note.Sending) is not { } active)
            return [];
        var (reason, paid) = (report.Error ?? "no reason was given", NewlyPaid(report));
        return report.Outcome switch
        {
            AgentOutcome.Suspended when active.Sendings >= terms.MaxRounds =>
                [.. paid, new ReviewEvent.TaskFailed(task, active.Attempt, $"It was asked {active.Sendings} times to go on, and never came to an end.")],
            AgentOutcome.Suspended => [.. paid, new ReviewEvent.TaskSuspended(task)],
            AgentOutcome.FailedTransiently => [.. paid, FailAttempt(active, reason, now)],
            _ => [.. paid, new ReviewEvent.TaskFailed(task, active.Attempt, reason)],
        };
    }

    private IEnumerable<ReviewEvent> DecideSent(SentTask sent, DateTimeOffset now, ActivationTerms terms)
    {
        // Its report may have been here already: a function may be quicker than the word that it was asked.
        if (!Active.TryGetValue(sent.Task.Value, out var active) || active is not { Dispatched: true, DueAt: null } || active.Sendings != sent.Sending)
            return [];
        return [sent.Refusal is { } refusal ? FailAttempt(active, refusal, now) : new ReviewEvent.TaskSent(sent.Task, now + terms.AnswerWithin(sent.Task.Agent))];
    }

    /// <summary>The task, where this is the attempt and the sending under way; null where the message is a redelivery or came late.</summary>
    private ActiveTask? UnderWay(TaskId task, int attempt, int sending) =>
        Active.TryGetValue(task.Value, out var active) && active.Dispatched && (active.Attempt, active.Sendings) == (attempt, sending) ? active : null;

    private ReviewEvent FailAttempt(ActiveTask active, string reason, DateTimeOffset now) => active.Attempt < Request!.EffectiveOptions.MaxTaskAttempts
        ? new ReviewEvent.TaskAttemptFailed(active.Task, active.Attempt, reason, now + BackOff(active.Attempt, active.Task.Value))
        : new ReviewEvent.TaskFailed(active.Task, active.Attempt, reason);

    private static ReviewEvent Interrupt(ActiveTask active, string reason) => active.Interruptions + 1 < MaxInterruptions
        ? new ReviewEvent.TaskInterrupted(active.Task, reason)
        : new ReviewEvent.TaskFailed(active.Task, active.Attempt, $"It was interrupted {active.Interruptions + 1} times, the last time so: {reason}");

    private IEnumerable<ReviewEvent> Overdue(DateTimeOffset now) => Stage is not ReviewStage.Reviewing ? [] : Active.Values
        .Where(task => task.DueAt <= now)
        .Select(task => Interrupt(task, string.Create(CultureInfo.InvariantCulture, $"no report came by {task.DueAt:u}")));

    private ValueArray<ReviewEvent> GoOnByItself(ActivationTerms terms, ValueArray<ReviewEvent> events) => Rounds < terms.MaxRounds
        ? [new ReviewEvent.Continued(), .. events]
        : [new ReviewEvent.Failed(new ReviewError(
            ErrorKind.Internal,
            $"The review went on by itself {Rounds} times and did not get beyond {Stage.ToString().ToLowerInvariant()}: that is taken for a loop. Look at its events for what kept it; ask for it again to go on from here."))];

    private static ValueArray<AgentModel> ModelsFor(ReviewRequest request, ActivationTerms terms)
    {
        var named = request.EffectiveOptions.Model;
        var agents = named is null ? terms.Agents.Where(remote => request.EffectiveAgents.Contains(remote.Agent)).Select(remote => new AgentModel(remote.Agent, remote.Model)) : [];
        var verifier = terms.Agents.FirstOrDefault(remote => remote.Agent == AgentName.Verifier);
        // Where no function verifies, the journal says so: another activation may know of one.
        return terms.Sends && named is not ReviewOptions.Rules
            ? [.. agents, new AgentModel(AgentName.Verifier, verifier is null ? VerificationOptions.None : named ?? verifier.Model)]
            : [.. agents];
    }

    private Review ApplyAll(ValueArray<ReviewEvent> events) => events.Aggregate(this, (review, @event) => review.Apply(@event));

    private ValueArray<ReviewEvent> DecideStepFailure(ReviewCommand.NoteStepFailed failed, DateTimeOffset now) =>
        failed.Error.Kind is ErrorKind.Environment && StepAttempts + 1 < MaxStepAttempts
            ? [new ReviewEvent.StepFailed(failed.Step, StepAttempts + 1, failed.Error.Message, now + BackOff(StepAttempts + 1, failed.Step))]
            : [new ReviewEvent.Failed(failed.Error)];

    private ValueArray<ReviewEvent> ReopenGivenUp() =>
        Reopen([.. GivenUp.Keys.Select(task => new LostTask(TextValue.Parse<TaskId>(task), "asked for again"))]);

    // A task that takes the process down with it would otherwise be dispatched for ever.
    private IEnumerable<ReviewEvent> GiveUpTheOftenInterrupted() => Active.Values
        .Where(task => task.Dispatched && task.Interruptions + 1 >= MaxInterruptions)
        .Select(task => new ReviewEvent.TaskFailed(
            task.Task, task.Attempt, $"{task.Interruptions + 1} activations ended while it ran; it may be what ended them."));

    private IEnumerable<ReviewEvent> NextDispatches(DateTimeOffset now, ActivationTerms terms)
    {
        if (Stage is not ReviewStage.Reviewing)
            return [];
        var asked = Request!.EffectiveOptions.MaxParallelAgents ?? terms.MaxParallelAgents ?? ActivationTerms.DefaultParallelAgents;
        var room = Math.Min(asked, terms.MaxParallelAgents ?? asked) - Active.Values.Count(task => task.Dispatched);
        var again = Active.Values
            .Where(task => !task.Dispatched && (task.RetryAt is null || task.RetryAt <= now))
            .Select(task => (task.Task, Attempt: task.Attempt + 1));
        return again.Concat(FreshTasks(room).Select(task => (Task: task, Attempt: 1))).Take(Math.Max(0, room)).Select(next => terms.Sends
            ? (ReviewEvent)new ReviewEvent.TaskAssigned(next.Task, next.Attempt)
            : new ReviewEvent.TaskDispatched(next.Task, next.Attempt));
    }

    // 2, 4, 8 … 60 s, the upper half of it spread: by the task's name, not by chance, so that a decision can be repeated.
    private static TimeSpan BackOff(int attempt, string name)
    {
        var ceiling = Math.Min(60, Math.Pow(2, attempt));
        var spread = Crc32.HashToUInt32(Encoding.UTF8.GetBytes($"{name}#{attempt}")) / (double)uint.MaxValue;
        return TimeSpan.FromSeconds(ceiling * (0.5 + (spread / 2)));
    }
}
