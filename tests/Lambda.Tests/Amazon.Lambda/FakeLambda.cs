using System.Collections.Concurrent;
using System.Text;
using Amazon.Lambda;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CodeReview.Lambda.Tests;

/// <summary>A request as it came over the wire.</summary>
internal sealed record Received(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>Lambda's Invoke, answering from a script; the last answer stays.</summary>
internal sealed class FakeLambda : IAsyncDisposable
{
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private readonly ConcurrentQueue<RequestDelegate> _answers;
    private WebApplication? _app;

    private FakeLambda(IEnumerable<RequestDelegate> answers) => _answers = new ConcurrentQueue<RequestDelegate>(answers);

    public ConcurrentQueue<Received> Received { get; } = new();

    public string Url => _app!.Urls.First();

    public static async Task<FakeLambda> StartAsync(params RequestDelegate[] answers)
    {
        var fake = new FakeLambda(answers);
        fake._app = await LoopbackServer.StartAsync(fake.ServeAsync);
        return fake;
    }

    public static RequestDelegate Answer(int status, string body, params (string Name, string Value)[] headers) => context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        return status is StatusCodes.Status204NoContent ? Task.CompletedTask : context.Response.WriteAsync(body);
    };

    public static RequestDelegate Refusal(int status, string code, string body) =>
        Answer(status, body, ("x-amzn-ErrorType", $"{code}:http://internal.amazon.com/coral/com.amazonaws.awsgirapi/"), ("x-amzn-RequestId", "request-1"));

    /// <summary>Answers nothing until the caller goes away.</summary>
    public static async Task NeverAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    public static Task CutAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    public AmazonLambdaClient Client(Action<AmazonLambdaConfig>? configure = null) => Client(Url, configure);

    public static AmazonLambdaClient Client(string url, Action<AmazonLambdaConfig>? configure = null)
    {
        var config = new AmazonLambdaConfig { ServiceURL = url, AuthenticationRegion = "eu-west-1", MaxErrorRetry = 2 };
        configure?.Invoke(config);
        return new AmazonLambdaClient(new BasicAWSCredentials(AccessKey, SecretKey), config);
    }

    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Received.Enqueue(new Received(
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value.ToArray())),
            body.ToArray()));
        var answer = _answers.Count > 1 && _answers.TryDequeue(out var next) ? next : _answers.First();
        await answer(context);
    }
}
