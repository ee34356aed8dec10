using System.Net;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Lambda;

/// <summary>
/// What may be repeated. A call that waits for its function is repeated only where the function surely was not begun, since a second
/// run costs what the first did:
/// <list type="table">
/// <item><term>429</term><description>repeated: Lambda ran nothing.</description></item>
/// <item><term>no connection, no name</term><description>repeated: nobody was asked.</description></item>
/// <item><term>5xx, cut off, too slow</term><description>not repeated: it may be running.</description></item>
/// </list>
/// A queued event follows the SDK's standard policy: Lambda itself may deliver an event twice, and its receivers bear that.
/// </summary>
internal sealed class InvokeRetryPolicy(IClientConfig config) : StandardRetryPolicy(config)
{
    public override bool RetryForException(IExecutionContext executionContext, Exception exception) =>
        MayRepeat(executionContext, exception) && base.RetryForException(executionContext, exception);

    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) =>
        MayRepeat(executionContext, exception) && await base.RetryForExceptionAsync(executionContext, exception).ConfigureAwait(false);

    // The SDK takes a connection that breaks for one that had gone stale, and sends the same call anew up to ten times, unasked.
    public override bool IsStaleConnectionError(Exception exception) => false;

    private static bool MayRepeat(IExecutionContext context, Exception exception) =>
        context.RequestContext.OriginalRequest is not InvokeRequest invoke
        || invoke.InvocationType == InvocationType.Event
        || invoke.InvocationType == InvocationType.DryRun
        || exception is AmazonServiceException { StatusCode: HttpStatusCode.TooManyRequests }
        || IsNotConnected(exception);

    private static bool IsNotConnected(Exception? exception) => exception is not null && (
        exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError }
        || IsNotConnected(exception.InnerException));
}
