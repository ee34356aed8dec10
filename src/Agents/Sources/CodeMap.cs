namespace CodeReview.Agents.Sources;

/// <summary>What a character of a source file is.</summary>
internal enum CharKind : byte
{
    /// <summary>Code, white space included.</summary>
    Code,

    /// <summary>A comment, its marks included.</summary>
    Comment,

    /// <summary>The content of a string literal.</summary>
    Literal,

    /// <summary>What opens or closes a string literal: quotes and prefixes.</summary>
    Quote,

    /// <summary>What opens or closes a hole in an interpolated string; the code in the hole is code.</summary>
    Hole,

    /// <summary>A regular expression literal.</summary>
    Pattern,
}

/// <summary>
/// The text of a file with the kind of each of its characters, so that a pattern does not fire in a comment, nor a bracket
/// count that stands in a string.
/// </summary>
internal sealed class CodeMap(string text, CharKind[] kinds)
{
    private const int MaxStatementLines = 6;
    private const int MaxStatementLength = 2_000;
    private const int MaxLookBack = 150;

    public string Text => text;

    public CharKind this[int position] => kinds[position];

    public bool IsCode(int position) => kinds[position] is CharKind.Code;

    /// <summary>The part of the text, with comments as spaces.</summary>
    public string WithoutComments(int start, int end) =>
        string.Create(end - start, (this, start), static (view, from) => from.Item1.Fill(view, from.start, blankLiterals: false));

    /// <summary>The part of the text, with comments and the content of literals as spaces; quotes stay.</summary>
    public string CodeOnly(int start, int end) =>
        string.Create(end - start, (this, start), static (view, from) => from.Item1.Fill(view, from.start, blankLiterals: true));

    /// <summary>
    /// The statement around a position, told by brackets and line ends: from its line's first character to the end of the
    /// line on which every bracket is closed. Bounded, so that a file of one endless line costs linear time.
    /// </summary>
    public (int Start, int End) StatementAt(int position)
    {
        var start = position;
        while (start > 0 && text[start - 1] is not '\n' && position - start < MaxLookBack)
            start--;
        while (start < position && char.IsWhiteSpace(text[start]))
            start++;

        var (end, depth, lines) = (start, 0, 1);
        for (; end < text.Length && end - start < MaxStatementLength; end++)
        {
            depth += BracketAt(end);
            if (text[end] is '\n' && end > position && (depth <= 0 || ++lines > MaxStatementLines))
                break;
        }

        return (start, end);
    }

    /// <summary>The position of the bracket that closes the one at <paramref name="open"/>, or -1 within the bound.</summary>
    public int Closing(int open, int bound = MaxStatementLength)
    {
        var depth = 0;
        for (var at = open; at < Math.Min(text.Length, open + bound); at++)
        {
            var bracket = BracketAt(at);
            depth += bracket;
            if (bracket < 0 && depth is 0)
                return at;
        }

        return -1;
    }

    /// <summary>1 where a bracket opens in code, -1 where one closes.</summary>
    public int BracketAt(int position) => kinds[position] is not CharKind.Code ? 0 : text[position] switch
    {
        '(' or '[' or '{' => 1,
        ')' or ']' or '}' => -1,
        _ => 0,
    };

    private void Fill(Span<char> view, int start, bool blankLiterals)
    {
        for (var i = 0; i < view.Length; i++)
        {
            var kind = kinds[start + i];
            var blank = kind is CharKind.Comment || (blankLiterals && kind is CharKind.Literal or CharKind.Pattern);
            view[i] = blank && text[start + i] is not '\n' ? ' ' : text[start + i];
        }
    }
}
