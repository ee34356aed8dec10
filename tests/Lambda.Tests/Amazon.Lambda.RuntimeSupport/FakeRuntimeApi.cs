using System.Buffers;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using CodeReview.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CodeReview.Lambda.Tests.RuntimeSupport;

/// <summary>What a process posted to the Runtime API.</summary>
internal sealed record Posted(string Call, string Body, string? ContentType, string? ErrorType);

/// <summary>Lambda's side of the Runtime API: hands out events, and keeps what is posted.</summary>
internal sealed class FakeRuntimeApi : IAsyncDisposable
{
    private const string Prefix = "/2018-06-01/runtime/";
    private readonly Channel<Action<HttpResponse>> _events = Channel.CreateUnbounded<Action<HttpResponse>>();
    private readonly Channel<Posted> _posted = Channel.CreateUnbounded<Posted>();
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? _app;

    /// <summary>Host and port.</summary>
    public string Endpoint => new Uri(_app!.Urls.First()).Authority;

    /// <summary>What is answered to a post.</summary>
    public Func<Posted, int> Answer { get; set; } = _ => StatusCodes.Status202Accepted;

    /// <summary>Completes when a process waits for an event and there is none.</summary>
    public Task Waiting => _waiting.Task;

    public static async Task<FakeRuntimeApi> StartAsync()
    {
        var fake = new FakeRuntimeApi();
        fake._app = await LoopbackServer.StartAsync(fake.ServeAsync);
        return fake;
    }

    public void Enqueue(string requestId, string json, DateTimeOffset? deadline = null, params (string Name, string Value)[] headers) => Enqueue(response =>
    {
        response.Headers["Lambda-Runtime-Aws-Request-Id"] = requestId;
        response.Headers["Lambda-Runtime-Deadline-Ms"] = (deadline ?? DateTimeOffset.MaxValue).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in headers)
            response.Headers[name] = value;
        Write(response, json);
    });

    public void EnqueueRefusal(int status, string body) => Enqueue(response =>
    {
        response.StatusCode = status;
        Write(response, body);
    });

    public void EnqueueNamelessEvent() => Enqueue(response => Write(response, "{}"));

    public LambdaBootstrapBuilder Builder(Func<Stream, ILambdaContext, Task<Stream>> handler) =>
        LambdaBootstrapBuilder.Create(handler).ConfigureOptions(options => options.RuntimeApiEndpoint = Endpoint);

    /// <summary>Has a handler serve until so many posts were made.</summary>
    public async Task<IReadOnlyList<Posted>> ServeAsync(Func<Stream, ILambdaContext, Task<Stream>> handler, int posts)
    {
        using var stop = new CancellationTokenSource();
        using var bootstrap = Builder(handler).Build();
        var running = bootstrap.RunAsync(stop.Token);
        var posted = new List<Posted>();
        while (posted.Count < posts)
            posted.Add(await PostedAsync());
        await stop.CancelAsync();
        await running;
        return posted;
    }

    public async Task<Posted> PostedAsync() => await _posted.Reader.ReadAsync();

    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();

    private static void Write(HttpResponse response, string text) => response.BodyWriter.Write(Encoding.UTF8.GetBytes(text));

    private void Enqueue(Action<HttpResponse> answer) => _events.Writer.TryWrite(answer);

    private async Task ServeAsync(HttpContext context)
    {
        var call = context.Request.Path.Value![Prefix.Length..];
        if (call is "invocation/next")
        {
            if (!_events.Reader.TryPeek(out _))
                _waiting.TrySetResult();
            (await _events.Reader.ReadAsync(context.RequestAborted))(context.Response);
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var posted = new Posted(call, await reader.ReadToEndAsync(), context.Request.ContentType, context.Request.Headers["Lambda-Runtime-Function-Error-Type"]);
        context.Response.StatusCode = Answer(posted);
        await context.Response.CompleteAsync();
        await _posted.Writer.WriteAsync(posted);
    }
}
