using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Secrets;

/// <summary>A credential in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Name">What it is.</param>
internal sealed record Secret(int Start, int Length, string Name);

/// <summary>Finds credentials of known form, and shows them only masked.</summary>
internal static class SecretScan
{
    private const int Window = 300;
    private const int Shown = 4;
    private static readonly Anchors FormatAnchors = new([.. SecretFormat.All.Select(format => format.Anchor).Distinct()]);

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
    public static Secret? FirstInQuote(string quote)
    {
        var assigned = quote.Split('\n')
            .Aggregate((Start: 0, Found: Enumerable.Empty<Secret>()), (lines, line) =>
                (lines.Start + line.Length + 1, lines.Found.Concat(AssignedSecret.InLine(line, mayBeBare: false).Select(secret => secret with { Start = secret.Start + lines.Start }))))
            .Found;
        return In(quote).Concat(assigned).MinBy(secret => secret.Start);
    }

    /// <summary>The text with each credential of known form masked.</summary>
    public static string Mask(string text)
    {
        var masked = text;
        foreach (var secret in In(text).Reverse())
            masked = $"{masked[..secret.Start]}{Masked(text.AsSpan(secret.Start, secret.Length))}{masked[(secret.Start + secret.Length)..]}";
        return masked;
    }

    /// <summary>What may be shown of a secret: enough to find it again, too little to use it.</summary>
    public static string Masked(ReadOnlySpan<char> secret) => $"{secret[..Math.Min(Shown, secret.Length / 3)]}****";

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
