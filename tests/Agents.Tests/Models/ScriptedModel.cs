using System.Text.Json;
using CodeReview.Agents.Models;
using Microsoft.Extensions.AI;

namespace CodeReview.Agents.Tests.Models;

/// <summary>
/// A model that answers by a function of the conversation so far, so that it goes on where another process left off. It keeps what it
/// was sent, as text, and refuses what the real one would: a call without an answer.
/// </summary>
internal sealed class ScriptedModel(Func<IReadOnlyList<ChatMessage>, ChatResponse> script) : IChatClient
{
    public List<string> Requests { get; } = [];

    public static ModelLimits Limits { get; } = new(OutputTokens: 1_000, ContextTokens: 100_000, TimeoutSeconds: 60);

    public static ModelPrice Price { get; } = new("scripted", Input: 2, Output: 10, CacheWrite: 2.5m, CacheRead: 0.2m);

    /// <summary>A model that gives these answers turn by turn; asked for more it says nothing.</summary>
    public static ScriptedModel Of(params ChatResponse[] answers) => new(messages =>
        answers.ElementAtOrDefault(messages.Count(message => message.Role == ChatRole.Assistant)) ?? Says("Nothing more."));

    public static ChatResponse Says(string text, string stop = "stop") => Answer(stop, new TextContent(text));

    public static ChatResponse Calls(params (string Id, string Tool, object Arguments)[] calls) => Answer(
        "tool_calls", [.. calls.Select(call => new FunctionCallContent(call.Id, call.Tool, JsonSerializer.Deserialize<Dictionary<string, object?>>(JsonSerializer.Serialize(call.Arguments))))]);

    public static ChatResponse Answer(string stop, params AIContent[] contents) => new(new ChatMessage(ChatRole.Assistant, [.. contents]))
    {
        FinishReason = new ChatFinishReason(stop),
        Usage = new UsageDetails { InputTokenCount = 1_000, OutputTokenCount = 100, CachedInputTokenCount = 500 },
    };

    public ModelCalls Asked(TimeProvider time) => new(this, Limits, Price, time, new Random(1));

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var sent = messages.ToList();
        Requests.Add(string.Join('\n', sent.Select(Line)));
        var open = sent.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Select(call => call.CallId)
            .Except(sent.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(result => result.CallId));
        Assert.Empty(open);
        return Task.FromResult(script(sent));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Answers are not streamed.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    /// <summary>A message as a line of an expected transcript.</summary>
    public static string Line(ChatMessage message) => $"{message.Role}: {string.Join(" | ", message.Contents.Select(Words))}";

    private static string Words(AIContent content) => content switch
    {
        TextContent text => text.Text,
        FunctionCallContent call => $"{call.Name}#{call.CallId} {JsonSerializer.Serialize(call.Arguments)}",
        FunctionResultContent result => $"#{result.CallId}{(result.Exception is null ? "" : " refused")}: {result.Result}",
        _ => content.GetType().Name,
    };
}
