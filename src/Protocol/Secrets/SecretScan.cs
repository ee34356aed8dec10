using System.Text;
using CodeReview.Protocol.Texts;

namespace CodeReview.Protocol.Secrets;

/// <summary>A credential in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Name">What it is.</param>
public sealed record Secret(int Start, int Length, string Name);

/// <summary>Finds credentials of known form, and shows them only masked.</summary>
public static class SecretScan
{
    private const int Window = 300;
    private const int Shown = 4;
    private const int LongestKeyKind = 40;

    /// <summary>What stands in place of the rest of a masked secret.</summary>
    public const string MaskEnd = "****";

    private static readonly Anchors FormatAnchors = new([.. SecretFormat.All.Select(format => format.Anchor).Distinct()]);

    private static readonly Anchors KeyHeads = new(["PRIVATE KEY-----", "PRIVATE KEY BLOCK-----"]);

    private static readonly string[] PlaceholderWords =
    [
        "example", "sample", "dummy", "fake", "placeholder", "changeme", "change_me", "change-me", "your", "insert", "replace",
        "xxxx", "****", "....", "0000", "1234567890", "abcdef", "foobar", "redacted", "todo", "<", "${", "{{", "%(", "$(", "test",
    ];

    /// <summary>The credentials of known form, without the ones that are there to show the form.</summary>
    public static IEnumerable<Secret> In(string text)
    {
        for (var next = FormatAnchors.Next(text, 0); next is { } anchor;)
        {
            var secret = At(text, anchor.At);
            if (secret is not null && !IsPlaceholder(text.AsSpan(secret.Start, secret.Length)))
                yield return secret;
            next = FormatAnchors.Next(text, secret is null ? anchor.At + anchor.Length : secret.Start + secret.Length);
        }
    }

    /// <summary>The first credential of any kind that a quote holds, or null.</summary>
    public static Secret? FirstInQuote(string quote) => All(quote).MinBy(secret => secret.Start);

    /// <summary>The text with each credential of known form masked.</summary>
    public static string Mask(string text) => Mask(text, In(text));

    /// <summary>The text with each credential masked, private keys and those that only their name gives away too. Lines stay what they are.</summary>
    public static string MaskAll(string text) => Mask(text, All(text));

    /// <summary>What may be shown of a secret: enough to find it again, too little to use it.</summary>
    public static string Masked(ReadOnlySpan<char> secret) => $"{secret[..Math.Min(Shown, secret.Length / 3)]}{MaskEnd}";

    /// <summary>Whether the value stands for one that somebody else fills in.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<char> value)
    {
        foreach (var word in PlaceholderWords)
        {
            if (value.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return Entropy.Of(value) < 2;
    }

    private static string Mask(string text, IEnumerable<Secret> secrets)
    {
        var masked = new StringBuilder();
        var done = 0;
        foreach (var secret in secrets.OrderBy(secret => secret.Start).ThenByDescending(secret => secret.Length).Where(secret => secret.Start >= done))
        {
            var value = text.AsSpan(secret.Start, secret.Length);
            masked.Append(text, done, secret.Start - done).Append(Masked(value)).Append('\n', value.Count('\n'));
            done = secret.Start + secret.Length;
        }

        return done is 0 ? text : masked.Append(text, done, text.Length - done).ToString();
    }

    private static IEnumerable<Secret> All(string text) => In(text).Concat(Assigned(text)).Concat(PrivateKeys(text));

    private static IEnumerable<Secret> Assigned(string text)
    {
        var start = 0;
        foreach (var line in text.Split('\n'))
        {
            foreach (var secret in AssignedSecret.InLine(line, mayBeBare: false))
                yield return secret with { Start = start + secret.Start };
            start += line.Length + 1;
        }
    }

    // What stands between the two marks of a private key; all that follows where the second one is missing.
    private static IEnumerable<Secret> PrivateKeys(string text)
    {
        for (var next = KeyHeads.Next(text, 0); next is { } head;)
        {
            var (start, end) = (head.At + head.Length, head.At + head.Length);
            if (text.AsSpan(Math.Max(0, head.At - LongestKeyKind), Math.Min(head.At, LongestKeyKind)).Contains("-----BEGIN ", StringComparison.Ordinal))
            {
                while (start < text.Length && char.IsWhiteSpace(text[start]))
                    start++;
                var mark = text.IndexOf("-----END ", start, StringComparison.Ordinal);
                end = mark < 0 ? text.Length : mark;
                if (end > start)
                    yield return new Secret(start, end - start, "private key");
            }

            next = KeyHeads.Next(text, end);
        }
    }

    private static Secret? At(string text, int anchor)
    {
        // Some forms begin before their anchor, all of them by less than this.
        var from = Math.Max(0, anchor - 4);
        var window = text.AsSpan(from, Math.Min(Window, text.Length - from));
        foreach (var format in SecretFormat.All)
        {
            if (!text.AsSpan(anchor).StartsWith(format.Anchor))
                continue;
            foreach (var match in format.Pattern.EnumerateMatches(window))
                return from + match.Index <= anchor ? new Secret(from + match.Index, match.Length, format.Name) : null;
        }

        return null;
    }
}
