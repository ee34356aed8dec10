using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodeReview.Testing;

/// <summary>OpenAI's chat interface, put into the words of Claude's and back, so that one script serves both.</summary>
internal static class OpenAiWire
{
    /// <summary>A request as Claude's interface would have it.</summary>
    public static JsonObject Request(JsonNode chat)
    {
        var (system, messages) = (new JsonArray(), new JsonArray());
        foreach (var message in chat["messages"]!.AsArray())
        {
            var role = message!["role"]!.GetValue<string>();
            if (role is "system" or "developer")
                system.Add(Text(message["content"]));
            else
                Add(messages, role is "assistant" ? "assistant" : "user", role is "tool" ? [Result(message)] : [.. Contents(message)]);
        }

        return new JsonObject { ["model"] = chat["model"]?.DeepClone(), ["system"] = system, ["messages"] = messages };
    }

    /// <summary>The answer to a chat request.</summary>
    public static object Answer(IReadOnlyList<object> contents)
    {
        var parts = contents.Select(content => JsonSerializer.SerializeToNode(content)!).ToList();
        var calls = parts.Where(part => part["type"]!.GetValue<string>() is "tool_use").Select(part => new
        {
            id = part["id"]!.GetValue<string>(),
            type = "function",
            function = new { name = part["name"]!.GetValue<string>(), arguments = part["input"]!.ToJsonString() },
        }).ToList();
        var text = string.Concat(parts.Where(part => part["type"]!.GetValue<string>() is "text").Select(part => part["text"]!.GetValue<string>()));
        return new
        {
            id = "chat_1",
            @object = "chat.completion",
            created = 1,
            model = "some",
            choices = new[]
            {
                new
                {
                    index = 0,
                    finish_reason = calls.Count > 0 ? "tool_calls" : "stop",
                    message = new { role = "assistant", content = text.Length > 0 ? text : null, tool_calls = calls.Count > 0 ? calls : null },
                },
            },
            usage = new { prompt_tokens = 1_120, completion_tokens = 50, total_tokens = 1_170, prompt_tokens_details = new { cached_tokens = 1_000 } },
        };
    }

    private static IEnumerable<JsonNode> Contents(JsonNode message)
    {
        if (message["content"] is { } content)
            yield return Text(content);
        foreach (var call in message["tool_calls"]?.AsArray() ?? [])
        {
            yield return new JsonObject
            {
                ["type"] = "tool_use",
                ["id"] = call!["id"]!.DeepClone(),
                ["name"] = call["function"]!["name"]!.DeepClone(),
                ["input"] = JsonNode.Parse(call["function"]!["arguments"]!.GetValue<string>()),
            };
        }
    }

    private static JsonObject Text(JsonNode? content) => new()
    {
        ["type"] = "text",
        ["text"] = content is JsonArray parts ? string.Concat(parts.Select(part => part!["text"]!.GetValue<string>())) : content?.GetValue<string>(),
    };

    private static JsonObject Result(JsonNode message) => new()
    {
        ["type"] = "tool_result",
        ["tool_use_id"] = message["tool_call_id"]!.DeepClone(),
        ["content"] = Text(message["content"])["text"]!.DeepClone(),
    };

    // Answers of several calls are several messages here and one there.
    private static void Add(JsonArray messages, string role, JsonNode[] contents)
    {
        if (role is "user" && contents is [{ } only] && only["type"]!.GetValue<string>() is "tool_result"
            && messages.LastOrDefault() is { } last && last["content"]!.AsArray().LastOrDefault()?["type"]!.GetValue<string>() is "tool_result")
            last["content"]!.AsArray().Add(only);
        else
            messages.Add(new JsonObject { ["role"] = role, ["content"] = new JsonArray(contents) });
    }
}
