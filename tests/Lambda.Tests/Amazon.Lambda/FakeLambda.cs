using System.Collections.Concurrent;
using Amazon.Lambda;
using Amazon.Runtime;
using CodeReview.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CodeReview.Lambda.Tests;

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
        Received.Enqueue(await Testing.Received.OfAsync(context));
        var answer = _answers.Count > 1 && _answers.TryDequeue(out var next) ? next : _answers.First();
        await answer(context);
    }
}
