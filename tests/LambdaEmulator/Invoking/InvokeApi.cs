using System.Text.Json;
using CodeReview.LambdaEmulator.Queueing;
using CodeReview.LambdaEmulator.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CodeReview.LambdaEmulator.Invoking;

/// <summary>Lambda's Invoke over HTTP, for any AWS client.</summary>
internal sealed class InvokeApi : IAsyncDisposable
{
    private const int LargestRequest = 6 << 20;
    private readonly WebApplication _app;

    private InvokeApi(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    /// <param name="port">Where to listen on the loopback; any free port where 0.</param>
    /// <param name="settings">The functions.</param>
    /// <param name="call">Has a call made.</param>
    public static async Task<InvokeApi> StartAsync(int port, EmulatorSettings settings, Func<Call, Task<Called>> call)
    {
        var app = LocalEndpoint.Create(port);
        app.MapPost("/2015-03-31/functions/{function}/invocations", async (HttpContext context, string function) =>
        {
            var (asked, refusal) = await ReadAsync(context.Request, function, settings);
            await WriteAsync(context.Response, asked is null ? new Called(refusal) : await call(asked), asked?.WantsLog is true);
        });
        await app.StartAsync();
        return new InvokeApi(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<(Call?, Refusal?)> ReadAsync(HttpRequest request, string function, EmulatorSettings settings)
    {
        // Signatures are not checked, but a client that sends none would not get far.
        if (!request.Headers.Authorization.ToString().StartsWith("AWS4-HMAC-SHA256", StringComparison.Ordinal))
            return (null, new Refusal(403, "MissingAuthenticationTokenException", "Missing Authentication Token"));
        var called = FunctionReference.Parse(Uri.UnescapeDataString(function));
        if (request.Query["Qualifier"] is [{ Length: > 0 } qualifier])
            called = called with { Qualifier = qualifier };
        if (!settings.Functions.ContainsKey(called.Name))
            return (null, new Refusal(404, "ResourceNotFoundException", $"Function not found: {called.Arn}"));
        if (!Enum.TryParse<CallType>(request.Headers["X-Amz-Invocation-Type"].FirstOrDefault("RequestResponse"), out var type))
            return (null, new Refusal(400, "InvalidParameterValueException", "X-Amz-Invocation-Type is one of RequestResponse, Event and DryRun."));
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var limit = type is CallType.Event ? EventQueue.LargestEvent : LargestRequest;
        if (body.Length > limit)
            return (null, new Refusal(413, "RequestTooLargeException", $"Request must be smaller than {limit} bytes for the InvokeFunction operation"));
        byte[] payload = body.Length is 0 ? "{}"u8.ToArray() : body.ToArray();
        if (!IsJson(payload))
            return (null, new Refusal(400, "InvalidRequestContentException", "Could not parse request body into json."));
        return (new Call(called, type, payload, TraceHeader.Parse(request.Headers["X-Amzn-Trace-Id"]), request.Headers["X-Amz-Log-Type"] == "Tail"), null);
    }

    private static async Task WriteAsync(HttpResponse response, Called called, bool wantsLog)
    {
        response.Headers["x-amzn-RequestId"] = called.RequestId.ToString();
        if (called.Refusal is { } refusal)
        {
            response.StatusCode = refusal.Status;
            response.Headers["x-amzn-ErrorType"] = refusal.Code;
            response.ContentType = "application/json";
            await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(new { Type = refusal.Status < 500 ? "User" : "Service", refusal.Reason, refusal.Message }));
            return;
        }

        response.StatusCode = called.Status;
        response.Headers["X-Amz-Executed-Version"] = "$LATEST";
        if (called.Outcome is not { } outcome)
            return;
        if (outcome.End is InvocationEnd.Failed)
            response.Headers["X-Amz-Function-Error"] = "Unhandled";
        if (wantsLog && outcome.Log is { } log)
            response.Headers["X-Amz-Log-Result"] = Convert.ToBase64String(log);
        response.ContentType = "application/json";
        await response.Body.WriteAsync(outcome.Payload);
    }

    private static bool IsJson(byte[] payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

/// <summary>How a function is called.</summary>
internal enum CallType
{
    RequestResponse,
    Event,
    DryRun,
}

/// <summary>A call that can be made.</summary>
internal sealed record Call(FunctionReference Function, CallType Type, byte[] Payload, TraceHeader? Trace, bool WantsLog);

/// <summary>Why a call is not made.</summary>
internal sealed record Refusal(int Status, string Code, string Message, string? Reason = null);

/// <summary>What a call brought: a refusal; or a status, and an outcome where the call waited for one.</summary>
internal sealed record Called(Refusal? Refusal, int Status = 200, InvocationOutcome? Outcome = null)
{
    public Guid RequestId { get; init; } = Guid.NewGuid();
}
