using System.Globalization;
using System.Text;
using CodeReview.Protocol.Json;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>Repository text in Markdown: it shows as itself and is never markup, link, image, mention or HTML.</summary>
/// <remarks>
/// GitHub looks for mentions, issues, addresses and emoji in the rendered text, where an entity is the character again and a
/// backslash is gone. Only a character in between stops that, hence the zero-width space.
/// </remarks>
internal static class MarkdownText
{
    private const string Marks = "\\`*_[]|~!#$";
    private const string ZeroWidthSpace = "&#8203;";
    private const int MaxBlockLines = 16;

    /// <summary>A line of prose; white space of any kind is one space.</summary>
    public static string Prose(string text, int maxLength = 2000)
    {
        var folded = Shown.Of(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), maxLength);
        var line = new StringBuilder();
        var marker = ListMarker(folded);
        for (var at = 0; at < folded.Length; at++)
        {
            var c = folded[at];
            if (at == marker || Marks.Contains(c, StringComparison.Ordinal))
                line.Append('\\');
            if (c is '<' or '>' or '&')
                line.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
            else
                line.Append(c);
            if (JoinsToSomethingLive(folded, at))
                line.Append(ZeroWidthSpace);
        }

        return line.ToString();
    }

    /// <summary>A path or a name as code, on one line, in a table or out of it.</summary>
    public static string Code(string text)
    {
        var line = Shown.Of(text, 1000);
        if (!line.AsSpan().ContainsAny("`|\\"))
            return $"`{line}`";
        // Renderers differ about these within a table; about entities they do not.
        var encoded = line.EnumerateRunes().Select(rune => Rune.IsLetterOrDigit(rune) || rune.Value is '/' or ' '
            ? rune.ToString()
            : string.Create(CultureInfo.InvariantCulture, $"&#{rune.Value};"));
        return $"<code>{string.Concat(encoded)}</code>";
    }

    /// <summary>A block of code, whose fence no content can close; of a long one the first lines.</summary>
    public static string Block(string text)
    {
        var lines = text.Split('\n');
        var shown = string.Join('\n', lines.Take(MaxBlockLines).Select(line => Shown.Of(line.Replace("\t", "    ", StringComparison.Ordinal), 300)));
        var fence = new string('`', Math.Max(3, LongestRun(shown) + 1));
        var left = lines.Length - MaxBlockLines;
        return $"{fence}text\n{shown}\n{fence}\n{(left > 0 ? string.Create(CultureInfo.InvariantCulture, $"\n… and {left:n0} lines more.\n") : "")}";
    }

    // Where a first character, or what follows a first number, would begin a list, an underline or a rule; else -1.
    private static int ListMarker(string line)
    {
        var digits = line.TakeWhile(char.IsAsciiDigit).Count();
        return digits < line.Length && (digits > 0 ? line[digits] is '.' or ')' : line[0] is '-' or '+' or '=') ? digits : -1;
    }

    private static bool JoinsToSomethingLive(string line, int at) => line[at] switch
    {
        '@' or '#' => true,
        ':' => at + 1 < line.Length && line[at + 1] is not ' ',
        '.' => at >= 3 && line.AsSpan(at - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static int LongestRun(string text)
    {
        int longest = 0, run = 0;
        foreach (var c in text)
            longest = Math.Max(longest, run = c is '`' ? run + 1 : 0);
        return longest;
    }
}
