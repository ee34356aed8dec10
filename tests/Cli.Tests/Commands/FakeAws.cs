using System.Collections.Concurrent;
using System.Text.Json;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CodeReview.Cli.Tests.Commands;

/// <summary>Lambda's Invoke, answering from a script whose last answer stays, and a bucket; on a port of the loopback.</summary>
internal sealed class FakeAws : IAsyncDisposable
{
    private readonly ConcurrentQueue<RequestDelegate> _answers;
    private WebApplication? _app;

    private FakeAws(IEnumerable<RequestDelegate> answers) => _answers = new ConcurrentQueue<RequestDelegate>(answers);

    /// <summary>What the function was called with.</summary>
    public ConcurrentQueue<Received> Invoked { get; } = new();

    /// <summary>The objects by bucket and key.</summary>
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    /// <summary>What a user's shell would hold.</summary>
    public Dictionary<string, string> Variables => new()
    {
        ["AWS_ENDPOINT_URL_LAMBDA"] = _app!.Urls.First(),
        ["AWS_ENDPOINT_URL_S3"] = _app!.Urls.First(),
        ["AWS_REGION"] = "eu-west-1",
        ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "example",
        ["AWS_MAX_ATTEMPTS"] = "1",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    public static async Task<FakeAws> StartAsync(params RequestDelegate[] answers)
    {
        var aws = new FakeAws(answers);
        aws._app = await LoopbackServer.StartAsync(aws.ServeAsync);
        return aws;
    }

    public static RequestDelegate Answer(ReviewResponse answer) => context => context.Response.WriteAsync(JsonSerializer.Serialize(answer, ProtocolJson.Line.ReviewResponse));

    public static RequestDelegate Refusal(int status, string code) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers["x-amzn-ErrorType"] = code;
        return context.Response.WriteAsync($$"""{"Message": "{{code}}, it says"}""");
    };

    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        if (context.Request.Method is "GET")
        {
            await ServeObjectAsync(context);
            return;
        }

        Invoked.Enqueue(await Received.OfAsync(context));
        var answer = _answers.Count > 1 && _answers.TryDequeue(out var next) ? next : _answers.First();
        await answer(context);
    }

    private async Task ServeObjectAsync(HttpContext context)
    {
        if (Objects.TryGetValue(context.Request.Path.Value!.TrimStart('/'), out var content))
        {
            await context.Response.Body.WriteAsync(content);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync("<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>");
    }
}
