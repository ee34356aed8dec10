using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CodeReview.Testing;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The target as it was sent, nothing of it decoded.</param>
/// <param name="Headers">The headers by their names in lower case.</param>
/// <param name="Body">The body.</param>
public sealed record Received(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Reads a request to its end.</summary>
    public static async Task<Received> OfAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        return new Received(
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value.ToArray())),
            body.ToArray());
    }
}
