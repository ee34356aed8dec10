using System.Net.Sockets;
using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using CodeReview.Testing;
using static CodeReview.Lambda.Tests.FakeLambda;

namespace CodeReview.Lambda.Tests;

[Collection(EnvironmentCollection.Name)]
public sealed class AmazonLambdaClientTests
{
    [Fact]
    public async Task A_call_brings_the_answer_its_version_and_the_end_of_the_log()
    {
        await using var lambda = await StartAsync(Answer(200, """{"ok":true}""", ("X-Amz-Executed-Version", "$LATEST"), ("X-Amz-Log-Result", "c3RhcnQ=")));
        using var client = lambda.Client();

        var response = await client.InvokeAsync(new InvokeRequest { FunctionName = "agent", Payload = """{"n":1}""", LogType = LogType.Tail });

        Assert.Equal((200, null, "$LATEST", "c3RhcnQ=", """{"ok":true}"""), (response.StatusCode, response.FunctionError, response.ExecutedVersion, response.LogResult, TextOf(response)));
        var request = Assert.Single(lambda.Received);
        Assert.Equal(("POST", "/2015-03-31/functions/agent/invocations", """{"n":1}""", "Tail"), (request.Method, request.Target, request.Text, request.Headers["x-amz-log-type"]));
    }

    [Theory]
    [InlineData("agent", null)]
    [InlineData("agent", "live")]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:agent", null)]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:agent:live", "$LATEST")]
    public async Task Its_signature_is_the_one_that_Lambda_computes(string function, string? qualifier)
    {
        await using var lambda = await StartAsync(Answer(200, "{}"));
        using var client = lambda.Client();

        await client.InvokeAsync(new InvokeRequest { FunctionName = function, Qualifier = qualifier, Payload = """{"text":"Žofie"}""", InvocationType = InvocationType.RequestResponse });

        var request = Assert.Single(lambda.Received);
        var (expected, found) = SignatureV4.Of(request, SecretKey);
        Assert.Equal(expected, found);
        Assert.Contains($"Credential={AccessKey}/", request.Headers["authorization"], StringComparison.Ordinal);
        Assert.Contains("/eu-west-1/lambda/aws4_request", request.Headers["authorization"], StringComparison.Ordinal);
        Assert.DoesNotContain(SecretKey, string.Join('\n', request.Headers.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_made_with_another_key_is_another_one()
    {
        await using var lambda = await StartAsync(Answer(200, "{}"));
        using var client = lambda.Client();

        await client.InvokeAsync(new InvokeRequest { FunctionName = "agent", Payload = "{}" });

        var (expected, found) = SignatureV4.Of(Assert.Single(lambda.Received), "another key");
        Assert.NotEqual(expected, found);
    }

    [Theory]
    [InlineData("Event", 202)]
    [InlineData("DryRun", 204)]
    public async Task A_call_that_waits_for_nothing_is_answered_without_a_payload(string type, int status)
    {
        await using var lambda = await StartAsync(Answer(status, ""));
        using var client = lambda.Client();

        var response = await client.InvokeAsync(new InvokeRequest { FunctionName = "agent", Payload = "{}", InvocationType = type });

        Assert.Equal((status, ""), (response.StatusCode, TextOf(response)));
        Assert.Equal(type, Assert.Single(lambda.Received).Headers["x-amz-invocation-type"]);
    }

    [Fact]
    public async Task A_function_that_failed_is_an_answer()
    {
        await using var lambda = await StartAsync(Answer(200, """{"errorMessage":"no mount","errorType":"IOException"}""", ("X-Amz-Function-Error", "Unhandled")));
        using var client = lambda.Client();

        var response = await client.InvokeAsync(new InvokeRequest { FunctionName = "agent", Payload = "{}" });

        Assert.Equal((200, "Unhandled"), (response.StatusCode, response.FunctionError));
        Assert.Contains("no mount", TextOf(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_throttled_call_is_repeated_with_its_payload()
    {
        var throttled = Refusal(429, "TooManyRequestsException", """{"Reason":"CallerRateLimitExceeded","Type":"User","message":"Rate exceeded"}""");
        await using var lambda = await StartAsync(throttled, throttled, Answer(200, "{}"));
        using var client = lambda.Client();

        var response = await client.InvokeAsync(new InvokeRequest { FunctionName = "agent", Payload = """{"n":1}""" });

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(["""{"n":1}""", """{"n":1}""", """{"n":1}"""], lambda.Received.Select(request => request.Text));
    }

    [Fact]
    public async Task A_call_that_stays_throttled_says_which_limit_and_when_to_come_back()
    {
        await using var lambda = await StartAsync(Answer(
            429, """{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate exceeded"}""", ("x-amzn-ErrorType", "TooManyRequestsException"), ("Retry-After", "1")));
        using var client = lambda.Client(config => config.MaxErrorRetry = 0);

        var refused = await Assert.ThrowsAsync<TooManyRequestsException>(() => client.InvokeAsync(new InvokeRequest { FunctionName = "agent" }));

        Assert.Equal(("ReservedFunctionConcurrentInvocationLimitExceeded", "1", "Rate exceeded"), (refused.Reason, refused.RetryAfterSeconds, refused.Message));
    }

    [Theory]
    [InlineData(404, "ResourceNotFoundException", typeof(ResourceNotFoundException))]
    [InlineData(413, "RequestTooLargeException", typeof(RequestTooLargeException))]
    [InlineData(400, "RecursiveInvocationException", typeof(RecursiveInvocationException))]
    [InlineData(400, "InvalidRequestContentException", typeof(InvalidRequestContentException))]
    [InlineData(403, "AccessDeniedException", typeof(AmazonLambdaException))]
    public async Task A_refusal_is_the_exception_that_names_it_and_is_not_repeated(int status, string code, Type exception)
    {
        await using var lambda = await StartAsync(Refusal(status, code, """{"Message":"Because.","Type":"User"}"""));
        using var client = lambda.Client();

        var refused = await Assert.ThrowsAnyAsync<AmazonLambdaException>(() => client.InvokeAsync(new InvokeRequest { FunctionName = "agent", InvocationType = InvocationType.Event }));

        Assert.IsType(exception, refused);
        Assert.Equal((code, "Because.", status, "request-1"), (refused.ErrorCode, refused.Message, (int)refused.StatusCode, refused.RequestId));
        Assert.Single(lambda.Received);
    }

    [Fact]
    public async Task What_a_proxy_says_in_place_of_Lambda_is_shown_as_it_is()
    {
        await using var lambda = await StartAsync(Answer(407, "<html>Proxy authentication required</html>"));
        using var client = lambda.Client();

        var refused = await Assert.ThrowsAsync<AmazonLambdaException>(() => client.InvokeAsync(new InvokeRequest { FunctionName = "agent" }));

        Assert.Equal("<html>Proxy authentication required</html>", refused.Message);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_waiting_call_that_Lambda_failed_is_not_made_again(int status)
    {
        await using var lambda = await StartAsync(Refusal(status, "ServiceException", """{"Message":"Internal","Type":"Service"}"""));
        using var client = lambda.Client();

        await Assert.ThrowsAsync<ServiceException>(() => client.InvokeAsync(new InvokeRequest { FunctionName = "agent" }));

        Assert.Single(lambda.Received);
    }

    [Fact]
    public async Task An_event_that_Lambda_failed_to_queue_is_sent_again()
    {
        await using var lambda = await StartAsync(Refusal(500, "ServiceException", """{"Message":"Internal","Type":"Service"}"""), Answer(202, ""));
        using var client = lambda.Client();

        var response = await client.InvokeAsync(new InvokeRequest { FunctionName = "agent", InvocationType = InvocationType.Event });

        Assert.Equal((202, 2), (response.StatusCode, lambda.Received.Count));
    }

    [Fact]
    public async Task A_waiting_call_that_is_cut_off_is_not_made_again()
    {
        await using var lambda = await StartAsync(CutAsync);
        using var client = lambda.Client();

        await Assert.ThrowsAnyAsync<Exception>(() => client.InvokeAsync(new InvokeRequest { FunctionName = "agent", Payload = "{}" }));

        Assert.Single(lambda.Received);
    }

    [Fact]
    public async Task A_waiting_call_that_takes_too_long_is_given_up_and_not_made_again()
    {
        await using var lambda = await StartAsync(NeverAsync);
        using var client = lambda.Client(config => config.Timeout = TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<Exception>(() => client.InvokeAsync(new InvokeRequest { FunctionName = "agent", Payload = "{}" }));

        Assert.Single(lambda.Received);
    }

    [Fact]
    public async Task A_caller_that_cancels_gets_its_cancellation()
    {
        await using var lambda = await StartAsync(NeverAsync);
        using var client = lambda.Client();
        using var cancelled = new CancellationTokenSource();

        var call = client.InvokeAsync(new InvokeRequest { FunctionName = "agent" }, cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_connection_that_is_refused_is_tried_again_since_nobody_was_asked()
    {
        var refusing = new RefusingFactory();
        using var client = Client("http://127.0.0.1:1", config => config.HttpClientFactory = refusing);

        await Assert.ThrowsAnyAsync<Exception>(() => client.InvokeAsync(new InvokeRequest { FunctionName = "agent", Payload = "{}" }));

        Assert.Equal(3, refusing.Attempts);
    }

    [Fact]
    public async Task A_call_without_a_function_says_what_is_missing()
    {
        using var client = Client("http://127.0.0.1:1");

        var error = await Assert.ThrowsAnyAsync<Exception>(() => client.InvokeAsync(new InvokeRequest()));

        Assert.Contains("set FunctionName", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inside_a_function_the_call_carries_the_trace_on()
    {
        using var variables = new EnvironmentVariables(("_X_AMZN_TRACE_ID", "Root=1-5759e988-bd862e3fe1be46a994272793;Lineage=1:ab:0"));
        await using var lambda = await StartAsync(Answer(202, ""));
        using var client = lambda.Client();

        await client.InvokeAsync(new InvokeRequest { FunctionName = "agent", InvocationType = InvocationType.Event });

        Assert.Equal("Root=1-5759e988-bd862e3fe1be46a994272793;Lineage=1:ab:0", Assert.Single(lambda.Received).Headers["x-amzn-trace-id"]);
    }

    [Fact]
    public async Task The_address_can_be_set_by_the_variable_of_every_AWS_client()
    {
        await using var lambda = await StartAsync(Answer(200, "{}"));
        using var variables = new EnvironmentVariables(
            ("AWS_ENDPOINT_URL_LAMBDA", lambda.Url), ("AWS_REGION", "eu-central-1"), ("AWS_ACCESS_KEY_ID", AccessKey), ("AWS_SECRET_ACCESS_KEY", SecretKey), ("AWS_SESSION_TOKEN", "token"));
        using var client = new AmazonLambdaClient(new AmazonLambdaConfig());

        await client.InvokeAsync(new InvokeRequest { FunctionName = "agent" });

        var request = Assert.Single(lambda.Received);
        Assert.Contains("/eu-central-1/lambda/", request.Headers["authorization"], StringComparison.Ordinal);
        Assert.Equal("token", request.Headers["x-amz-security-token"]);
    }

    // It looks into the kernel's own table of connections.
    [NeedsFact<Linux>]
    public async Task A_silent_connection_is_kept_alive()
    {
        var asked = new TaskCompletionSource<int>();
        await using var lambda = await StartAsync(async context =>
        {
            asked.SetResult(context.Connection.RemotePort);
            await NeverAsync(context);
        });
        using var client = lambda.Client();
        using var cancelled = new CancellationTokenSource();
        var call = client.InvokeAsync(new InvokeRequest { FunctionName = "agent" }, cancelled.Token);

        var port = await asked.Task;

        // The fourth column of the kernel's table is the state, the sixth the timer: 2 is the one of keep-alive.
        var rows = await File.ReadAllLinesAsync("/proc/net/tcp6");
        var row = Assert.Single(rows.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)), row => row[1].EndsWith($":{port:X4}", StringComparison.Ordinal));
        Assert.StartsWith("02:", row[5], StringComparison.Ordinal);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private static string TextOf(InvokeResponse response) => Encoding.UTF8.GetString(response.Payload!.ToArray());

    private sealed class RefusingFactory : HttpClientFactory
    {
        public int Attempts { get; private set; }

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new SocketsHttpHandler
        {
            ConnectCallback = (_, _) =>
            {
                Attempts++;
                throw new SocketException((int)SocketError.ConnectionRefused);
            },
        });
    }
}
