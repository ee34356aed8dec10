using System.Security.Cryptography;
using System.Text;

namespace CodeReview.Testing;

/// <summary>Recomputes the signature of a request from what came over the wire, by the published description of Signature Version 4.</summary>
public static class SignatureV4
{
    /// <summary>The signature that the request should carry, and the one that it carries.</summary>
    public static (string Expected, string Found) Of(Received request, string secretKey)
    {
        var authorization = request.Headers["authorization"].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
            .Skip(1).Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var scope = authorization["Credential"].Split('/', 2)[1];
        var toSign = $"AWS4-HMAC-SHA256\n{request.Headers["x-amz-date"]}\n{scope}\n{Hex(SHA256.HashData(Utf8(Canonical(request, authorization["SignedHeaders"]))))}";
        var key = scope.Split('/').Aggregate(Utf8("AWS4" + secretKey), (key, part) => HMACSHA256.HashData(key, Utf8(part)));
        return (Hex(HMACSHA256.HashData(key, Utf8(toSign))), authorization["Signature"]);
    }

    private static string Canonical(Received request, string signedHeaders)
    {
        var target = request.Target.Split('?', 2);
        // Every service but S3 has each segment of the path encoded a second time.
        var path = string.Join('/', target[0].Split('/').Select(Uri.EscapeDataString));
        var query = target.Length is 1 ? "" : string.Join('&', target[1].Split('&').Order(StringComparer.Ordinal));
        var headers = string.Concat(signedHeaders.Split(';').Select(name => $"{name}:{request.Headers[name].Trim()}\n"));
        return $"{request.Method}\n{path}\n{query}\n{headers}\n{signedHeaders}\n{Hex(SHA256.HashData(request.Body))}";
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
