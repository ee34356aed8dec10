using Amazon;
using Amazon.Runtime;
using CodeReview.Lambda.Secrets;
using CodeReview.Testing;
using static CodeReview.Lambda.Tests.FakeLambda;

namespace CodeReview.Lambda.Tests.Secrets;

[Collection(EnvironmentCollection.Name)]
public sealed class SecretReaderTests
{
    private const string Arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:git-Ab1";

    [Theory]
    [InlineData("""{"ARN":"x","SecretString":"ghp_value"}""", "ghp_value")]
    [InlineData("""{"SecretString":"{\"user\":\"me\",\"token\":\"ghp_value\"}"}""", "ghp_value")]
    [InlineData("""{"SecretString":"{not json"}""", "{not json")]
    [InlineData("""{"SecretBinary":"AAAA"}""", "")]
    public async Task A_secret_is_asked_for_by_its_arn_and_may_be_a_token_in_an_object(string answer, string token)
    {
        await using var service = await StartAsync(Answer(200, answer));
        using var reader = Reader(service);

        Assert.Equal(token, await reader.ReadAsync(Arn, default));

        var request = Assert.Single(service.Received);
        Assert.Equal(("POST", "/", $$"""{"SecretId":"{{Arn}}"}"""), (request.Method, request.Target, request.Text));
        Assert.Equal("secretsmanager.GetSecretValue", request.Headers["x-amz-target"]);
        var (expected, found) = SignatureV4.Of(request, SecretKey);
        Assert.Equal(expected, found);
        Assert.Contains("/eu-west-1/secretsmanager/aws4_request", request.Headers["authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_says_why()
    {
        await using var service = await StartAsync(Answer(400, """{"__type":"com.amazonaws#AccessDeniedException","Message":"no GetSecretValue"}"""));
        using var reader = Reader(service);

        var refused = await Assert.ThrowsAsync<AmazonServiceException>(() => reader.ReadAsync(Arn, default));

        Assert.Equal(("AccessDeniedException", "no GetSecretValue"), (refused.ErrorCode, refused.Message));
    }

    private static SecretReader Reader(FakeLambda service) => new(new BasicAWSCredentials(AccessKey, SecretKey), service.Url, RegionEndpoint.EUWest1);
}
