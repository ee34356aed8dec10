using System.Security.Cryptography;

namespace CodeReview.Protocol.Workspace;

/// <summary>The digest by which the journal names a file's content: <c>sha256:</c> and 64 lower-case hexadecimal digits.</summary>
public static class Digest
{
    /// <summary>The digest of these bytes.</summary>
    public static string Of(ReadOnlySpan<byte> content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";
}
