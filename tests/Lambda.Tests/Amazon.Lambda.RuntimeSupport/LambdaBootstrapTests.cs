using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Microsoft.AspNetCore.Http;

namespace CodeReview.Lambda.Tests.RuntimeSupport;

[Collection(EnvironmentCollection.Name)]
public sealed class LambdaBootstrapTests : IAsyncLifetime
{
    private FakeRuntimeApi _api = null!;

    public async Task InitializeAsync() => _api = await FakeRuntimeApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Events_are_answered_one_after_the_other_by_what_the_handler_returns()
    {
        _api.Enqueue("r-1", """{"name":"Žofie"}""");
        _api.Enqueue("r-2", """{"name":"two"}""");

        var posted = await _api.ServeAsync(EchoAsync, posts: 2);

        Assert.Equal(
            [
                new Posted("invocation/r-1/response", """{"name":"Žofie"}""", "application/json", null),
                new Posted("invocation/r-2/response", """{"name":"two"}""", "application/json", null),
            ],
            posted);
    }

    [Fact]
    public async Task The_context_holds_what_the_event_came_with()
    {
        using var variables = new EnvironmentVariables(
            ("AWS_LAMBDA_FUNCTION_NAME", "orchestrator"), ("AWS_LAMBDA_FUNCTION_VERSION", "7"), ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1048576"),
            ("AWS_LAMBDA_LOG_GROUP_NAME", "/group"), ("AWS_LAMBDA_LOG_STREAM_NAME", "stream"));
        ILambdaContext? seen = null;
        _api.Enqueue(
            "r-1", "{}", TimeProvider.System.GetUtcNow().AddMinutes(5),
            ("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:1:function:orchestrator:live"), ("Lambda-Runtime-Trace-Id", "Root=1-2-3"));

        await _api.ServeAsync(
            (_, context) =>
            {
                seen = context;
                return Text("{}");
            },
            posts: 1);

        Assert.Equal(
            ("r-1", "arn:aws:lambda:eu-west-1:1:function:orchestrator:live", "Root=1-2-3", "orchestrator", "7", 1_048_576, "/group", "stream"),
            (seen!.AwsRequestId, seen.InvokedFunctionArn, seen.TraceId, seen.FunctionName, seen.FunctionVersion, seen.MemoryLimitInMB, seen.LogGroupName, seen.LogStreamName));
        Assert.InRange(seen.RemainingTime, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task What_headers_do_not_say_is_empty_and_a_deadline_that_is_over_leaves_no_time()
    {
        using var variables = new EnvironmentVariables(("AWS_LAMBDA_FUNCTION_NAME", null), ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", null));
        ILambdaContext? seen = null;
        _api.Enqueue("r-1", "{}", TimeProvider.System.GetUtcNow().AddMinutes(-1));

        await _api.ServeAsync(
            (_, context) =>
            {
                seen = context;
                return Text("{}");
            },
            posts: 1);

        Assert.Equal(("", "", "", 0, TimeSpan.Zero), (seen!.InvokedFunctionArn, seen.TraceId, seen.FunctionName, seen.MemoryLimitInMB, seen.RemainingTime));
    }

    [Fact]
    public async Task The_trace_is_handed_to_the_sdk_by_its_variable_and_taken_away_again()
    {
        using var variables = new EnvironmentVariables(("_X_AMZN_TRACE_ID", "of before"));
        var seen = new List<string?>();
        _api.Enqueue("r-1", "{}", null, ("Lambda-Runtime-Trace-Id", "Root=1-2-3;Lineage=1:a:0"));
        _api.Enqueue("r-2", "{}");

        await _api.ServeAsync(
            (_, _) =>
            {
                seen.Add(Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"));
                return Text("{}");
            },
            posts: 2);

        Assert.Equal(["Root=1-2-3;Lineage=1:a:0", ""], seen.Select(trace => trace ?? ""));
    }

    [Fact]
    public async Task What_a_handler_throws_is_reported_and_the_next_event_is_served()
    {
        _api.Enqueue("r-1", "{}");
        _api.Enqueue("r-2", """{"after":1}""");

        var posted = await _api.ServeAsync(
            (input, context) => context.AwsRequestId is "r-1" ? throw new InvalidOperationException("The mount is not there.") : EchoAsync(input, context),
            posts: 2);

        Assert.Equal(("invocation/r-1/error", "application/vnd.aws.lambda.error+json", "Function.InvalidOperationException"), (posted[0].Call, posted[0].ContentType, posted[0].ErrorType));
        using var error = JsonDocument.Parse(posted[0].Body);
        Assert.Equal("The mount is not there.", error.RootElement.GetProperty("errorMessage").GetString());
        Assert.Equal("InvalidOperationException", error.RootElement.GetProperty("errorType").GetString());
        Assert.Contains(nameof(LambdaBootstrapTests), error.RootElement.GetProperty("stackTrace")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("invocation/r-2/response", posted[1].Call);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_not_followed_by_an_error()
    {
        _api.Answer = posted => posted.Call.Contains("r-1", StringComparison.Ordinal) ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status202Accepted;
        _api.Enqueue("r-1", "{}");
        _api.Enqueue("r-2", "{}");

        var posted = await _api.ServeAsync(EchoAsync, posts: 2);

        Assert.Equal(["invocation/r-1/response", "invocation/r-2/response"], posted.Select(post => post.Call));
    }

    [Theory]
    [InlineData(StatusCodes.Status400BadRequest)]
    [InlineData(StatusCodes.Status403Forbidden)]
    [InlineData(StatusCodes.Status500InternalServerError)]
    public async Task An_answer_that_is_refused_otherwise_ends_the_process(int status)
    {
        _api.Answer = _ => status;
        _api.Enqueue("r-1", "{}");
        using var bootstrap = _api.Builder(EchoAsync).Build();

        var refused = await Assert.ThrowsAsync<RuntimeApiException>(() => bootstrap.RunAsync());

        Assert.Equal(status, (int)refused.StatusCode);
        Assert.Contains("invocation/r-1/response", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_is_refused_ends_the_process()
    {
        _api.Answer = _ => StatusCodes.Status403Forbidden;
        _api.Enqueue("r-1", "{}");
        using var bootstrap = _api.Builder((_, _) => throw new InvalidOperationException()).Build();

        await Assert.ThrowsAsync<RuntimeApiException>(() => bootstrap.RunAsync());
    }

    [Theory]
    [InlineData(StatusCodes.Status403Forbidden)]
    [InlineData(StatusCodes.Status500InternalServerError)]
    public async Task A_wait_that_is_refused_ends_the_process_and_says_what_was_answered(int status)
    {
        _api.EnqueueRefusal(status, "container error");
        using var bootstrap = _api.Builder(EchoAsync).Build();

        var refused = await Assert.ThrowsAsync<RuntimeApiException>(() => bootstrap.RunAsync());

        Assert.Equal($"The Runtime API answered {status} to invocation/next: container error", refused.Message);
    }

    [Fact]
    public async Task An_event_without_an_id_is_not_served()
    {
        _api.EnqueueNamelessEvent();
        using var bootstrap = _api.Builder((_, _) => throw new InvalidOperationException("served")).Build();

        var refused = await Assert.ThrowsAsync<RuntimeApiException>(() => bootstrap.RunAsync());

        Assert.Contains("without a request id", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_initialization_is_reported_and_thrown_and_no_event_is_asked_for()
    {
        using var bootstrap = _api.Builder(EchoAsync).UseBootstrapHandler(() => throw new IOException("No mount.")).Build();

        await Assert.ThrowsAsync<IOException>(() => bootstrap.RunAsync());

        var posted = await _api.PostedAsync();
        Assert.Equal(("init/error", "Function.IOException"), (posted.Call, posted.ErrorType));
        Assert.Contains("No mount.", posted.Body, StringComparison.Ordinal);
        Assert.False(_api.Waiting.IsCompleted);
    }

    [Fact]
    public async Task An_initialization_that_says_no_ends_the_process_without_an_error()
    {
        using var bootstrap = _api.Builder(EchoAsync).UseBootstrapHandler(() => Task.FromResult(false)).Build();

        await bootstrap.RunAsync();

        Assert.False(_api.Waiting.IsCompleted);
    }

    [Fact]
    public async Task Cancelling_ends_a_wait_that_nothing_else_would_end()
    {
        using var stop = new CancellationTokenSource();
        using var bootstrap = _api.Builder(EchoAsync).Build();
        var running = bootstrap.RunAsync(stop.Token);
        await _api.Waiting;

        await stop.CancelAsync();

        await running;
    }

    [Fact]
    public async Task An_event_that_is_being_served_is_served_to_its_end_before_the_process_ends()
    {
        using var stop = new CancellationTokenSource();
        _api.Enqueue("r-1", "{}");
        using var bootstrap = _api.Builder(async (_, _) =>
        {
            await stop.CancelAsync();
            return await Text("\"done\"");
        }).Build();

        await bootstrap.RunAsync(stop.Token);

        Assert.Equal("\"done\"", (await _api.PostedAsync()).Body);
    }

    [Fact]
    public void The_wait_for_an_event_has_no_time_out_whatever_the_client_had()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(1) };
        using var bootstrap = _api.Builder(EchoAsync).UseHttpClient(client).Build();

        Assert.Equal(Timeout.InfiniteTimeSpan, client.Timeout);
    }

    [Fact]
    public void A_program_that_Lambda_did_not_start_says_so()
    {
        using var variables = new EnvironmentVariables(("AWS_LAMBDA_RUNTIME_API", null));

        var error = Assert.Throws<InvalidOperationException>(() => LambdaBootstrapBuilder.Create(EchoAsync).Build());

        Assert.Contains("AWS_LAMBDA_RUNTIME_API is not set", error.Message, StringComparison.Ordinal);
    }

    private static Task<Stream> EchoAsync(Stream input, ILambdaContext context) => Task.FromResult(input);

    private static Task<Stream> Text(string text) => Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
