using CodeReview.Orchestrator.Grains;

namespace CodeReview.Orchestrator.Effects;

/// <summary>Does what a review owes the world.</summary>
public interface IReviewSteps
{
    /// <summary>Performs an effect. Idempotent: after a crash it is asked for again.</summary>
    /// <returns>What the review is to note of it.</returns>
    Task<ReviewCommand> PerformAsync(ReviewEffect effect, Review review, CancellationToken suspend);
}
