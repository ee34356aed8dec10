using CodeReview.Protocol.Reviews;

namespace CodeReview.Orchestrator.Grains;

/// <summary>The answer to a command that was brought to a review's grain.</summary>
/// <param name="Response">Where the review stands.</param>
/// <param name="IsNoted">Whether the grain took the command, and what followed from it is in the journal. If not, it has to be brought again.</param>
public sealed record Delivered(ReviewResponse Response, bool IsNoted);
