using System.Text;

namespace CodeReview.Protocol.Findings;

/// <summary>
/// A source file as findings see it: lines from 1, separated by <c>\n</c> or <c>\r\n</c>, which belong to no line. One definition
/// for tools, rules, checks and reports, so that a line number means the same everywhere.
/// </summary>
public sealed class SourceText
{
    private readonly string _text;
    private readonly int[] _starts;

    /// <summary>The text of a file; a byte order mark is no part of it.</summary>
    public SourceText(string text)
    {
        var withoutMark = text.StartsWith('\uFEFF') ? text[1..] : text;
        _text = withoutMark.Contains('\r', StringComparison.Ordinal) ? withoutMark.Replace("\r\n", "\n", StringComparison.Ordinal) : withoutMark;
        var starts = new List<int> { 0 };
        for (var at = _text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = _text.IndexOf('\n', at + 1))
            starts.Add(at + 1);
        if (starts.Count > 1 && starts[^1] == _text.Length)
            starts.RemoveAt(starts.Count - 1);
        _starts = [.. starts];
    }

    /// <summary>The whole text, lines separated by <c>\n</c>.</summary>
    public string Text => _text;

    /// <summary>How many lines there are; an empty file has one, which is empty.</summary>
    public int LineCount => _starts.Length;

    /// <summary>Decodes UTF-8; bytes that are none become the replacement character, as in every tool that shows the file.</summary>
    public static SourceText Decode(ReadOnlySpan<byte> content) => new(Encoding.UTF8.GetString(content));

    /// <summary>A line, without its end.</summary>
    /// <param name="number">From 1 to <see cref="LineCount"/>.</param>
    public ReadOnlySpan<char> Line(int number) => _text.AsSpan(_starts[number - 1], LineEnd(number) - _starts[number - 1]);

    /// <summary>Consecutive lines, joined by <c>\n</c>.</summary>
    public string Lines(int first, int last) => _text[_starts[first - 1]..LineEnd(last)];

    /// <summary>The line that a position in <see cref="Text"/> is on.</summary>
    public int LineAt(int position)
    {
        var index = Array.BinarySearch(_starts, position);
        return index >= 0 ? index + 1 : ~index;
    }

    /// <summary>The position in <see cref="Text"/> at which a line begins.</summary>
    public int StartOf(int line) => _starts[line - 1];

    private int LineEnd(int number)
    {
        var end = number < _starts.Length ? _starts[number] - 1 : _text.Length;
        return number == _starts.Length && end > _starts[number - 1] && _text[end - 1] is '\n' ? end - 1 : end;
    }
}
