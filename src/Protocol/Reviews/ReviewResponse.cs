using System.Text.Json.Serialization;
using CodeReview.Protocol.Findings;

namespace CodeReview.Protocol.Reviews;

/// <summary>How a request to review was answered.</summary>
public enum ReviewStatus
{
    /// <summary>The review is done; its results are in the workspace.</summary>
    [JsonStringEnumMemberName("complete")]
    Complete,

    /// <summary>Work is under way elsewhere, by functions that will report back.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>The activation ended before the review did; invoking again with the id goes on.</summary>
    [JsonStringEnumMemberName("suspended")]
    Suspended,

    /// <summary>The review cannot go on as it was asked for; the error says why. Invoking again tries again.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Another process works on this review at this moment; nothing was done.</summary>
    [JsonStringEnumMemberName("active_elsewhere")]
    ActiveElsewhere,

    /// <summary>The review was cancelled.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}

/// <summary>The answer to a <see cref="ReviewRequest"/>.</summary>
public sealed record ReviewResponse
{
    /// <summary>The outcome.</summary>
    public required ReviewStatus Status { get; init; }

    /// <summary>The review; name it to resume.</summary>
    public required ReviewId ReviewId { get; init; }

    /// <summary>The pinned commit, once it is known.</summary>
    public CommitId? Commit { get; init; }

    /// <summary>What was found, once the review is complete.</summary>
    public ReviewSummary? Summary { get; init; }

    /// <summary>What changed since the review that was named as the baseline, where one was.</summary>
    public ReviewComparison? Comparison { get; init; }

    /// <summary>The result files by name, as paths relative to the workspace's root.</summary>
    public IReadOnlyDictionary<string, string>? Results { get; init; }

    /// <summary>The files of the commit by fate, once the review is complete.</summary>
    public CoverageCounts? Coverage { get; init; }

    /// <summary>What the models took, once the review is complete.</summary>
    public Usage? Usage { get; init; }

    /// <summary>How far the review came.</summary>
    public TaskCounts? Tasks { get; init; }

    /// <summary>What was wrong, where, and what to do, unless all is well.</summary>
    public ReviewError? Error { get; init; }

    /// <summary>When another try makes sense, in seconds from now.</summary>
    public int? RetryAfterSeconds { get; init; }
}

/// <summary>Whose turn it is to act on an error.</summary>
public enum ErrorKind
{
    /// <summary>The request, or what it names, is not usable: no such repository, no such ref, a bad id.</summary>
    [JsonStringEnumMemberName("invalid_request")]
    InvalidRequest,

    /// <summary>The surroundings failed: network, disk, a service. Nothing is lost; try again when the cause is gone.</summary>
    [JsonStringEnumMemberName("environment")]
    Environment,

    /// <summary>A fault of this software.</summary>
    [JsonStringEnumMemberName("internal")]
    Internal,
}

/// <summary>An error as it is answered and journaled.</summary>
/// <param name="Kind">Who can do something about it.</param>
/// <param name="Message">What was wrong, where, and what to do; no secrets, no stack trace.</param>
public sealed record ReviewError(ErrorKind Kind, string Message);
