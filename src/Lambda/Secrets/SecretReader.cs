using System.Net;
using System.Text.Json;
using Amazon;
using Amazon.Lambda;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;

namespace CodeReview.Lambda.Secrets;

/// <summary>Reads secrets of AWS Secrets Manager: the one call of it that is needed, through the SDK's own pipeline.</summary>
public sealed class SecretReader : AmazonServiceClient
{
    public SecretReader()
        : base(new SecretsConfig())
    {
    }

    internal SecretReader(AWSCredentials credentials, string address, RegionEndpoint region)
        : base(credentials, new SecretsConfig { ServiceURL = address, AuthenticationRegion = region.SystemName })
    {
    }

    /// <summary>The text of a secret; of one that is a JSON object with a member <c>token</c>, that member.</summary>
    /// <exception cref="AmazonServiceException">It may not be read, or is not there. The message holds nothing of it.</exception>
    public async Task<string> ReadAsync(string arn, CancellationToken cancellationToken)
    {
        var options = new InvokeOptions { RequestMarshaller = GetSecretValue.Instance, ResponseUnmarshaller = SecretValueUnmarshaller.Instance };
        return (await InvokeAsync<SecretValue>(new SecretRequest(arn), options, cancellationToken).ConfigureAwait(false)).Text;
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.AddHandlerAfter<Marshaller>(new LambdaEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureV4());
    }

    private sealed class SignatureV4 : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }

    private sealed class SecretsConfig : ClientConfig
    {
        public SecretsConfig()
            : base(new DefaultConfigurationProvider([new DefaultConfiguration { Name = DefaultConfigurationMode.Standard, RetryMode = RequestRetryMode.Standard }]))
        {
            ServiceId = "Secrets Manager";
            AuthenticationServiceName = "secretsmanager";
            EndpointProvider = new LambdaEndpointProvider("secretsmanager");
            Timeout = TimeSpan.FromSeconds(30);
        }

        public override string RegionEndpointServiceName => "secretsmanager";

        public override string ServiceVersion => "2017-10-17";

        public override string UserAgent => "codereview-secrets/0.1";

        public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
            EndpointProvider.ResolveEndpoint(LambdaEndpointResolver.Parameters(this, parameters.AlternateEndpoint));
    }

    private sealed class SecretRequest(string arn) : AmazonWebServiceRequest
    {
        public string Arn => arn;
    }

    private sealed class SecretValue : AmazonWebServiceResponse
    {
        public string Text { get; init; } = "";
    }

    private sealed class GetSecretValue : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public static GetSecretValue Instance { get; } = new();

        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var request = new DefaultRequest(input, "Amazon.SecretsManager")
            {
                HttpMethod = "POST",
                ResourcePath = "/",
                Content = [.. "{\"SecretId\":\""u8, .. JsonEncodedText.Encode(((SecretRequest)input).Arn).EncodedUtf8Bytes, .. "\"}"u8],
            };
            request.Headers["X-Amz-Target"] = "secretsmanager.GetSecretValue";
            request.Headers[HeaderKeys.ContentTypeHeader] = "application/x-amz-json-1.1";
            return request;
        }
    }

    private sealed class SecretValueUnmarshaller : JsonResponseUnmarshaller
    {
        public static SecretValueUnmarshaller Instance { get; } = new();

        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
        {
            using var answer = JsonDocument.Parse(input.Stream);
            var text = answer.RootElement.TryGetProperty("SecretString", out var secret) ? secret.GetString() ?? "" : "";
            return new SecretValue { Text = TokenIn(text) ?? text };
        }

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            var refusal = Refusal.Read(input.Stream);
            var code = refusal.CodeInBody?.Split('#')[^1] ?? "";
            var message = refusal.Message is { Length: > 0 } said ? said : $"Secrets Manager answered {(int)statusCode}.";
            return new AmazonServiceException(message, innerException, ErrorType.Unknown, code, "", statusCode);
        }

        private static string? TokenIn(string text)
        {
            if (!text.StartsWith('{'))
                return null;
            try
            {
                using var value = JsonDocument.Parse(text);
                return value.RootElement.TryGetProperty("token", out var token) ? token.GetString() : null;
            }
            catch (JsonException)
            {
                return null; // A token that begins so is no JSON, and is taken as it is.
            }
        }
    }
}
