using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodeReview.Testing;

/// <summary>
/// Bedrock's InvokeModel for Claude, and the chat interface of OpenAI, on a port of this machine. What it answers is a function of the
/// request, so that a conversation may go on in another process. It refuses what the real service is documented to refuse.
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

    public string Url => _app.Urls.First();

    /// <param name="script">The contents of the answer to a request: objects that become JSON.</param>
    public static async Task<FakeBedrock> StartAsync(Func<JsonNode, IReadOnlyList<object>> script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var fake = new FakeBedrock(app, script);
        app.MapPost("/model/{id}/invoke", fake.InvokeAsync);
        await app.StartAsync();
        return fake;
    }

    /// <summary>The next request is answered with this status.</summary>
    public void Fail(int status, string message) => _faults.Enqueue(context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(JsonSerializer.Serialize(new { type = "error", error = new { type = "api_error", message }, message }));
    });

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

    private async Task InvokeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        Seen.Enqueue((context.Request.Path, context.Request.Headers.Authorization.ToString()));
        if (_faults.TryDequeue(out var fault))
        {
            await fault(context);
            return;
        }

        var request = JsonNode.Parse(text)!;
        if (Problem(request) is { } problem)
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync(JsonSerializer.Serialize(new { type = "error", error = new { type = "invalid_request_error", message = problem }, message = problem }));
            return;
        }

        Answered.Enqueue(text);
        var contents = _script(request);
        var calls = contents.Any(content => JsonSerializer.SerializeToNode(content)!["type"]!.GetValue<string>() is "tool_use");
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(JsonSerializer.Serialize(new
        {
            id = "msg_1",
            type = "message",
            role = "assistant",
            model = "claude",
            content = contents,
            stop_reason = calls ? "tool_use" : "end_turn",
            stop_sequence = (string?)null,
            usage = new { input_tokens = 100, cache_creation_input_tokens = 20, cache_read_input_tokens = 1_000, output_tokens = 50 },
        }));
    }

    /// <summary>What the real service would refuse.</summary>
    private static string? Problem(JsonNode request)
    {
        if (request["anthropic_version"]?.GetValue<string>() is not "bedrock-2023-05-31")
            return "anthropic_version is not supported";
        if (request["max_tokens"] is null || request["temperature"] is not null || request["tool_choice"] is JsonObject choice && choice["type"]?.GetValue<string>() is not "auto")
            return "a setting is not supported";
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
