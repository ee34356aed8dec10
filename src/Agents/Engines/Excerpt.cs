using CodeReview.Agents.Rules;
using CodeReview.Protocol.Findings;

namespace CodeReview.Agents.Engines;

/// <summary>The code that a finding quotes: whole lines where they are few and short, else a cut of them, always exact.</summary>
internal sealed record Excerpt(int StartLine, int EndLine, string Quote)
{
    private const int MaxLines = 6;
    private const int MaxLength = 400;

    public static Excerpt Of(SourceText source, Match match)
    {
        var text = source.Text;
        var (start, end) = (match.Start, Math.Max(match.End, match.Start + 1));
        if (!match.StopsBeforeSecret)
            (start, end) = WholeLines(source, start, end);
        end = Math.Min(end, start + MaxLength);
        // Half of a surrogate pair is no text.
        if (end < text.Length && char.IsLowSurrogate(text[end]))
            end--;
        while (end > start + 1 && char.IsWhiteSpace(text[end - 1]) && !match.StopsBeforeSecret)
            end--;
        var quote = text[start..end].TrimEnd('\n');
        return new Excerpt(source.LineAt(start), source.LineAt(start + quote.Length - 1), quote);
    }

    private static (int Start, int End) WholeLines(SourceText source, int start, int end)
    {
        var (first, last) = (source.LineAt(start), source.LineAt(end - 1));
        var lineStart = source.StartOf(first);
        // A long line is cut near the match, not at its beginning, which may be far away.
        if (start - lineStart < MaxLength / 2)
            start = lineStart;
        while (start < end - 1 && char.IsWhiteSpace(source.Text[start]))
            start++;
        var lastLine = Math.Min(last, source.LineAt(start) + MaxLines - 1);
        return (start, Math.Max(start + 1, source.StartOf(lastLine) + source.Line(lastLine).Length));
    }
}
