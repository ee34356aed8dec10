using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.Lambda;

/// <summary>
/// Where and how functions are called. Region, endpoint (<c>AWS_ENDPOINT_URL_LAMBDA</c>, <c>AWS_ENDPOINT_URL</c>, profile), retry mode and
/// count come from the environment as for every AWS client.
/// </summary>
public sealed class AmazonLambdaConfig : ClientConfig
{
    /// <summary>Longer than the longest invocation. The client's own default of 100 s would cut a call off whose function goes on.</summary>
    private static readonly TimeSpan LongerThanAnyInvocation = TimeSpan.FromSeconds(905);

    public AmazonLambdaConfig()
        : base(new DefaultConfigurationProvider(Enum.GetValues<DefaultConfigurationMode>().Select(DefaultsOf)))
    {
        ServiceId = "Lambda";
        AuthenticationServiceName = "lambda";
        EndpointProvider = new LambdaEndpointProvider();
        HttpClientFactory = new KeepAliveClientFactory();
        Timeout = LongerThanAnyInvocation;
    }

    public override string RegionEndpointServiceName => "lambda";

    public override string ServiceVersion => "2015-03-31";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => new LambdaEndpointProvider()
        .ResolveEndpoint(LambdaEndpointResolver.Parameters(this, parameters.AlternateEndpoint));

    public override string UserAgent => "codereview-lambda/0.1";

    // Time-outs of connections are this client's own; whatever mode the environment names, the rest is the standard's.
    private static IDefaultConfiguration DefaultsOf(DefaultConfigurationMode mode) => new DefaultConfiguration
    {
        Name = mode,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
    };
}
