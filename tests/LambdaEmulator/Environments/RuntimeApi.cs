using System.Globalization;
using System.Text.Json;
using CodeReview.LambdaEmulator.Invoking;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CodeReview.LambdaEmulator.Environments;

/// <summary>The interfaces of one environment: the Runtime API, and of the Extensions API what an internal extension without events uses.</summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    public const int LargestAnswer = (6 << 20) + 100;
    private readonly WebApplication _app;
    private readonly Lock _turning = new();
    private TaskCompletionSource _ready = Awaited();
    private TaskCompletionSource<Turn> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Turn? _current;

    private RuntimeApi(WebApplication app) => _app = app;

    public string Endpoint => new Uri(_app.Urls.First()).Authority;

    /// <summary>Whether an extension registered: then the process is asked to end before it is killed.</summary>
    public bool HasExtension { get; private set; }

    /// <summary>Completes when the runtime waits for an event.</summary>
    public Task Ready
    {
        get
        {
            lock (_turning)
                return _ready.Task;
        }
    }

    /// <summary>Completes with what the runtime said when it could not be initialized.</summary>
    public TaskCompletionSource<byte[]> InitializationError { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<RuntimeApi> StartAsync()
    {
        var app = LocalEndpoint.Create(port: 0);
        var api = new RuntimeApi(app);
        api.Map(app);
        await app.StartAsync();
        return api;
    }

    /// <summary>Hands an event to the runtime, which waits for one.</summary>
    /// <returns>The runtime's answer, when it comes.</returns>
    public Task<InvocationOutcome> HandOver(Invocation invocation, DateTimeOffset deadline)
    {
        lock (_turning)
        {
            _ready = Awaited();
            var turn = new Turn(invocation, deadline);
            _current = turn;
            _turn.SetResult(turn);
            return turn.Answer.Task;
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static TaskCompletionSource Awaited() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Map(WebApplication app)
    {
        var runtime = app.MapGroup("/2018-06-01/runtime");
        runtime.MapGet("invocation/next", NextAsync);
        runtime.MapPost("invocation/{id}/response", (HttpContext context, string id) => AnswerAsync(context, id, InvocationEnd.Answered));
        runtime.MapPost("invocation/{id}/error", (HttpContext context, string id) => AnswerAsync(context, id, InvocationEnd.Failed));
        runtime.MapPost("init/error", async context =>
        {
            var error = new MemoryStream();
            await context.Request.Body.CopyToAsync(error);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            InitializationError.TrySetResult(error.ToArray());
        });
        var extension = app.MapGroup("/2020-01-01/extension");
        extension.MapPost("register", RegisterAsync);
        extension.MapGet("event/next", ParkAsync);
    }

    private async Task NextAsync(HttpContext context)
    {
        Task<Turn> next;
        lock (_turning)
        {
            if (_turn.Task.IsCompleted)
                _turn = new TaskCompletionSource<Turn>(TaskCreationOptions.RunContinuationsAsynchronously);
            next = _turn.Task;
            _ready.TrySetResult();
        }

        var (invocation, deadline) = await next.WaitAsync(context.RequestAborted);
        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId.ToString();
        headers["Lambda-Runtime-Deadline-Ms"] = deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = invocation.Called.Arn;
        headers["Lambda-Runtime-Trace-Id"] = invocation.Trace.Through(invocation.Function).ToString();
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = invocation.Payload.Length;
        await context.Response.Body.WriteAsync(invocation.Payload);
    }

    private async Task AnswerAsync(HttpContext context, string id, InvocationEnd end)
    {
        var turn = _current;
        if (turn is null || turn.Invocation.RequestId.ToString() != id)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "InvalidRequestID", "Invalid request ID");
            return;
        }

        if (turn.Answer.Task.IsCompleted)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "InvalidStateTransition", "The invocation has been answered.");
            return;
        }

        if (await BodyAsync(context.Request) is not { } body)
        {
            turn.Answer.TrySetResult(InvocationOutcome.Failure(turn.Invocation.RequestId, "Function.ResponseSizeTooLarge", "Response payload size exceeded maximum allowed payload size (6291556 bytes)."));
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "RequestEntityTooLarge", $"Exceeded maximum allowed payload size ({LargestAnswer} bytes).");
            return;
        }

        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.WriteAsJsonAsync(new { status = "OK" });
        turn.Answer.TrySetResult(new InvocationOutcome(end, body));
    }

    private async Task RegisterAsync(HttpContext context)
    {
        using var asked = await JsonDocument.ParseAsync(context.Request.Body);
        if (asked.RootElement.TryGetProperty("events", out var events) && events.GetArrayLength() > 0)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "ShutdownEventNotSupportedForInternalExtension", "This emulator sends extensions no events.");
            return;
        }

        HasExtension = true;
        context.Response.Headers["Lambda-Extension-Identifier"] = Guid.NewGuid().ToString();
        await context.Response.WriteAsJsonAsync(new { functionVersion = "$LATEST", handler = "bootstrap" });
    }

    // Of no events none is ever sent: the call ends with the process.
    private static async Task ParkAsync(HttpContext context)
    {
        var gone = Awaited();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    private static async Task<byte[]?> BodyAsync(HttpRequest request)
    {
        var body = new MemoryStream();
        var part = new byte[64 << 10];
        while (await request.Body.ReadAsync(part) is > 0 and var read)
        {
            if (body.Length <= LargestAnswer)
                body.Write(part, 0, read);
        }

        return body.Length <= LargestAnswer ? body.ToArray() : null;
    }

    private static Task RefuseAsync(HttpContext context, int status, string errorType, string errorMessage)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { errorMessage, errorType });
    }

    private sealed record Turn(Invocation Invocation, DateTimeOffset Deadline)
    {
        public TaskCompletionSource<InvocationOutcome> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Deconstruct(out Invocation invocation, out DateTimeOffset deadline) => (invocation, deadline) = (Invocation, Deadline);
    }
}
