using System.Net;
using System.Text.Json;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;

namespace Amazon.Lambda;

/// <summary>Reads the HTTP response of an Invoke: an answer, or why Lambda refused.</summary>
internal sealed class InvokeUnmarshaller : JsonResponseUnmarshaller
{
    public static InvokeUnmarshaller Instance { get; } = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var payload = new MemoryStream();
        input.Stream.CopyTo(payload);
        payload.Position = 0;
        return new InvokeResponse
        {
            StatusCode = (int)input.ResponseData.StatusCode,
            FunctionError = Header(input, "X-Amz-Function-Error"),
            LogResult = Header(input, "X-Amz-Log-Result"),
            ExecutedVersion = Header(input, "X-Amz-Executed-Version"),
            Payload = payload,
        };
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var refusal = Refusal.Read(input.Stream) with { Code = CodeOf(Header(input, HeaderKeys.XAmzErrorType)), StatusCode = statusCode };
        return refusal.ToException(
            innerException, Header(input, HeaderKeys.RequestIdHeader) ?? "", Header(input, "Retry-After"));
    }

    private static string? Header(UnmarshallerContext context, string name) =>
        context.ResponseData.IsHeaderPresent(name) ? context.ResponseData.GetHeaderValue(name) : null;

    // As "ResourceNotFoundException:http://…", or with a name space before a number sign.
    private static string CodeOf(string? header) => (header ?? "").Split(':')[0].Split('#')[^1];
}

/// <summary>What Lambda says when it refuses a call.</summary>
internal sealed record Refusal(string Message, string? Type, string? Reason)
{
    private const int LongestMessage = 1_000;

    public string Code { get; init; } = "";

    /// <summary>The reason, of services that name it in the body.</summary>
    public string? CodeInBody { get; init; }

    public HttpStatusCode StatusCode { get; init; }

    /// <summary>Reads the body; whatever stands between the caller and Lambda may have written it, so it need not be JSON.</summary>
    public static Refusal Read(Stream body)
    {
        using var content = new MemoryStream();
        body.CopyTo(content);
        try
        {
            using var document = JsonDocument.Parse(content.ToArray());
            var root = document.RootElement;
            return new Refusal(Text(root, "Message") ?? Text(root, "message") ?? "", Text(root, "Type"), Text(root, "Reason")) { CodeInBody = Text(root, "__type") };
        }
        catch (JsonException)
        {
            var text = System.Text.Encoding.UTF8.GetString(content.ToArray());
            return new Refusal(text[..Math.Min(text.Length, LongestMessage)], null, null);
        }
    }

    public AmazonLambdaException ToException(Exception inner, string requestId, string? retryAfter)
    {
        var message = Message is { Length: > 0 } ? Message : $"Lambda answered {(int)StatusCode}.";
        var type = StatusCode >= HttpStatusCode.InternalServerError ? ErrorType.Receiver : ErrorType.Sender;
        return Code switch
        {
            "ResourceNotFoundException" => new ResourceNotFoundException(message, inner, type, Code, requestId, StatusCode),
            "TooManyRequestsException" => new TooManyRequestsException(message, inner, type, Code, requestId, StatusCode) { Reason = Reason, RetryAfterSeconds = retryAfter },
            "RequestTooLargeException" => new RequestTooLargeException(message, inner, type, Code, requestId, StatusCode),
            "RecursiveInvocationException" => new RecursiveInvocationException(message, inner, type, Code, requestId, StatusCode),
            "InvalidRequestContentException" => new InvalidRequestContentException(message, inner, type, Code, requestId, StatusCode),
            "ServiceException" => new ServiceException(message, inner, type, Code, requestId, StatusCode),
            _ => new AmazonLambdaException(message, inner, type, Code, requestId, StatusCode),
        };
    }

    private static string? Text(JsonElement root, string name) =>
        root.ValueKind is JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
