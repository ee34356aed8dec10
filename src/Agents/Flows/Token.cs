namespace CodeReview.Agents.Flows;

internal enum TokenKind : byte
{
    Name,
    Number,

    /// <summary>A literal without holes; its value is its content.</summary>
    Literal,

    /// <summary>What opens a literal with holes; its pieces and holes follow.</summary>
    TextOpen,
    Piece,
    HoleOpen,
    HoleClose,
    TextClose,
    Operator,
    End,
}

/// <summary>A token of any of the languages.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Its text; the content of a literal.</param>
/// <param name="At">Where it begins.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Indent">Its column where it is the first of its line, else -1.</param>
internal readonly record struct Token(TokenKind Kind, string Value, int At, int End, int Indent)
{
    public bool IsFirstOfLine => Indent >= 0;

    public bool Is(string mark) => Kind is TokenKind.Operator && Value == mark;

    public bool IsName(string name) => Kind is TokenKind.Name && Value == name;
}

/// <summary>The tokens of a file, with the partner of each bracket.</summary>
internal sealed class TokenList
{
    private const int MaxLookBack = 40;
    private readonly Token[] _tokens;
    private readonly int[] _partners;

    public TokenList(List<Token> tokens, int length)
    {
        tokens.Add(new Token(TokenKind.End, "", length, length, 0));
        _tokens = [.. tokens];
        _partners = Partners(_tokens);
    }

    public int Count => _tokens.Length;

    public Token this[int index] => _tokens[Math.Min(index, _tokens.Length - 1)];

    /// <summary>The index of the bracket that closes the one at an index; the end where none does.</summary>
    public int Closing(int index) => index < _partners.Length ? _partners[index] : _tokens.Length - 1;

    // A bracket that closes what is further out leaves what is further in open: those end with it.
    private static int[] Partners(Token[] tokens)
    {
        var (partners, open) = (new int[tokens.Length], new List<(int Index, char Close)>());
        for (var index = 0; index < tokens.Length; index++)
        {
            partners[index] = tokens.Length - 1;
            if (CloseOf(tokens[index]) is var close and not '\0')
            {
                open.Add((index, close));
                continue;
            }

            // A closer looks back no further than some brackets: text with many that fit nothing stays cheap.
            if (open.Count is 0 || CloserOf(tokens[index]) is not (var closer and not '\0') || open.FindLastIndex(open.Count - 1, Math.Min(open.Count, MaxLookBack), bracket => bracket.Close == closer) is not (var found and >= 0))
                continue;
            for (var inner = found; inner < open.Count; inner++)
                partners[open[inner].Index] = index;
            open.RemoveRange(found, open.Count - found);
        }

        return partners;
    }

    private static char CloseOf(Token token) => token.Kind switch
    {
        TokenKind.TextOpen => 't',
        TokenKind.HoleOpen => 'h',
        TokenKind.Operator => token.Value switch { "(" => ')', "[" => ']', "{" => '}', _ => '\0' },
        _ => '\0',
    };

    private static char CloserOf(Token token) => token.Kind switch
    {
        TokenKind.TextClose => 't',
        TokenKind.HoleClose => 'h',
        TokenKind.Operator => token.Value is ")" or "]" or "}" ? token.Value[0] : '\0',
        _ => '\0',
    };
}
