namespace CodeReview.Orchestrator.Grains;

/// <summary>Watches reviews of this process as they go on, to show progress. Called on the grain's thread; must not block.</summary>
public interface IReviewObserver
{
    /// <summary>An event was persisted.</summary>
    void Saw(Review review, ReviewEvent @event);
}

/// <summary>Watches nothing.</summary>
public sealed class NoReviewObserver : IReviewObserver
{
    /// <inheritdoc/>
    public void Saw(Review review, ReviewEvent @event)
    {
    }
}
