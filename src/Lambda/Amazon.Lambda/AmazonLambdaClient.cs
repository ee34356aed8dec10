using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace Amazon.Lambda;

/// <summary>
/// Calls functions through the AWS SDK's own pipeline: credentials, signing, endpoints, clock skew, telemetry and the trace header that
/// Lambda's loop detection counts by are the SDK's; the shape of the call and what is repeated are ours.
/// </summary>
public sealed class AmazonLambdaClient : AmazonServiceClient, IAmazonLambda
{
    public AmazonLambdaClient(AmazonLambdaConfig config)
        : base(config)
    {
    }

    public AmazonLambdaClient(AWSCredentials credentials, AmazonLambdaConfig config)
        : base(credentials, config)
    {
    }

    public Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<InvokeResponse>(
            request,
            new InvokeOptions { RequestMarshaller = InvokeMarshaller.Instance, ResponseUnmarshaller = InvokeUnmarshaller.Instance },
            cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.AddHandlerAfter<Marshaller>(new LambdaEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureV4());
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new InvokeRetryPolicy(Config)));
    }

    private sealed class SignatureV4 : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }
}
