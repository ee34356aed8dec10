using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodeReview.Testing;

/// <summary>
/// Bedrock's InvokeModel for Claude, its Messages interface at the endpoint mantle, and the chat interface of OpenAI, on a port of this
/// machine. What it answers is a function of the request, so that a conversation may go on in another process. It refuses what the real
/// services are documented to refuse.
/// </summary>
public sealed class FakeBedrock : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<JsonNode, IReadOnlyList<object>> _script;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _faults = new();

    private FakeBedrock(WebApplication app, Func<JsonNode, IReadOnlyList<object>> script) => (_app, _script) = (app, script);

    /// <summary>The bodies of the requests that were answered by the script.</summary>
    public ConcurrentQueue<string> Answered { get; } = new();

    /// <summary>The paths and headers of all requests.</summary>
    public ConcurrentQueue<(string Path, string Authorization)> Seen { get; } = new();

    /// <summary>All requests as they came.</summary>
    public ConcurrentQueue<Received> Received { get; } = new();

    /// <summary>What to refuse, before the script is asked; nothing where it answers null.</summary>
    public Func<JsonNode, (int Status, string Message)?> Refusal { get; set; } = _ => null;

    public string Url => _app.Urls.First();

    /// <summary>What the file of <c>CODEREVIEW_MODELS</c> has to say for models to be asked here.</summary>
    public string Settings => $$"""
        {
          "bedrock": { "endpoint": "invoke", "base_url": "{{Url}}", "api_version": "bedrock-2023-05-31", "effort": null },
          "openai": { "base_url": "{{Url}}/v1", "api_key_variable": "OPENAI_API_KEY" },
          "ollama": { "base_url": "{{Url}}/v1" }
        }
        """;

    /// <param name="script">The contents of the answer to a request: objects that become JSON.</param>
    public static async Task<FakeBedrock> StartAsync(Func<JsonNode, IReadOnlyList<object>> script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var fake = new FakeBedrock(app, script);
        app.MapPost("/model/{id}/invoke", context => fake.InvokeAsync(context, (request, _) => ClaudeProblem(request, request["anthropic_version"]?.GetValue<string>(), "bedrock-2023-05-31"), request => request, Message));
        app.MapPost("/anthropic/v1/messages", context => fake.InvokeAsync(context, (request, headers) => ClaudeProblem(request, headers["anthropic-version"], "2023-06-01"), request => request, Message));
        app.MapPost("/v1/chat/completions", context => fake.InvokeAsync(context, (request, _) => PairingProblem(OpenAiWire.Request(request)), OpenAiWire.Request, OpenAiWire.Answer));
        await app.StartAsync();
        return fake;
    }

    /// <summary>The next request is answered with this status.</summary>
    public void Fail(int status, string message) => _faults.Enqueue(context => RefuseAsync(context, status, message));

    /// <summary>The next request's connection is cut.</summary>
    public void Cut() => _faults.Enqueue(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>The next request gets this much of an answer, and nothing more until its client lets go.</summary>
    public void Stall(string part) => _faults.Enqueue(async context =>
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        if (part.Length > 0)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(part);
            await context.Response.Body.FlushAsync();
        }

        await gone.Task;
    });

    /// <summary>The next request is answered with something else than the interface promises.</summary>
    public void Answer(string body) => _faults.Enqueue(context =>
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task InvokeAsync(HttpContext context, Func<JsonNode, IHeaderDictionary, string?> problemOf, Func<JsonNode, JsonNode> asClaude, Func<IReadOnlyList<object>, object> answer)
    {
        var received = await Testing.Received.OfAsync(context);
        Received.Enqueue(received);
        Seen.Enqueue((context.Request.Path, context.Request.Headers.Authorization.ToString()));
        if (_faults.TryDequeue(out var fault))
        {
            await fault(context);
            return;
        }

        var request = JsonNode.Parse(received.Text)!;
        var refusal = problemOf(request, context.Request.Headers) is { } problem ? (400, problem) : Refusal(request);
        if (refusal is { } refused)
        {
            await RefuseAsync(context, refused.Item1, refused.Item2);
            return;
        }

        Answered.Enqueue(received.Text);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(JsonSerializer.Serialize(answer(_script(asClaude(request)))));
    }

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(JsonSerializer.Serialize(new { type = "error", error = new { type = "api_error", message }, message }));
    }

    private static object Message(IReadOnlyList<object> contents)
    {
        var calls = contents.Any(content => JsonSerializer.SerializeToNode(content)!["type"]!.GetValue<string>() is "tool_use");
        return new
        {
            id = "msg_1",
            type = "message",
            role = "assistant",
            model = "claude",
            content = contents,
            stop_reason = calls ? "tool_use" : "end_turn",
            stop_sequence = (string?)null,
            usage = new { input_tokens = 100, cache_creation_input_tokens = 20, cache_read_input_tokens = 1_000, output_tokens = 50 },
        };
    }

    /// <summary>What the real service would refuse.</summary>
    private static string? ClaudeProblem(JsonNode request, string? version, string supported)
    {
        if (version != supported)
            return "anthropic_version is not supported";
        if (request["max_tokens"] is null || request["temperature"] is not null || request["tool_choice"] is JsonObject choice && choice["type"]?.GetValue<string>() is not "auto")
            return "a setting is not supported";
        return PairingProblem(request);
    }

    private static string? PairingProblem(JsonNode request)
    {
        var open = new List<string>();
        foreach (var message in request["messages"]!.AsArray())
        {
            var contents = message!["content"] is JsonArray array ? array.Select(content => content!).ToList() : [];
            var results = contents.Where(content => content["type"]?.GetValue<string>() is "tool_result").Select(content => content["tool_use_id"]!.GetValue<string>()).ToList();
            if (!open.SequenceEqual(results))
                return $"tool_use ids [{string.Join(", ", open)}] were found without tool_result blocks immediately after; there are [{string.Join(", ", results)}]";
            open = [.. contents.Where(content => content["type"]?.GetValue<string>() is "tool_use").Select(content => content["id"]!.GetValue<string>())];
        }

        return open.Count is 0 ? null : "the conversation ends in a tool_use";
    }
}
