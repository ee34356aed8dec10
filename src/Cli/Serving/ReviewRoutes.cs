using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CodeReview.Orchestrator.Summarizing.Html;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CodeReview.Cli.Serving;

/// <summary>What can be asked for. Names are parsed into ids that name nothing outside the workspace, or refused.</summary>
internal sealed class ReviewRoutes(WorkspaceReading reading, TimeProvider time, CancellationToken stopping)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(400);

    private static readonly Dictionary<string, string> ResultTypes = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".json"] = "application/json; charset=utf-8",
        [".sarif"] = "application/json; charset=utf-8",
        [".md"] = "text/plain; charset=utf-8",
    };

    public void Map(WebApplication application)
    {
        application.MapGet("/", context => WriteAsync(context, "text/html; charset=utf-8", ServedPage.Html));
        application.MapGet("/reviews/{id}", context => WriteAsync(context, "text/html; charset=utf-8", ServedPage.Html));
        application.MapGet("/page.css", context => WriteAsync(context, "text/css; charset=utf-8", ServedPage.Style));
        application.MapGet("/page.js", context => WriteAsync(context, "text/javascript; charset=utf-8", ServedPage.Script));
        application.MapGet("/api/live", context => WatchAsync(context, reading.SignatureOfAll, () => Json(reading.Reviews(), ServeJson.Readable.IReadOnlyListReviewLine)));
        application.MapGet("/api/reviews/{id}/live", context => WatchAsync(context, () => reading.Signature(Id(context)), () => Json(reading.Progress(Id(context)), ServeJson.Readable.ReviewProgress)));
        application.MapGet("/api/reviews/{id}/timeline", context => WriteAsync(context, "application/json", HtmlAssets.ToJson(reading.Timeline(Id(context)))));
        application.MapGet("/api/reviews/{id}/events", context => WriteAsync(context, "application/json", Json(reading.Events(Id(context), Number(context.Request.Query["from"])), ServeJson.Readable.EventPage)));
        application.MapGet("/api/reviews/{id}/at/{number}", context => WriteAsync(context, "application/json", reading.StateAt(Id(context), Number(context.Request.RouteValues["number"]))));
        application.MapGet("/api/reviews/{id}/snapshots", context => WriteAsync(context, "application/json", Json(reading.Snapshots(Id(context)), ServeJson.Readable.IReadOnlyListSnapshotLine)));
        application.MapGet("/api/reviews/{id}/tasks/{task}/events", context => WriteAsync(context, "application/json", Json(reading.Transcript(Id(context), Task(context), Number(context.Request.Query["from"])), ServeJson.Readable.EventPage)));
        application.MapGet("/reviews/{id}/results/{file}", ResultAsync);
    }

    private static ReviewId Id(HttpContext context) => Parse<ReviewId>(context, "id");

    private static TaskId Task(HttpContext context) => Parse<TaskId>(context, "task");

    private static T Parse<T>(HttpContext context, string name)
        where T : struct, ITextValue<T> =>
        T.TryParse(context.Request.RouteValues[name] as string, out var value, out var problem) ? value : throw new InvalidRequestException(problem);

    private static long Number(object? text) =>
        long.TryParse(text?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? number : 1;

    private static string Json<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);

    private static Task WriteAsync(HttpContext context, string type, string content)
    {
        context.Response.ContentType = type;
        return HttpMethods.IsHead(context.Request.Method) ? System.Threading.Tasks.Task.CompletedTask : context.Response.WriteAsync(content, context.RequestAborted);
    }

    // The report has a policy of its own, which is narrower and names its script; everything else is shown and never run.
    private async Task ResultAsync(HttpContext context)
    {
        var file = reading.Result(Id(context), (string)context.Request.RouteValues["file"]!);
        var type = ResultTypes[Path.GetExtension(file)];
        context.Response.Headers.ContentSecurityPolicy = Path.GetExtension(file) is ".html" ? "frame-ancestors 'none'" : "default-src 'none'; sandbox; frame-ancestors 'none'";
        context.Response.ContentType = type;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.SendFileAsync(file, context.RequestAborted);
    }

    /// <summary>Sends what is read now, and again whenever its files have changed, until the page is closed.</summary>
    private async Task WatchAsync(HttpContext context, Func<string> signature, Func<string> read)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        string? sent = null, seen = null;
        try
        {
            for (var first = true; ; first = false)
            {
                if (!first)
                    await System.Threading.Tasks.Task.Delay(Interval, time, either.Token);
                var now = signature();
                if (now == seen)
                    continue;
                var content = read();
                seen = now;
                if (content == sent)
                    continue;
                sent = content;
                // Not before there is something: what cannot be read is answered as a failure, not as a stream.
                if (!context.Response.HasStarted)
                    context.Response.ContentType = "text/event-stream";
                await context.Response.WriteAsync($"data: {content}\n\n", either.Token);
                await context.Response.Body.FlushAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The page was closed, or the server ends.
        }
    }
}
