using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CodeReview.Testing;

/// <summary>
/// S3's GetObject and ListObjectsV2 over objects in memory, path-style. It is only read: whatever would write is refused. A listing comes in
/// pages, and refuses what S3 is documented to refuse.
/// </summary>
public sealed class FakeBucket : IAsyncDisposable
{
    private static readonly XNamespace S3 = "http://s3.amazonaws.com/doc/2006-03-01/";
    private WebApplication? _app;

    /// <summary>The objects by bucket and key.</summary>
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    /// <summary>The requests, as method and target.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>How many keys a page of a listing has at most.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>What a user's shell would hold.</summary>
    public Dictionary<string, string> Variables => new()
    {
        ["AWS_ENDPOINT_URL_S3"] = _app!.Urls.First(),
        ["AWS_REGION"] = "eu-west-1",
        ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "example",
        ["AWS_MAX_ATTEMPTS"] = "1",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    /// <summary>Begins to answer on a port of its own.</summary>
    public async Task StartAsync() => _app = await LoopbackServer.StartAsync(ServeAsync);

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }

    /// <summary>What S3 Files does a minute after the last write: each file of a workspace becomes an object.</summary>
    public void Export(string workspace, string bucket)
    {
        foreach (var file in Directory.EnumerateFiles(workspace, "*", SearchOption.AllDirectories))
            Objects[$"{bucket}/workspace/{Path.GetRelativePath(workspace, file).Replace('\\', '/')}"] = File.ReadAllBytes(file);
    }

    /// <summary>Answers a request.</summary>
    public Task ServeAsync(HttpContext context)
    {
        Asked.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        var path = context.Request.Path.Value!.Trim('/');
        return context.Request switch
        {
            { Method: not "GET" } => RefuseAsync(context, StatusCodes.Status403Forbidden, "AccessDenied", "This bucket is only read."),
            { Query: var query } when query["list-type"] == "2" => ListAsync(context, path),
            _ when Objects.TryGetValue(path, out var content) => GiveAsync(context, content),
            _ => RefuseAsync(context, StatusCodes.Status404NotFound, "NoSuchKey", "The specified key does not exist."),
        };
    }

    private static async Task GiveAsync(HttpContext context, byte[] content)
    {
        context.Response.Headers.ETag = Tag(content);
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content);
    }

    private static Task RefuseAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, new XElement("Error", new XElement("Code", code), new XElement("Message", message)));
    }

    private static Task WriteAsync(HttpContext context, XElement answer)
    {
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(answer.ToString());
    }

    // Of the form that an upload in parts has, which is no digest that a client could check.
    private static string Tag(byte[] content) => $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}-1\"";

    private Task ListAsync(HttpContext context, string bucket)
    {
        var query = context.Request.Query;
        var (prefix, delimiter, after) = (query["prefix"].ToString(), query["delimiter"].ToString(), query["continuation-token"].ToString());
        // A folder counts as one, whatever is in it.
        var names = Objects.Where(pair => pair.Key.StartsWith($"{bucket}/{prefix}", StringComparison.Ordinal))
            .Select(pair => (Key: Folded(pair.Key[(bucket.Length + 1)..], prefix, delimiter), pair.Value))
            .DistinctBy(pair => pair.Key).Where(pair => string.CompareOrdinal(pair.Key, after) > 0)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var page = names.Take(PageSize).ToList();
        return WriteAsync(context, new XElement(
            S3 + "ListBucketResult",
            new XElement(S3 + "Name", bucket),
            new XElement(S3 + "KeyCount", page.Count),
            new XElement(S3 + "IsTruncated", page.Count < names.Count ? "true" : "false"),
            page.Count < names.Count ? new XElement(S3 + "NextContinuationToken", page[^1].Key) : null,
            page.Select(entry => delimiter.Length > 0 && entry.Key.EndsWith(delimiter, StringComparison.Ordinal)
                ? new XElement(S3 + "CommonPrefixes", new XElement(S3 + "Prefix", entry.Key))
                : new XElement(
                    S3 + "Contents",
                    new XElement(S3 + "Key", entry.Key),
                    new XElement(S3 + "ETag", Tag(entry.Value)),
                    new XElement(S3 + "Size", entry.Value.Length.ToString(CultureInfo.InvariantCulture)),
                    new XElement(S3 + "LastModified", "2026-01-01T00:00:00.000Z")))));
    }

    private static string Folded(string key, string prefix, string delimiter)
    {
        var end = delimiter.Length is 0 ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return end < 0 ? key : key[..(end + delimiter.Length)];
    }
}
