using System.Text.Json.Nodes;
using CodeReview.Agents.Conversations;
using CodeReview.Agents.Models;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Reviews;
using CodeReview.Testing;
using Microsoft.Extensions.AI;

namespace CodeReview.Agents.Tests.Models;

public sealed class BedrockClientTests : IAsyncLifetime
{
    private const string Id = "us.anthropic.claude-sonnet-5-5";
    private static readonly ChatMessage[] Hello = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Hello")];
    private FakeBedrock _bedrock = null!;

    public BedrockClientTests()
    {
        // The library's own chain reads them; other tests of this process do not.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "not-a-real-one");
        Environment.SetEnvironmentVariable("AWS_REGION", "eu-west-1");
    }

    public async Task InitializeAsync() => _bedrock = await FakeBedrock.StartAsync(_ => [new { type = "text", text = "Hi." }]);

    public Task DisposeAsync() => _bedrock.DisposeAsync().AsTask();

    [Fact]
    public async Task A_request_is_signed_has_its_version_pinned_and_marks_what_is_repeated()
    {
        var answer = await Calls().AskAsync(Hello, [], default);

        var (path, authorization) = Assert.Single(_bedrock.Seen);
        var sent = JsonNode.Parse(Assert.Single(_bedrock.Answered))!;
        Assert.Equal($"/model/{Id}/invoke", path);
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/", authorization, StringComparison.Ordinal);
        Assert.Contains("/eu-west-1/bedrock/aws4_request", authorization, StringComparison.Ordinal);
        Assert.Equal("ephemeral", sent["system"]![0]!["cache_control"]!["type"]!.GetValue<string>());
        Assert.Equal("ephemeral", sent["messages"]![0]!["content"]![0]!["cache_control"]!["type"]!.GetValue<string>());
        // 100 at 2 dollars a million, 20 written at 2.5, 1,000 read at 0.2, 50 out at 10.
        Assert.Equal(new Usage(1, 1_120, 1_000, 50, 0.00095m), answer.Usage);
        Assert.All(Hello, message => Assert.DoesNotContain("CacheControl", message.Contents[0].AdditionalProperties?.Keys ?? []));
    }

