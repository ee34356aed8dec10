using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Grains;

/// <summary>What a review is asked to do or told to note. May be refused, or mean nothing any more: deliveries repeat.</summary>
public abstract record ReviewCommand
{
    private ReviewCommand()
    {
    }

    /// <summary>Asks for the review, or for more of it.</summary>
    public sealed record Request(ReviewId ReviewId, ReviewRequest What) : ReviewCommand;

    /// <summary>The ref is resolved.</summary>
    public sealed record NotePinned(CommitId Commit, string Ref, CommitId? Since = null) : ReviewCommand;

    /// <summary>The work tree stands.</summary>
    public sealed record NoteCloned(int Files, long Bytes, int LeftOut, string ManifestDigest) : ReviewCommand;

    /// <summary>The shards are written.</summary>
    public sealed record NotePlanned(int Shards, int Files, int Skipped, string PlanDigest) : ReviewCommand;

    /// <summary>Functions were asked to do tasks.</summary>
    public sealed record NoteSent(ValueArray<SentTask> Tasks) : ReviewCommand;

    /// <summary>An agent reports.</summary>
    /// <param name="Report">The report.</param>
    /// <param name="Sending">The sending of the task that it is about; see <see cref="AgentTask.Sending"/>. None where the agent was waited for from the first.</param>
    public sealed record NoteReport(AgentReport Report, int Sending = 0) : ReviewCommand;

    /// <summary>The function that had a task ended without a report.</summary>
    public sealed record NoteInterrupted(AgentTask Task, string Reason) : ReviewCommand;

    /// <summary>A step of the review itself failed.</summary>
    public sealed record NoteStepFailed(string Step, ReviewError Error) : ReviewCommand;

    /// <summary>The findings are verified.</summary>
    public sealed record NoteVerified(int Findings, int Refuted, ValueArray<string> Digests) : ReviewCommand;

    /// <summary>Results that the verification needs are not what the journal recorded.</summary>
    public sealed record NoteResultsLost(ValueArray<LostTask> Tasks) : ReviewCommand;

    /// <summary>The results are written.</summary>
    public sealed record NoteWritten(Completeness Completeness, string SummaryDigest) : ReviewCommand;

    /// <summary>A time that the review waits for may have come.</summary>
    public sealed record Wake : ReviewCommand;

    /// <summary>Goes on by itself: nobody asked, and something is owed or overdue.</summary>
    public sealed record Continue : ReviewCommand;

    /// <summary>Calls the review off.</summary>
    public sealed record Cancel : ReviewCommand;
}

/// <summary>A finished task whose result is lost.</summary>
public sealed record LostTask(TaskId Task, string Reason);

/// <summary>A task that a function was asked to do.</summary>
/// <param name="Task">The task.</param>
/// <param name="Sending">Which sending of it.</param>
/// <param name="Refusal">Why the function did not accept it; null where it did.</param>
public sealed record SentTask(TaskId Task, int Sending, string? Refusal = null);
