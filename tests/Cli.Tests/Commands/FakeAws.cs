using System.Collections.Concurrent;
using System.Text.Json;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CodeReview.Cli.Tests.Commands;

/// <summary>Lambda's Invoke, answering from a script whose last answer stays, and a bucket; on ports of the loopback.</summary>
internal sealed class FakeAws : IAsyncDisposable
{
    private readonly ConcurrentQueue<RequestDelegate> _answers;
    private readonly FakeBucket _bucket = new();
    private WebApplication? _app;

    private FakeAws(IEnumerable<RequestDelegate> answers) => _answers = new ConcurrentQueue<RequestDelegate>(answers);

    /// <summary>What the function was called with.</summary>
    public ConcurrentQueue<Received> Invoked { get; } = new();

    /// <summary>The objects by bucket and key.</summary>
    public ConcurrentDictionary<string, byte[]> Objects => _bucket.Objects;

    /// <summary>What a user's shell would hold.</summary>
    public Dictionary<string, string> Variables => new(_bucket.Variables) { ["AWS_ENDPOINT_URL_LAMBDA"] = _app!.Urls.First() };

    public static async Task<FakeAws> StartAsync(params RequestDelegate[] answers)
    {
        var aws = new FakeAws(answers);
        aws._app = await LoopbackServer.StartAsync(aws.ServeAsync);
        await aws._bucket.StartAsync();
        return aws;
    }

    public static RequestDelegate Answer(ReviewResponse answer) => context => context.Response.WriteAsync(JsonSerializer.Serialize(answer, ProtocolJson.Line.ReviewResponse));

    public static RequestDelegate Refusal(int status, string code) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers["x-amzn-ErrorType"] = code;
        return context.Response.WriteAsync($$"""{"Message": "{{code}}, it says"}""");
    };

    public async ValueTask DisposeAsync()
    {
        await _bucket.DisposeAsync();
        await _app!.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        Invoked.Enqueue(await Received.OfAsync(context));
        var answer = _answers.Count > 1 && _answers.TryDequeue(out var next) ? next : _answers.First();
        await answer(context);
    }
}