    [Fact]
    public async Task Calls_and_their_answers_go_over_the_wire_as_plain_text_and_refusals_as_errors()
    {
        var call = new ConversationEvent.CallAnswered("t1", "read_file", "1\tint a = \"b\";\n", IsRefused: true, []);
        ChatMessage[] messages = [.. Hello, new(ChatRole.Assistant, [new FunctionCallContent("t1", "read_file", new Dictionary<string, object?> { ["path"] = "a.cs" })]), new(ChatRole.Tool, [TranscriptJson.Result(call)])];

        await Calls().AskAsync(messages, [], default);

        var result = JsonNode.Parse(Assert.Single(_bedrock.Answered))!["messages"]![2]!["content"]![0]!;
        Assert.Equal(("t1", true), (result["tool_use_id"]!.GetValue<string>(), result["is_error"]!.GetValue<bool>()));
        Assert.Contains("1\tint a = \"b\";\n", result["content"] is JsonArray parts ? parts[0]!["text"]!.GetValue<string>() : result["content"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    public static TheoryData<int> Passing { get; } = [429, 500, 503, 529];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_passes_is_tried_again(int status)
    {
        _bedrock.Fail(status, "Too many tokens per minute");
        _bedrock.Cut();
        _bedrock.Answer("{\"type\":\"mess");

        var answer = await Calls().AskAsync(Hello, [], default);

        Assert.Equal("stop", answer.Stop);
        Assert.Equal((4, 1), (_bedrock.Seen.Count, _bedrock.Answered.Count));
    }

    [Fact]
    public async Task What_does_not_pass_is_given_back_after_five_tries()
    {
        for (var i = 0; i < 6; i++)
            _bedrock.Fail(429, "Too many requests");

        var failure = await Assert.ThrowsAsync<ModelException>(() => Calls().AskAsync(Hello, [], default));

        Assert.Equal((ErrorKind.Environment, 5), (failure.Kind, _bedrock.Seen.Count));
        Assert.Contains("429", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "You don't have access to the model", "this account may use this model")]
    [InlineData(404, "The model is not found", "inference profile")]
    [InlineData(400, "temperature is not supported", "temperature is not supported")]
    public async Task What_another_try_cannot_mend_is_tried_once_and_says_what_to_do(int status, string message, string advice)
    {
        _bedrock.Fail(status, message);

        var failure = await Assert.ThrowsAsync<ModelException>(() => Calls().AskAsync(Hello, [], default));

        Assert.Equal((ErrorKind.InvalidRequest, 1), (failure.Kind, _bedrock.Seen.Count));
        Assert.Contains(advice, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"type\":\"mess")]
    public async Task A_connection_that_stalls_is_given_up_in_time_and_the_model_asked_once_more(string part)
    {
        _bedrock.Stall(part);

        var answer = await Calls(timeoutSeconds: 1).AskAsync(Hello, [], default);

        Assert.Equal("stop", answer.Stop);
        Assert.Equal((2, 1), (_bedrock.Seen.Count, _bedrock.Answered.Count));
    }

    [Fact]
    public async Task A_model_that_always_stalls_is_asked_five_times_and_no_more()
    {
        for (var i = 0; i < 6; i++)
            _bedrock.Stall("");

        var failure = await Assert.ThrowsAsync<ModelException>(() => Calls(timeoutSeconds: 1).AskAsync(Hello, [], default));

        Assert.Equal((ErrorKind.Environment, 5), (failure.Kind, _bedrock.Seen.Count));
        Assert.Contains("did not answer in time", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_that_is_too_long_is_told_from_other_refusals()
    {
        _bedrock.Fail(400, "prompt is too long: 1200000 tokens > 1000000 maximum");

        await Assert.ThrowsAsync<ContextOverflowException>(() => Calls().AskAsync(Hello, [], default));
    }

    [Theory]
    [InlineData(BedrockEndpoint.Invoke, "bedrock")]
    [InlineData(BedrockEndpoint.Mantle, "bedrock-mantle")]
    public async Task The_signature_is_the_one_that_the_services_description_leads_to(object endpoint, string service)
    {
        await Calls(Settings((BedrockEndpoint)endpoint)).AskAsync(Hello, [], default);

        var request = Assert.Single(_bedrock.Received);
        var (expected, found) = SignatureV4.Of(request, "not-a-real-one");
        Assert.Equal(expected, found);
        Assert.Contains($"Credential=AKIDEXAMPLE/{request.Headers["x-amz-date"][..8]}/eu-west-1/{service}/aws4_request", request.Headers["authorization"], StringComparison.Ordinal);
        Assert.NotEqual(SignatureV4.Of(request, "another key").Expected, found);
    }

    [Fact]
    public async Task The_endpoint_mantle_gets_the_model_in_the_body_and_its_version_in_a_header()
    {
        var answer = await Calls(Settings(BedrockEndpoint.Mantle)).AskAsync(Hello, [], default);

        var request = Assert.Single(_bedrock.Received);
        Assert.Equal(("/anthropic/v1/messages", "2023-06-01"), (request.Target, request.Headers["anthropic-version"]));
        Assert.Equal(Id, JsonNode.Parse(request.Body)!["model"]!.GetValue<string>());
        Assert.Equal(new Usage(1, 1_120, 1_000, 50, 0.00095m), answer.Usage);
    }

    [Theory]
    [InlineData(BedrockEndpoint.Invoke)]
    [InlineData(BedrockEndpoint.Mantle)]
    public async Task Effort_is_sent_where_it_is_set_and_leaves_the_limits_as_they_are(object endpoint)
    {
        var settings = Settings((BedrockEndpoint)endpoint);

        await Calls(settings with { Effort = "medium" }).AskAsync(Hello, [], default);
        await Calls(settings).AskAsync(Hello, [], default);

        var (with, without) = (JsonNode.Parse(_bedrock.Answered.First())!, JsonNode.Parse(_bedrock.Answered.Last())!);
        Assert.Equal(("medium", "adaptive"), (with["output_config"]!["effort"]!.GetValue<string>(), with["thinking"]!["type"]!.GetValue<string>()));
        Assert.Equal((null, null), (without["output_config"], without["thinking"]));
        Assert.Equal(without["max_tokens"]!.GetValue<int>(), with["max_tokens"]!.GetValue<int>());
        Assert.Equal(without["messages"]!.ToJsonString(), with["messages"]!.ToJsonString());
        Assert.Equal(without["system"]!.ToJsonString(), with["system"]!.ToJsonString());
    }

    private BedrockSettings Settings(BedrockEndpoint endpoint) => ModelSettings.Load(_ => null).Bedrock! with
    {
        Endpoint = endpoint,
        BaseUrl = endpoint is BedrockEndpoint.Mantle ? $"{_bedrock.Url}/anthropic" : _bedrock.Url,
        ApiVersion = endpoint is BedrockEndpoint.Mantle ? "2023-06-01" : "bedrock-2023-05-31",
    };

    // Pauses take no time: each one that is begun is over.
    private ModelCalls Calls(BedrockSettings? bedrock = null, int? timeoutSeconds = null)
    {
        var settings = ModelSettings.Load(_ => null);
        var limits = settings.Limits! with { TimeoutSeconds = timeoutSeconds ?? settings.Limits!.TimeoutSeconds };
        var client = BedrockClient.Of(Id, bedrock ?? Settings(BedrockEndpoint.Invoke), limits);
        return new ModelCalls(client, limits, settings.PriceOf(Id), new HurriedTime(), new Random(1));
    }
}
