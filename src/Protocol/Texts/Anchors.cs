using System.Buffers;

namespace CodeReview.Protocol.Texts;

/// <summary>Literal text without which a rule cannot apply: a file that holds none of it costs one vectorised search.</summary>
public sealed class Anchors
{
    private readonly string[] _texts;
    private readonly StringComparison _comparison;
    private readonly SearchValues<string> _search;

    /// <summary>Looks for any of these texts.</summary>
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
}
