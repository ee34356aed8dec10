namespace CodeReview.Protocol.Journaling;

/// <summary>One activation of a log as its claim tells it. For people: nothing decides by it.</summary>
/// <param name="Token">The fencing token, from 1.</param>
/// <param name="Owner">Who claimed.</param>
/// <param name="ClaimedAt">When, by the claimer's clock; the default value where the claim cannot be read.</param>
/// <param name="ClosedAt">When it ended by itself; null where it did not, or has not yet.</param>
/// <param name="SealedBy">The activation that took the log over from it; 0 where none had to.</param>
public sealed record LogActivation(int Token, string Owner, DateTimeOffset ClaimedAt, DateTimeOffset? ClosedAt, int SealedBy);
