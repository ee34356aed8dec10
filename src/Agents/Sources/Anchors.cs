using System.Buffers;

namespace CodeReview.Agents.Sources;

/// <summary>Literal text without which a rule cannot apply: a file that holds none of it costs one vectorised search.</summary>
internal sealed class Anchors
{
    private readonly string[] _texts;
    private readonly StringComparison _comparison;
    private readonly SearchValues<string> _search;

    public Anchors(string[] texts, bool ignoreCase = false)
    {
        // The longest first, so that what stands at a place is told by its longest spelling.
        _texts = [.. texts.OrderByDescending(text => text.Length)];
        _comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        _search = SearchValues.Create(_texts, _comparison);
    }

    /// <summary>The position and length of the next anchor, or null.</summary>
    public (int At, int Length)? Next(string text, int from)
    {
        if (from >= text.Length)
            return null;
        var found = text.AsSpan(from).IndexOfAny(_search);
        if (found < 0)
            return null;
        var at = from + found;
        return (at, Array.Find(_texts, anchor => text.AsSpan(at).StartsWith(anchor, _comparison))!.Length);
    }

    /// <summary>Every anchor that begins in code, and not in the middle of a longer name.</summary>
    public IEnumerable<(int At, int Length)> InCode(SourceFile file)
    {
        for (var next = Next(file.Text, 0); next is { } anchor; next = Next(file.Text, anchor.At + anchor.Length))
        {
            if (file.Code.IsCode(anchor.At) && !ContinuesName(file.Text, anchor.At))
                yield return anchor;
        }
    }

    private static bool ContinuesName(string text, int at) =>
        at > 0 && IsName(text[at]) && (IsName(text[at - 1]) || text[at - 1] is '$');

    private static bool IsName(char c) => char.IsLetterOrDigit(c) || c is '_';
}
