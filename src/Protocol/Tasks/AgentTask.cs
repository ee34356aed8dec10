using System.Globalization;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Protocol.Tasks;

/// <summary>
/// Asks an agent for one task. Delivered at least once: an agent that finds the task's finished result answers from it.
/// </summary>
/// <param name="ReviewId">The review, hence the folder.</param>
/// <param name="Task">The agent and the shard.</param>
/// <param name="Attempt">From 1; told apart in logs and reports.</param>
/// <param name="Model">The engine: <c>rules</c> or <c>provider:id</c>.</param>
/// <param name="Budget">What a model may consume on the task, over all attempts; the defaults where absent.</param>
/// <param name="Sending">How often the task has been sent to a function, this time included; a report is told from an older one's by it.</param>
public sealed record AgentTask(
    ReviewId ReviewId,
    TaskId Task,
    int Attempt,
    string Model,
    TaskBudget? Budget = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Sending = 0)
{
    /// <summary>What is to be verified, where the task is the verifier's; absent elsewhere.</summary>
    public VerificationInput? Verification { get; init; }
}

/// <summary>What a verifier looks at.</summary>
/// <param name="Results">The finished tasks of the shard whose findings it is about.</param>
/// <param name="Options">Which of their findings are looked at.</param>
public sealed record VerificationInput(ValueArray<FinishedTask> Results, VerificationOptions Options);

/// <summary>A task that is done.</summary>
/// <param name="Task">The task.</param>
/// <param name="ResultDigest">The digest of its result file as the journal recorded it.</param>
public sealed record FinishedTask(TaskId Task, string ResultDigest);

/// <summary>What a model may consume on one task. Where it is used up the task ends with what it has, and says so.</summary>
/// <param name="Turns">Answers of the model.</param>
/// <param name="Tokens">Tokens sent and received, cached ones included.</param>
/// <param name="Usd">US dollars by the configured prices.</param>
/// <param name="Review">What the whole review may consume; unbounded where absent.</param>
public sealed record TaskBudget(int Turns, long Tokens, decimal Usd, SharedBudget? Review = null);

/// <summary>What models may consume on all tasks of a review together.</summary>
/// <param name="Tokens">Tokens sent and received, cached ones included.</param>
/// <param name="Usd">US dollars by the configured prices.</param>
public sealed record SharedBudget(long Tokens, decimal Usd)
{
    /// <summary>Why nothing is left, as a sentence's end; null while something is.</summary>
    /// <param name="spent">What was consumed so far.</param>
    public string? Exhausted(Usage spent) =>
        spent.InputTokens + spent.OutputTokens >= Tokens ? string.Create(CultureInfo.InvariantCulture, $"the review's budget of {Tokens} tokens is spent")
        : spent.Usd >= Usd ? string.Create(CultureInfo.InvariantCulture, $"the review's budget of {Usd} US dollars is spent")
        : null;
}

/// <summary>How a task ended, this time.</summary>
public enum AgentOutcome
{
    /// <summary>The result file is written; its digest is in the report.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>Time or the caller's patience ran out after a whole turn; asking again goes on.</summary>
    [JsonStringEnumMemberName("suspended")]
    Suspended,

    /// <summary>It failed in a way that another try may mend: throttling, a cut connection, a full disk.</summary>
    [JsonStringEnumMemberName("failed_transiently")]
    FailedTransiently,

    /// <summary>It failed in a way that another try will not mend.</summary>
    [JsonStringEnumMemberName("failed_for_good")]
    FailedForGood,
}

/// <summary>An agent's answer: counts and a digest, never findings; those are in the result file.</summary>
public sealed record AgentReport
{
    /// <summary>The review.</summary>
    public required ReviewId ReviewId { get; init; }

    /// <summary>The task.</summary>
    public required TaskId Task { get; init; }

    /// <summary>The attempt that this report is about.</summary>
    public required int Attempt { get; init; }

    /// <summary>How it ended.</summary>
    public required AgentOutcome Outcome { get; init; }

    /// <summary>The digest of the result file (<see cref="Digest"/>), where done.</summary>
    public string? ResultDigest { get; init; }

    /// <summary>How many findings the result holds.</summary>
    public int Findings { get; init; }

    /// <summary>How many files were read to their end.</summary>
    public int FilesRead { get; init; }

    /// <summary>What the model took so far, over all attempts.</summary>
    public required Usage Usage { get; init; }

