using CodeReview.Protocol.Reviews;

namespace CodeReview.Orchestrator.Grains;

/// <summary>What a grain and its directory say to each other.</summary>
internal sealed partial class ReviewActor
{
    /// <summary>A command that somebody waits for.</summary>
    /// <param name="Command">The command.</param>
    /// <param name="Attached">Whether they wait until the review is done, and not only until the command is carried out.</param>
    internal sealed record Delivery(ReviewCommand Command, bool Attached);

    /// <summary>Asks the grain to come to an end that can be resumed.</summary>
    internal sealed record Suspend;

    /// <summary>The activation is over.</summary>
    /// <param name="Id">The review.</param>
    /// <param name="Review">The state it ended in.</param>
    /// <param name="Error">What cut it short, if anything did.</param>
    /// <param name="ActiveElsewhere">Whether another process took over.</param>
    /// <param name="Quiet">Ends when nothing of the activation writes any more.</param>
    internal sealed record Ended(ReviewId Id, Review Review, ReviewError? Error, bool ActiveElsewhere, Task Quiet)
    {
        /// <summary>Whether nothing was left to do but to wait for messages.</summary>
        public bool Rests { get; init; }

        /// <summary>How many deliveries were taken, of those that came, in their order. The others are as good as never delivered.</summary>
        public int Taken { get; init; }

        /// <summary>What the next activation in this process may go on from; null where this one was cut short.</summary>
        public RememberedReview? Remembered { get; init; }
    }
}
