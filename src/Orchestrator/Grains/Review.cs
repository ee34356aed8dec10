using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Grains;

/// <summary>
/// A review as its journal tells it. Pure: <see cref="Decide"/> says what follows from a command, <see cref="Apply"/> what an event
/// changes, <see cref="Owed"/> what the world still has to do. Clock and ids come in as arguments.
/// </summary>
/// <remarks>
/// <code>
/// unrequested ─▶ cloning ─▶ planning ─▶ reviewing ⇄ verifying ─▶ summarizing ─▶ complete
///                   └──────────┴───────────┴────────────┴─────────────┴──▶ failed | cancelled
/// </code>
/// A failed review goes back to the stage in which it failed when it is asked for again; a complete one with failed tasks goes back
/// to reviewing those.
/// </remarks>
public sealed partial record Review
{
    /// <summary>A review that nobody has asked for yet.</summary>
    public static Review Unrequested { get; } = new();

    /// <summary>Where the review stands.</summary>
    public ReviewStage Stage { get; init; }

    /// <summary>The stage to go back to when a failed review is asked for again.</summary>
    public ReviewStage FailedIn { get; init; }

    /// <summary>The review's id.</summary>
    public ReviewId? Id { get; init; }

    /// <summary>What was asked for.</summary>
    public ReviewRequest? Request { get; init; }

    /// <summary>The engines that the agents were set up with, where the request named none for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueArray<AgentModel> Models { get; init; }

    /// <summary>The pinned commit.</summary>
    public CommitId? Commit { get; init; }

    /// <summary>The ref in full that the commit was found by.</summary>
    public string? Ref { get; init; }

    /// <summary>The commit that it is compared with, where only what has changed since is reviewed.</summary>
    public CommitId? Since { get; init; }

    /// <summary>How many files of the commit stand in the work tree.</summary>
    public int Files { get; init; }

    /// <summary>How many shards the plan has.</summary>
    public int Shards { get; init; }

    /// <summary>How many tasks have been begun; tasks are begun in the order of their ordinals.</summary>
    public int Begun { get; init; }

    /// <summary>The tasks that were begun and are not over.</summary>
    public ImmutableSortedDictionary<string, ActiveTask> Active { get; init; } = EmptyTasks<ActiveTask>();

    /// <summary>The tasks that are done.</summary>
    public ImmutableSortedDictionary<string, DoneTask> Done { get; init; } = EmptyTasks<DoneTask>();

    /// <summary>The tasks that were given up.</summary>
    public ImmutableSortedDictionary<string, GivenUpTask> GivenUp { get; init; } = EmptyTasks<GivenUpTask>();

    /// <summary>How often the step of this stage has failed.</summary>
    public int StepAttempts { get; init; }

    /// <summary>When the step of this stage may be tried again.</summary>
    public DateTimeOffset? StepRetryAt { get; init; }

    /// <summary>How often the review went on by itself since somebody asked; bounded, see <see cref="ActivationTerms.MaxRounds"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Rounds { get; init; }

    /// <summary>Why the review failed, where it did.</summary>
    public ReviewError? Error { get; init; }

    /// <summary>The digest of the summary, once the review is complete.</summary>
    public string? SummaryDigest { get; init; }

    /// <summary>How many tasks are known: those of the plan, and the verifications that they led to.</summary>
    public int TotalTasks => FinderTasks + (Verifications ?? 0);

    /// <summary>Tasks by outcome; one that a spent budget keeps from beginning has failed.</summary>
    public TaskCounts TaskCounts => new(TotalTasks, Done.Count, GivenUp.Count + NeverBegun().Count());

    /// <summary>Whether nothing is owed any more.</summary>
    public bool IsOver => Stage is ReviewStage.Complete or ReviewStage.Failed or ReviewStage.Cancelled;

    /// <summary>Whether it stopped at a disk, a network or a server: nothing is wrong with it, and it goes on once that is mended.</summary>
    public bool FailedBySurroundings => Stage is ReviewStage.Failed && Error is { Kind: ErrorKind.Environment };

    private static ImmutableSortedDictionary<string, T> EmptyTasks<T>() => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}

/// <summary>Where a review stands.</summary>
public enum ReviewStage
{
    /// <summary>Nobody has asked for it.</summary>
    Unrequested,

    /// <summary>The ref is resolved and the work tree written.</summary>
    Cloning,

    /// <summary>The shards are made.</summary>
    Planning,

    /// <summary>Agents work.</summary>
    Reviewing,

    /// <summary>Findings are checked and merged.</summary>
    Verifying,

    /// <summary>Results are written.</summary>
    Summarizing,

    /// <summary>The results stand.</summary>
    Complete,

    /// <summary>It cannot go on as it was asked for.</summary>
    Failed,

    /// <summary>It was called off.</summary>
    Cancelled,
}

/// <summary>A task that was begun and is not over.</summary>
/// <param name="Task">The task.</param>
/// <param name="Attempt">The attempt under way or, while <paramref name="Dispatched"/> is false, the last one.</param>
/// <param name="Dispatched">Whether an agent has it.</param>
/// <param name="Interruptions">How many activations, or functions, ended while an agent had it.</param>
/// <param name="RetryAt">When it may be tried again, where it failed.</param>
/// <param name="DueAt">When its report is due, where an agent's function has accepted it.</param>
/// <param name="Sendings">How often it was assigned to a function.</param>
public sealed record ActiveTask(
    TaskId Task,
    int Attempt,
    bool Dispatched,
    int Interruptions = 0,
    DateTimeOffset? RetryAt = null,
    DateTimeOffset? DueAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Sendings = 0);

/// <summary>A finished task.</summary>
/// <param name="Digest">The digest of its result file.</param>
/// <param name="Findings">How many findings it holds.</param>
/// <param name="FilesRead">How many files were read.</param>
public sealed record DoneTask(string Digest, int Findings, int FilesRead);

/// <summary>A task that was given up.</summary>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Reason">The last error.</param>
public sealed record GivenUpTask(int Attempts, string Reason);
