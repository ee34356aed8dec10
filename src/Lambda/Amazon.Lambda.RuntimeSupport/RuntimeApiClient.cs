using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An event that was received, and its context.</summary>
internal sealed record Invocation(Stream Event, ILambdaContext Context);

/// <summary>Lambda's Runtime API, version 2018-06-01, one member a call.</summary>
internal sealed class RuntimeApiClient(Uri api, HttpClient client, TimeProvider time) : IDisposable
{
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";
    private static readonly MediaTypeHeaderValue ErrorMediaType = new("application/vnd.aws.lambda.error+json");

    public static RuntimeApiClient Create(string? endpoint, HttpClient? client)
    {
        client ??= new HttpClient(new SocketsHttpHandler
        {
            // The interface is on this machine, and the process sleeps between two calls for as long as nobody needs it.
            UseProxy = false,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        });
        client.Timeout = Timeout.InfiniteTimeSpan;
        return new RuntimeApiClient(RuntimeVariables.Api(endpoint), client, TimeProvider.System);
    }

    /// <summary>Waits for the next event.</summary>
    /// <exception cref="RuntimeApiException">Lambda refused: the process has to end.</exception>
    public async Task<Invocation> NextAsync(ILambdaLogger logger, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(new Uri(api, "invocation/next"), cancellationToken).ConfigureAwait(false);
        await RefusedAsync(response, "invocation/next", HttpStatusCode.OK).ConfigureAwait(false);
        var content = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new Invocation(new MemoryStream(content, writable: false), ContextOf(response.Headers, logger));
    }

    /// <summary>Answers an event.</summary>
    /// <returns>False where the answer is too large: Lambda has told the caller already, and no error may be posted behind it.</returns>
    /// <exception cref="RuntimeApiException">Lambda refused: the process has to end.</exception>
    public async Task<bool> SendResponseAsync(string requestId, Stream answer)
    {
        var call = $"invocation/{requestId}/response";
        using var content = new StreamContent(answer);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.PostAsync(new Uri(api, call), content).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.RequestEntityTooLarge)
            return false;
        await RefusedAsync(response, call, HttpStatusCode.Accepted).ConfigureAwait(false);
        return true;
    }

    public Task ReportInvocationErrorAsync(string requestId, Exception exception) => ReportAsync($"invocation/{requestId}/error", exception);

    public Task ReportInitializationErrorAsync(Exception exception) => ReportAsync("init/error", exception);

    public void Dispose() => client.Dispose();

    private async Task ReportAsync(string call, Exception exception)
    {
        var error = FunctionError.Of(exception);
        using var content = new ByteArrayContent(error.ToJson());
        content.Headers.ContentType = ErrorMediaType;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(api, call)) { Content = content };
        request.Headers.Add(ErrorTypeHeader, $"Function.{error.ErrorType}");
        using var response = await client.SendAsync(request).ConfigureAwait(false);
        await RefusedAsync(response, call, HttpStatusCode.Accepted).ConfigureAwait(false);
    }

    private LambdaContext ContextOf(HttpResponseHeaders headers, ILambdaLogger logger) => new(time, logger)
    {
        AwsRequestId = Value(headers, "Lambda-Runtime-Aws-Request-Id") ?? throw new RuntimeApiException("invocation/next", HttpStatusCode.OK, "an event without a request id"),
        Deadline = long.TryParse(Value(headers, "Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new RuntimeApiException("invocation/next", HttpStatusCode.OK, "an event without a deadline"),
        InvokedFunctionArn = Value(headers, "Lambda-Runtime-Invoked-Function-Arn") ?? "",
        TraceId = Value(headers, "Lambda-Runtime-Trace-Id") ?? "",
    };

    private static string? Value(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.First() : null;

    private static async Task RefusedAsync(HttpResponseMessage response, string call, HttpStatusCode expected)
    {
        if (response.StatusCode != expected)
            throw new RuntimeApiException(call, response.StatusCode, await response.Content.ReadAsStringAsync().ConfigureAwait(false));
    }
}

/// <summary>The Runtime API refused a call. The environment is of no more use: let the process end, and Lambda starts another.</summary>
public sealed class RuntimeApiException(string call, HttpStatusCode status, string said)
    : Exception($"The Runtime API answered {(int)status} to {call}: {said}")
{
    public HttpStatusCode StatusCode => status;
}
