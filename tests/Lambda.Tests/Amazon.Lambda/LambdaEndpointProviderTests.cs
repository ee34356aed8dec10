using Amazon;
using Amazon.Lambda;
using Amazon.Runtime.Endpoints;

namespace CodeReview.Lambda.Tests;

public sealed class LambdaEndpointProviderTests
{
    [Theory]
    [InlineData("eu-west-1", false, false, "https://lambda.eu-west-1.amazonaws.com")]
    [InlineData("us-east-1", true, false, "https://lambda-fips.us-east-1.amazonaws.com")]
    [InlineData("us-east-1", false, true, "https://lambda.us-east-1.api.aws")]
    [InlineData("cn-north-1", false, false, "https://lambda.cn-north-1.amazonaws.com.cn")]
    [InlineData("us-gov-west-1", false, false, "https://lambda.us-gov-west-1.amazonaws.com")]
    public void A_region_has_its_address(string region, bool fips, bool dualStack, string address) => Assert.Equal(
        address,
        AddressOf(new AmazonLambdaConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), UseFIPSEndpoint = fips, UseDualstackEndpoint = dualStack }));

    [Fact]
    public void A_configured_address_is_taken_as_it_is() =>
        Assert.Equal("http://127.0.0.1:9001", AddressOf(new AmazonLambdaConfig { ServiceURL = "http://127.0.0.1:9001" }).TrimEnd('/'));

    private static string AddressOf(AmazonLambdaConfig config) =>
        config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new Amazon.Lambda.Model.InvokeRequest())).URL;
}
