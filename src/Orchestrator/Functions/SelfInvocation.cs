using Amazon.Lambda;
using Amazon.Lambda.Model;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Orchestrator.Functions;

/// <summary>Has the orchestrator function go on with a review in another invocation, by a queued event to itself.</summary>
internal sealed class SelfInvocation(IAmazonLambda lambda)
{
    /// <param name="function">The orchestrator, as its caller named it: with the same version or alias.</param>
    /// <param name="id">The review.</param>
    /// <param name="cancelled">Ends the attempt.</param>
    public async Task ContinueAsync(string function, ReviewId id, CancellationToken cancelled)
    {
        // An id holds nothing that JSON would escape.
        var request = new InvokeRequest { FunctionName = function, InvocationType = InvocationType.Event, Payload = $$"""{"command":"continue","review_id":"{{id.Value}}"}""" };
        using var accepted = await lambda.InvokeAsync(request, cancelled).ConfigureAwait(false);
    }
}
