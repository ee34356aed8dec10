using System.Text.Json.Nodes;
using CodeReview.Agents.Engines;
using CodeReview.Agents.Models;
using CodeReview.Agents.Prompts;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;
using Microsoft.Extensions.AI;

namespace CodeReview.Agents.Tests.Models;

/// <summary>Services with OpenAI's chat interface, Ollama among them, against a stand-in on a port of this machine.</summary>
public sealed class OpenAiClientTests : IAsyncLifetime, IDisposable
{
    private static readonly ChatMessage[] Hello = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Hello")];
    private readonly Workspace _workspace = new();
    private FakeBedrock _server = null!;

    public async Task InitializeAsync() => _server = await FakeBedrock.StartAsync(Script);

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("openai:some", "Bearer key-of-a-test")]
    [InlineData("ollama:some", "Bearer none")]
    public async Task A_whole_review_runs_with_tools_findings_and_usage(string model, string authorization)
    {
        _workspace.Fill(("app.py", "import db\n\n\ndef find(name):\n    return db.run(name)\n"));
        var calls = Calls(model);
        var catalog = new EngineCatalog(_ => new ModelEngine(calls, PromptCatalog.Load(_ => null), LogFiles.Instance, _workspace.Time));

        var report = await new AgentRunner(_workspace.Layout, _workspace.Time, catalog).RunAsync(Workspace.Task(model), default);

        Assert.Null(report.Error);
        Assert.Equal((AgentOutcome.Done, 1, 1), (report.Outcome, report.Findings, report.FilesRead));
        // Three answers, each of 120 new tokens, 1,000 cached ones and 50 out; no price is known.
        Assert.Equal(new Usage(3, 3_360, 3_000, 150, 0), report.Usage);
        Assert.All(_server.Seen, seen => Assert.Equal(("/v1/chat/completions", authorization), seen));
        var result = WorkspaceFile.ReadJson(_workspace.Review.TaskResult(Workspace.SecurityTask), ProtocolJson.Default.TaskResult);
        Assert.Equal("    return db.run(name)", Assert.Single(result.Findings).Quote);
    }

    [Fact]
    public async Task Tools_and_their_answers_go_over_the_wire_as_the_interface_has_them()
    {
        _workspace.Fill(("app.py", "x = 1\n"));
        var engine = new ModelEngine(Calls("openai:some"), PromptCatalog.Load(_ => null), LogFiles.Instance, _workspace.Time);
        await new AgentRunner(_workspace.Layout, _workspace.Time, new EngineCatalog(_ => engine)).RunAsync(Workspace.Task("openai:some"), default);

        var second = JsonNode.Parse(_server.Answered.ElementAt(1))!;

        Assert.Contains(second["tools"]!.AsArray(), tool => tool!["function"]!["name"]!.GetValue<string>() is "read_file");
        var answer = second["messages"]!.AsArray().Last()!;
        Assert.Equal(("tool", "read"), (answer["role"]!.GetValue<string>(), answer["tool_call_id"]!.GetValue<string>()));
        Assert.Contains("1\tx = 1\n", answer["content"]!.ToJsonString().Replace("\\t", "\t", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_passes_is_tried_again()
    {
        _server.Fail(429, "Rate limit reached");
        _server.Fail(503, "Overloaded");
        _server.Cut();
        _server.Answer("{\"id\":\"chat");

        await Calls("openai:some").AskAsync(Hello, [], default);

        Assert.Equal((5, 1), (_server.Seen.Count, _server.Answered.Count));
    }

    [Theory]
    [InlineData(401, "Incorrect API key provided", "Check the credentials")]
    [InlineData(404, "The model does not exist", "Check the model's id")]
    [InlineData(400, "Unsupported value", "Unsupported value")]
    public async Task What_another_try_cannot_mend_is_tried_once_and_says_what_to_do(int status, string message, string advice)
    {
        _server.Fail(status, message);

        var failure = await Assert.ThrowsAsync<ModelException>(() => Calls("openai:some").AskAsync(Hello, [], default));

        Assert.Equal((ErrorKind.InvalidRequest, 1), (failure.Kind, _server.Seen.Count));
        Assert.Contains(advice, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_that_is_too_long_is_told_from_other_refusals()
    {
        _server.Fail(400, "This model's maximum context length is 128000 tokens.");

        await Assert.ThrowsAsync<ContextOverflowException>(() => Calls("openai:some").AskAsync(Hello, [], default));
    }

    private static IReadOnlyList<object> Script(JsonNode request) => request["messages"]!.AsArray().Count(message => message!["role"]!.GetValue<string>() is "assistant") switch
    {
        0 => [ToolUse.Of("read", "read_file", new { path = "app.py" })],
        1 => [new { type = "text", text = "Found one." }, ToolUse.Finding("sql-injection/passed-through", "app.py", 5, "    return db.run(name)")],
        _ => [ToolUse.Finish],
    };

    private ModelCalls Calls(string model)
    {
        var endpoint = new EndpointSettings($"{_server.Url}/v1", ApiKeyVariable: null);
        var settings = ModelSettings.Load(_ => null) with { Openai = endpoint with { ApiKeyVariable = "KEY" }, Ollama = endpoint };
        return ModelClients.Find(model, settings, name => name is "KEY" ? "key-of-a-test" : null, new HurriedTime())!;
    }
}
