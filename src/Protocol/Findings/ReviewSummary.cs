using System.Globalization;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Protocol.Findings;

/// <summary>Whether every file that was to be reviewed was.</summary>
public enum Completeness
{
    /// <summary>Every task is done and no file was left unreached.</summary>
    [JsonStringEnumMemberName("complete")]
    Complete,

    /// <summary>A task failed, or a file was not reached: the coverage says which.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial,
}

/// <summary>The content of <c>results/summary.json</c>. It holds no times: the same review gives the same bytes.</summary>
public sealed record ReviewSummary
{
    /// <summary>The version of this format.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The review.</summary>
    public required ReviewId ReviewId { get; init; }

    /// <summary>The repository.</summary>
    public required RepositoryUrl RepoUrl { get; init; }

    /// <summary>The pinned commit.</summary>
    public required CommitId Commit { get; init; }

    /// <summary>Whether the review reached everything.</summary>
    public required Completeness Status { get; init; }

    /// <summary>The agents that ran.</summary>
    public required ValueArray<AgentName> AgentsRun { get; init; }

    /// <summary>How many findings stand, over all agents; refuted ones are not counted.</summary>
    public required int TotalFindings { get; init; }

    /// <summary>How many findings are suppressed, and not counted above; absent where there are none.</summary>
    public int? Suppressed { get; init; }

    /// <summary>Findings by agent; every agent that ran is a key.</summary>
    public required SortedDictionary<string, int> ByAgent { get; init; }

    /// <summary>Findings by severity; all three severities are keys.</summary>
    public required SortedDictionary<string, int> BySeverity { get; init; }

    /// <summary>Agent tasks by outcome.</summary>
    public required TaskCounts Tasks { get; init; }

    /// <summary>Files of the commit by fate.</summary>
    public required CoverageCounts Coverage { get; init; }

    /// <summary>What the models took.</summary>
    public required Usage Usage { get; init; }

    /// <summary>What the models took, by agent, the verifier among them; absent where none was asked.</summary>
    public SortedDictionary<string, Usage>? UsageByAgent { get; init; }

    /// <summary>What an independent second look made of the findings; absent where there was none.</summary>
    public VerdictCounts? Verification { get; init; }
}

/// <summary>Findings by what a verifier concluded; those that nobody was to look at again are in none.</summary>
/// <param name="Confirmed">It agrees.</param>
/// <param name="Lowered">It is less sure than the finder was.</param>
/// <param name="Refuted">It showed that the claim is wrong.</param>
/// <param name="Unverified">It could not look: each such finding says why.</param>
public sealed record VerdictCounts(int Confirmed, int Lowered, int Refuted, int Unverified);

/// <summary>Agent tasks by outcome.</summary>
/// <param name="Total">All tasks of the plan.</param>
/// <param name="Done">Finished, with a result.</param>
/// <param name="Failed">Given up after their attempts; their files are not reached.</param>
public sealed record TaskCounts(int Total, int Done, int Failed);

/// <summary>The files of the commit by fate; read + skipped + not reached = files.</summary>
/// <param name="Files">All entries of the commit's tree.</param>
/// <param name="Read">Read by every agent that ran.</param>
/// <param name="Skipped">Left out, each with a reason.</param>
/// <param name="NotReached">To be read, but at least one agent did not.</param>
public sealed record CoverageCounts(int Files, int Read, int Skipped, int NotReached);

/// <summary>What was consumed of paid services. All zero for the rules engine.</summary>
/// <param name="Turns">Calls of a model that were answered.</param>
/// <param name="InputTokens">Tokens sent, cached ones included.</param>
/// <param name="CachedInputTokens">Of those, tokens read from the prompt cache.</param>
/// <param name="OutputTokens">Tokens received.</param>
/// <param name="Usd">Cost by the configured price table, in US dollars.</param>
public sealed record Usage(int Turns, long InputTokens, long CachedInputTokens, long OutputTokens, decimal Usd)
{
    /// <summary>Nothing consumed.</summary>
    public static Usage None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>The usage as a sentence for people.</summary>
    public string InWords() => string.Create(
        CultureInfo.InvariantCulture,
        $"Models answered {Turns:n0} times: {InputTokens:n0} tokens in, {CachedInputTokens:n0} of them from the cache, {OutputTokens:n0} out, {Usd:n2} US dollars at the configured prices.");

    /// <summary>The sum of two usages.</summary>
    public static Usage operator +(Usage left, Usage right) => new(
        left.Turns + right.Turns, left.InputTokens + right.InputTokens, left.CachedInputTokens + right.CachedInputTokens,
        left.OutputTokens + right.OutputTokens, left.Usd + right.Usd);

    /// <summary>What was consumed since an earlier count of the same.</summary>
    public static Usage operator -(Usage later, Usage earlier) => new(
        later.Turns - earlier.Turns, later.InputTokens - earlier.InputTokens, later.CachedInputTokens - earlier.CachedInputTokens,
        later.OutputTokens - earlier.OutputTokens, later.Usd - earlier.Usd);

    /// <summary>What was consumed since an earlier count, for languages without operators.</summary>
    public static Usage Subtract(Usage later, Usage earlier) => later - earlier;

    /// <summary>The sum of two usages, for languages without operators.</summary>
    public static Usage Add(Usage left, Usage right) => left + right;
}
