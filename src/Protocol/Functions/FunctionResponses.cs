using System.Text.Json.Serialization;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Protocol.Functions;

/// <summary>The answer to a message that names no review, or none that there is: <c>{"status": "failed", "error": …}</c>.</summary>
/// <param name="Error">What was wrong, and what to do.</param>
public sealed record FailureResponse(ReviewError Error)
{
    /// <summary>Always failed.</summary>
    public ReviewStatus Status { get; init; } = ReviewStatus.Failed;
}

/// <summary>How a check came out.</summary>
public enum CheckStatus
{
    /// <summary>Everything works.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>Something does not; the error says what to look at.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

/// <summary>The answer to <c>{"command": "check"}</c>.</summary>
public sealed record CheckResponse
{
    /// <summary>The outcome.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>The workspace's folder.</summary>
    public required string Workspace { get; init; }

    /// <summary>What was done with a file there, and how long each step took.</summary>
    public IReadOnlyList<MountStep>? Steps { get; init; }

    /// <summary>Of the orchestrator: whether each agent's function can be called, by agent: <c>ok</c>, or why not.</summary>
    public IReadOnlyDictionary<string, string>? Agents { get; init; }

    /// <summary>What was wrong, and what to do.</summary>
    public ReviewError? Error { get; init; }

    /// <summary>The answer where the workspace does not work.</summary>
    public static CheckResponse Failed(WorkspaceLayout workspace, MountException problem) =>
        new() { Status = CheckStatus.Failed, Workspace = workspace.Root, Error = new ReviewError(problem.Kind, problem.Message) };
}

/// <summary>The answer to <c>{"command": "sweep"}</c>.</summary>
/// <param name="Pending">How many reviews are not over.</param>
/// <param name="Continued">Those that something was owed to, which were asked to go on.</param>
public sealed record SweepResponse(int Pending, ValueArray<ReviewId> Continued);
