using Amazon.Lambda.Core;

namespace CodeReview.Lambda.Lifetimes;

/// <summary>Ends the work of an invocation while there is still time to write down how far it came.</summary>
public static class InvocationDeadline
{
    /// <summary>A token that is cancelled <paramref name="margin"/> before Lambda kills the environment; at once where less is left.</summary>
    public static CancellationTokenSource CancelBeforeDeadline(this ILambdaContext context, TimeSpan margin, TimeProvider time)
    {
        var left = context.RemainingTime - margin;
        var source = new CancellationTokenSource(left > TimeSpan.Zero ? left : Timeout.InfiniteTimeSpan, time);
        if (left <= TimeSpan.Zero)
            source.Cancel();
        return source;
    }
}
