using Akka.Actor;
using Akka.Hosting;
using CodeReview.Orchestrator.Grains;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Orchestrator.Hosting;

/// <summary>The entrance: asks for reviews and waits for their answers.</summary>
public sealed class ReviewFleet
{
    private readonly IRequiredActor<GrainDirectory> _directory;

    internal ReviewFleet(IRequiredActor<GrainDirectory> directory) => _directory = directory;

    /// <summary>
    /// Runs a review until it is done, or until it is asked to suspend. Where agents are sent tasks and the request does not wait, until
    /// nothing is left but to wait for their reports.
    /// </summary>
    /// <param name="request">What to review; with the id of an unfinished review, what is left of it.</param>
    /// <param name="suspend">Asks the review to stop at the next whole step; it can be resumed.</param>
    /// <returns>The answer, once nothing is written any more.</returns>
    public async Task<ReviewResponse> ReviewAsync(ReviewRequest request, CancellationToken suspend)
    {
        var id = request.EffectiveId;
        if (request.Problems().ToList() is { Count: > 0 } problems)
        {
            return new ReviewResponse
            {
                Status = ReviewStatus.Failed,
                ReviewId = id,
                Error = new ReviewError(ErrorKind.InvalidRequest, $"The request is not usable: {string.Join(" ", problems)}"),
            };
        }

        var command = new ReviewCommand.Request(id, request with { ReviewId = null, Wait = false });
        return (await TellAsync(id, command, request.Wait, suspend).ConfigureAwait(false)).Response;
    }

    /// <summary>Has a review that exists carry a command out, and answers when the activation that this takes has ended.</summary>
    public Task<Delivered> TellAsync(ReviewId id, ReviewCommand command, CancellationToken suspend) => TellAsync(id, command, attached: false, suspend);

    private async Task<Delivered> TellAsync(ReviewId id, ReviewCommand command, bool attached, CancellationToken suspend)
    {
        var directory = await _directory.GetAsync(CancellationToken.None).ConfigureAwait(false);
        var answer = directory.Ask<Delivered>(new GrainDirectory.Deliver(id, command, attached), Timeout.InfiniteTimeSpan, CancellationToken.None);
        await using var registration = suspend.Register(() => directory.Tell(new GrainDirectory.SuspendReview(id))).ConfigureAwait(false);
        return await answer.ConfigureAwait(false);
    }
}
