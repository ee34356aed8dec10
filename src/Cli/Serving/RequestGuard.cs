using System.Net;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using Microsoft.AspNetCore.Http;

namespace CodeReview.Cli.Serving;

/// <summary>
/// What every request passes. There is no login, so a page of somebody else in the same browser must get nothing: a name that was made
/// to point here is refused (only IP addresses and localhost name this server), other sites get no answer of the interface, and no
/// method changes anything.
/// </summary>
internal static class RequestGuard
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        Restrict(context.Response.Headers);
        if (Refusal(context.Request) is { } refusal)
        {
            await WriteAsync(context, refusal.Status, refusal.Reason);
            return;
        }

        try
        {
            await next(context);
        }
        catch (ReviewException e)
        {
            await WriteAsync(context, e.Kind is ErrorKind.InvalidRequest ? StatusCodes.Status404NotFound : StatusCodes.Status500InternalServerError, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            await WriteAsync(context, StatusCodes.Status500InternalServerError, Shown.Of(e.Message, 1000));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"A fault of this software, at {Shown.Of(context.Request.Path)}: {e}");
            await WriteAsync(context, StatusCodes.Status500InternalServerError, "A fault of this software; the server's standard error says more.");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The page was closed; nobody waits for an answer.
        }
    }

    private static void Restrict(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private static (int Status, string Reason)? Refusal(HttpRequest request) => request switch
    {
        { Method: not ("GET" or "HEAD") } => (StatusCodes.Status405MethodNotAllowed, "This server only shows: GET and HEAD."),
        { Host.Host: var host } when !NamesThisServer(host) =>
            (StatusCodes.Status421MisdirectedRequest, $"'{Shown.Of(host)}' does not name this server: use its IP address, or localhost."),
        { Path: var path, Headers: var headers } when path.StartsWithSegments("/api") && headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" =>
            (StatusCodes.Status403Forbidden, "Pages of other sites get nothing here."),
        _ => null,
    };

    private static bool NamesThisServer(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out _);

    private static async Task WriteAsync(HttpContext context, int status, string text)
    {
        if (context.Response.HasStarted)
            return;
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync($"{text}\n", context.RequestAborted);
    }
}
