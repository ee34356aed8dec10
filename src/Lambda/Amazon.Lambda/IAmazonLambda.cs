using Amazon.Lambda.Model;

namespace Amazon.Lambda;

/// <summary>Calls functions. Stands in for the interface of the same name in <c>AWSSDK.Lambda</c>, of which Invoke is all that is used.</summary>
public interface IAmazonLambda : IDisposable
{
    /// <summary>
    /// Calls a function. A function that failed is an answer with <see cref="InvokeResponse.FunctionError"/> set, and no exception.
    /// <see cref="InvocationType.RequestResponse"/> is repeated only where it surely did not begin: throttled, or never connected.
    /// <see cref="InvocationType.Event"/> is repeated on other failures too, and may thus be delivered twice.
    /// </summary>
    /// <exception cref="AmazonLambdaException">The call was refused; the leaves in <c>Amazon.Lambda.Model</c> say why.</exception>
    Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default);
}
