using System.Collections.Concurrent;
using Amazon.Lambda;
using Amazon.Lambda.Model;

namespace CodeReview.Orchestrator.Tests.Functions;

/// <summary>Lambda's Invoke, which accepts everything and runs nothing: the test delivers.</summary>
internal sealed class FakeLambda : IAmazonLambda
{
    /// <summary>What was queued, and not taken from here yet.</summary>
    public ConcurrentQueue<(string Function, string Payload)> Events { get; } = new();

    /// <summary>Called before a call is accepted; may throw.</summary>
    public Action<InvokeRequest> BeforeCall { get; set; } = _ => { };

    /// <summary>What a call that is waited for brings.</summary>
    public InvokeResponse? Answer { get; set; }

    public Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default)
    {
        BeforeCall(request);
        if (request.InvocationType == InvocationType.Event)
            Events.Enqueue((request.FunctionName!, request.Payload!));
        return Task.FromResult(Answer ?? new InvokeResponse { StatusCode = 202 });
    }

    public void Dispose() => Answer?.Dispose();
}
