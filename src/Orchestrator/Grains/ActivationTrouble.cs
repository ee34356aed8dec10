using Akka.Pattern;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Orchestrator.Grains;

/// <summary>What cut an activation short, in words for whoever asked.</summary>
/// <param name="Error">What was wrong, and what to do.</param>
/// <param name="IsTakenOver">Whether nothing was wrong but that another process took over.</param>
internal sealed record ActivationTrouble(ReviewError Error, bool IsTakenOver)
{
    /// <summary>Of what the journal, the snapshots or the recovery threw.</summary>
    public static ActivationTrouble Of(Exception cause, ReviewId id)
    {
        var root = cause is AggregateException aggregate ? aggregate.GetBaseException() : cause;
        var error = root switch
        {
            ReviewException e => new ReviewError(e.Kind, e.Message),
            IOException or UnauthorizedAccessException or OpenCircuitException =>
                new ReviewError(ErrorKind.Environment, $"The journal of review '{id}' cannot be read or written: {Shown.Sentence(root.Message)} Check free space and permissions there, then run the same command again."),
            NotSupportedException e => new ReviewError(ErrorKind.Environment, e.Message),
            _ => new ReviewError(ErrorKind.Internal, $"{root.GetType().Name}: {root.Message}"),
        };
        return new ActivationTrouble(error, root is StaleActivationException);
    }
}