    /// <summary>What went wrong, unless done or suspended.</summary>
    public string? Error { get; init; }
}

/// <summary>The content of <c>tasks/&lt;task&gt;/result.json</c>. It holds no times: the same task gives the same bytes.</summary>
public sealed record TaskResult
{
    /// <summary>The version of this format.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The task.</summary>
    public required TaskId Task { get; init; }

    /// <summary>What reviewed: <c>rules</c> or the model, as the request named it.</summary>
    public required string Engine { get; init; }

    /// <summary>The shard file's digest: a result for another plan is not taken for this one's.</summary>
    public required string ShardDigest { get; init; }

    /// <summary>Every file of the shard and its fate, as the tools saw it, not as a model claims it.</summary>
    public required ValueArray<FileCoverage> Files { get; init; }

    /// <summary>The findings, each checked against the code, in <see cref="Finding.ReportOrder"/>.</summary>
    public required ValueArray<Finding> Findings { get; init; }

    /// <summary>What the model took.</summary>
    public required Usage Usage { get; init; }

    /// <summary>What a verifier concluded, by fingerprint; empty for other tasks.</summary>
    public ValueArray<GivenVerdict> Verdicts { get; init; }

    /// <summary>The digest of what a verifier was to look at: verdicts on other findings are not taken for these. Absent for other tasks.</summary>
    public string? InputDigest { get; init; }

    /// <summary>Why a model ended before it had finished, or that it began anew; absent where nothing is to be said.</summary>
    public string? Remark { get; init; }
}

/// <summary>A verdict on a finding.</summary>
/// <param name="Fingerprint">The finding.</param>
/// <param name="Confidence">How sure the finding is after the verdict; never surer than it was.</param>
/// <param name="Verdict">What was concluded.</param>
public sealed record GivenVerdict(Fingerprint Fingerprint, Confidence Confidence, Verdict Verdict);

/// <summary>The content of <c>state/&lt;task&gt;.json</c>: progress that people and other agents may read while a task runs.</summary>
/// <param name="Task">The task.</param>
/// <param name="Phase">A word for what it does now: <c>reading</c>, <c>finished</c>, or as the agent calls it.</param>
/// <param name="FilesTotal">How many files the shard has.</param>
/// <param name="FilesDone">How many of them were read.</param>
/// <param name="Findings">How many findings were accepted so far.</param>
/// <param name="UpdatedAt">When this was written.</param>
public sealed record TaskProgress(TaskId Task, string Phase, int FilesTotal, int FilesDone, int Findings, DateTimeOffset UpdatedAt)
{
    /// <summary>The version of this format.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The phase of a task that has finished.</summary>
    public const string Finished = "finished";

    /// <summary>What a model took so far, over all runs of the task; absent where none is asked.</summary>
    public Usage? Usage { get; init; }
}

/// <summary>The content of <c>shards/&lt;shard&gt;.json</c>: the files that one task covers.</summary>
public sealed record Shard
{
    /// <summary>The version of this format.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The shard.</summary>
    public required ShardId Id { get; init; }

    /// <summary>The sum of the files' sizes.</summary>
    public required long Bytes { get; init; }

    /// <summary>The files, sorted by path.</summary>
    public required ValueArray<ShardFile> Files { get; init; }

    /// <summary>True where most of the commit's source stands in <see cref="ExampleFolders"/>, so that it is the product; else absent.</summary>
    public bool? ExamplesAreProduct { get; init; }
}

/// <summary>A file to review.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Language">The language as <c>csharp</c>, <c>typescript</c>, …; <c>text</c> where it is none we know.</param>
/// <param name="Tokens">What it is to a model, as estimated; absent where an older version wrote the work tree.</param>
public sealed record ShardFile(WorkspacePath Path, long Bytes, string Language, long? Tokens = null);

/// <summary>The content of <c>shards/plan.json</c>: what the shards are, and what is in none of them.</summary>
public sealed record ReviewPlan
{
    /// <summary>The version of this format.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The commit that was planned.</summary>
    public required CommitId Commit { get; init; }

    /// <summary>The digest of each shard's file, in the order of their ids; the first is shard 0001.</summary>
    public required ValueArray<string> ShardDigests { get; init; }

    /// <summary>How many files are in shards.</summary>
    public required int Files { get; init; }

    /// <summary>The files that no task covers, each with its reason, sorted by path.</summary>
    public required ValueArray<FileCoverage> Skipped { get; init; }
}
