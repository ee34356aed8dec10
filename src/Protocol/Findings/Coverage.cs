using System.Text.Json.Serialization;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Protocol.Findings;

/// <summary>What became of a file.</summary>
public enum FileFate
{
    /// <summary>It was read to its end.</summary>
    [JsonStringEnumMemberName("read")]
    Read,

    /// <summary>It was left out on purpose; the reason says why.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,

    /// <summary>It was to be read and was not: the reason says which agents did not come to it, and why.</summary>
    [JsonStringEnumMemberName("not_reached")]
    NotReached,
}

/// <summary>The content of <c>results/coverage.json</c>: every entry of the commit's tree with its fate, sorted by path.</summary>
public sealed record Coverage
{
    /// <summary>The version of this format.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The review.</summary>
    public required ReviewId ReviewId { get; init; }

    /// <summary>The pinned commit.</summary>
    public required CommitId Commit { get; init; }

    /// <summary>The numbers.</summary>
    public required CoverageCounts Counts { get; init; }

    /// <summary>The tasks that were given up, each with its last error.</summary>
    public required ValueArray<FailedTask> FailedTasks { get; init; }

    /// <summary>Every file.</summary>
    public required ValueArray<FileCoverage> Files { get; init; }
}

/// <summary>One entry of the commit's tree and its fate.</summary>
/// <param name="Path">
/// The path in the commit. A plain string: a name that cannot be a <see cref="WorkspacePath"/> is listed too, escaped, as skipped.
/// </param>
/// <param name="Fate">What became of it.</param>
/// <param name="Reason">Why; of a file that was read, what was not done with it, if anything.</param>
public sealed record FileCoverage(string Path, FileFate Fate, string? Reason = null);

/// <summary>A task that was given up, or never begun.</summary>
/// <param name="Task">The task.</param>
/// <param name="Attempts">How often it was tried; 0 where it never began.</param>
/// <param name="Reason">The last error, or what kept it from beginning.</param>
/// <param name="Usage">What it took of paid services all the same; absent where that is nothing.</param>
public sealed record FailedTask(TaskId Task, int Attempts, string Reason, Usage? Usage = null)
{
    /// <summary>The end of a sentence that begins with the task.</summary>
    [JsonIgnore]
    public string InWords => Attempts is 0 ? $"was not begun: {Reason}" : $"failed after {Attempts} attempts: {Reason}";
}
