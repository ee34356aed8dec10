using CodeReview.Orchestrator.Grains;
namespace CodeReview.Orchestrator.Effects;
internal sealed class ReviewSteps : IReviewSteps
{
    public Task<ReviewCommand> PerformAsync(ReviewEffect effect, Review review, CancellationToken suspend) => throw new InvalidOperationException();
}
