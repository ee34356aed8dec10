using System.Globalization;
using System.Text;
using CodeReview.Protocol.Json;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>Repository text in Markdown: it shows as itself and is never markup, link, image, mention or HTML.</summary>
internal static class MarkdownText
{
    private const string Marks = "\\`*_[]|~!#$";

    /// <summary>A line of prose.</summary>
    public static string Prose(string text)
    {
        var line = new StringBuilder();
        foreach (var c in Shown.Of(text, 4000))
        {
            if (c is '@' or '<' or '>' or '&')
                line.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
            else if (Marks.Contains(c, StringComparison.Ordinal))
                line.Append('\\').Append(c);
            else
                line.Append(c);
        }

        // A bare address would be made a link.
        return line.Replace("://", "&#58;//").Replace("www.", "www&#46;").ToString();
    }

    /// <summary>A path or a name as code, on one line.</summary>
    public static string Code(string text)
    {
        var line = Shown.Of(text, 1000).Replace("|", "\\|", StringComparison.Ordinal);
        var fence = new string('`', LongestRun(line) + 1);
        return line.Contains('`', StringComparison.Ordinal) ? $"{fence} {line} {fence}" : $"{fence}{line}{fence}";
    }

    /// <summary>A block of code, whose fence no content can close.</summary>
    public static string Block(string text)
    {
        var lines = string.Join('\n', text.Split('\n').Select(line => Shown.Of(line.Replace("\t", "    ", StringComparison.Ordinal), 500)));
        var fence = new string('`', Math.Max(3, LongestRun(lines) + 1));
        return $"{fence}text\n{lines}\n{fence}\n";
    }

    private static int LongestRun(string text)
    {
        int longest = 0, run = 0;
        foreach (var c in text)
            longest = Math.Max(longest, run = c is '`' ? run + 1 : 0);
        return longest;
    }
}
