using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Util;

namespace Amazon.Lambda;

/// <summary>Lambda's address in a region, or that of a service whose addresses are made the same way; or the one that was configured.</summary>
internal sealed class LambdaEndpointProvider(string service = "lambda") : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters[LambdaEndpointResolver.Address] is string { Length: > 0 } configured)
            return new Endpoint(configured);
        var region = (string)parameters[LambdaEndpointResolver.Region];
        var (fips, dualStack) = ((bool)parameters[LambdaEndpointResolver.Fips], (bool)parameters[LambdaEndpointResolver.DualStack]);
        var partition = Fn.Partition(region);
        var suffix = (string)partition[dualStack ? "dualStackDnsSuffix" : "dnsSuffix"];
        return new Endpoint($"https://{service}{(fips ? "-fips" : "")}.{region}.{suffix}");
    }
}

/// <summary>Reads from the configuration what the address is made of.</summary>
internal sealed class LambdaEndpointResolver : BaseEndpointResolver
{
    public const string Address = "Endpoint";
    public const string Region = "Region";
    public const string Fips = "UseFIPS";
    public const string DualStack = "UseDualStack";

    public static EndpointParameters Parameters(IClientConfig config, RegionEndpoint? alternate)
    {
        // The region first: where it has to be looked for, the look makes the configuration forget an address that was read before.
        var region = (alternate ?? config.RegionEndpoint)?.SystemName;
        var address = config.ServiceURL;
        return new EndpointParameters
        {
            [Region] = region ?? config.AuthenticationRegion ?? AWSSDKUtils.DetermineRegion(address ?? ""),
            [Address] = address,
            [Fips] = config.UseFIPSEndpoint,
            [DualStack] = config.UseDualstackEndpoint,
        };
    }

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        Parameters(requestContext.ClientConfig, requestContext.Request.AlternateEndpoint);

    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
        InjectHostPrefix(executionContext.RequestContext);
}
