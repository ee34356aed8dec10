using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace CodeReview.Orchestrator.Summarizing.Html;

/// <summary>
/// A page out of a template of this assembly. A name in double braces is replaced once, by bytes that are fit for their place; what
/// was put in is not looked at again, so no content can name another part.
/// </summary>
internal static class HtmlPage
{
    private static readonly ConcurrentDictionary<string, string> Resources = new();

    /// <summary>The page's bytes, UTF-8.</summary>
    public static byte[] Render(string template, IReadOnlyDictionary<string, byte[]> parts)
    {
        var page = new ArrayBufferWriter<byte>();
        var rest = Resource(template).AsSpan();
        while (rest.IndexOf("{{") is var open and >= 0)
        {
            var close = rest.IndexOf("}}");
            page.Write(Encoding.UTF8.GetBytes(rest[..open].ToString()));
            page.Write(parts[rest[(open + 2)..close].ToString()]);
            rest = rest[(close + 2)..];
        }

        page.Write(Encoding.UTF8.GetBytes(rest.ToString()));
        return page.WrittenSpan.ToArray();
    }

    /// <summary>A file that is part of this assembly.</summary>
    public static string Resource(string name) => Resources.GetOrAdd(name, static name =>
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream($"html/{name}") ?? throw new InvalidOperationException($"The resource '{name}' is not part of the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>
    /// The policy of a page that loads nothing and runs nothing but this style and this script, and whose script cannot make markup
    /// out of text.
    /// </summary>
    public static string Policy(string style, string script) => string.Join("; ",
        "default-src 'none'", $"style-src {Hash(style)}", $"script-src {Hash(script)}", "base-uri 'none'", "form-action 'none'",
        "require-trusted-types-for 'script'", "trusted-types 'none'");

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
