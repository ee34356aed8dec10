using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Flows;

/// <summary>Cuts a file into tokens. Comments are left out; holes of literals are tokens like other code.</summary>
internal sealed class Tokenizer
{
    private static readonly string[] Operators =
    [
        "===", "!==", "**=", "<<=", ">>=", "...", "?->", "??=", "||=", "&&=", "<=>", "?.", "??", "=>", "->", "==", "!=", "<=", ">=", "&&", "||", "++", "--", "+=", "-=", "*=", "/=",
        "%=", ".=", "|=", "&=", "::", ":=", "**", "//", "<<", "=~", "<-",
    ];

    private static readonly string[] Single = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];
    private readonly SourceFile _file;
    private readonly string _text;
    private readonly List<Token> _tokens;
    private readonly HashSet<string> _pool = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _pooled;
    private readonly Stack<Literal> _open = new();
    private int _at;
    private int _lineStart;
    private bool _isFirst = true;

    private Tokenizer(SourceFile file)
    {
        (_file, _text, _tokens) = (file, file.Text, new List<Token>(file.Text.Length / 4));
        _pooled = _pool.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static TokenList Of(SourceFile file)
    {
        var tokenizer = new Tokenizer(file);
        tokenizer.Run();
        return new TokenList(tokenizer._tokens, file.Text.Length);
    }

    private void Run()
    {
        while (_at < _text.Length)
        {
            var (c, kind) = (_text[_at], _file.Code[_at]);
            if (c is '\n')
                (_isFirst, _lineStart, _at) = (true, _at + 1, _at + 1);
            else if (char.IsWhiteSpace(c) && kind is CharKind.Code)
                _at++;
            else if (c is '\\' && _at + 1 < _text.Length && _text[_at + 1] is '\n')
                (_lineStart, _at) = (_at + 2, _at + 2);
            else if (kind is CharKind.Comment)
                SkipComment();
            else if (kind is CharKind.Hole && _open.TryPop(out var around))
                CloseHole(around);
            else if (kind is CharKind.Quote && Literal.OpensAt(_text, _at, _file.Language) is { } literal)
                Open(literal);
            else if (kind is CharKind.Pattern)
                Add(TokenKind.Literal, "", RunOf(CharKind.Pattern));
            else if (IsNameStart(c))
                Add(TokenKind.Name, null, NameEnd());
            else if (char.IsAsciiDigit(c))
                Add(TokenKind.Number, null, NumberEnd());
            else
                AddOperator(c);
        }
    }

    private void Add(TokenKind kind, string? value, int end)
    {
        _tokens.Add(new Token(kind, value ?? Pooled(_at, end), _at, end, _isFirst ? _at - _lineStart : -1));
        (_at, _isFirst) = (end, false);
    }

    private string Pooled(int start, int end)
    {
        var span = _text.AsSpan(start, end - start);
        if (span.Length is 1 && span[0] < 128)
            return Single[span[0]];
        if (_pooled.TryGetValue(span, out var known))
            return known;
        var value = span.ToString();
        _pool.Add(value);
        return value;
    }

    private void SkipComment()
    {
        // Where PHP's code ends, so does its statement.
        if (_file.Language is Languages.Php && _tokens.Count > 0)
            Add(TokenKind.Operator, ";", _at);
        while (_at < _text.Length && _file.Code[_at] is CharKind.Comment)
        {
            if (_text[_at++] is '\n')
                (_isFirst, _lineStart) = (true, _at);
        }
    }

    private int RunOf(CharKind kind)
    {
        var end = _at;
        while (end < _text.Length && _file.Code[end] == kind)
            end++;
        return end;
    }

    // Marks that belong to a name: PHP's and Ruby's variables, JavaScript's private members, annotations and decorators.
    private bool IsNameStart(char c) => char.IsLetter(c) || c is '_' or '$'
        || (c is '@' or '#' && _at + 1 < _text.Length && (char.IsLetter(_text[_at + 1]) || _text[_at + 1] is '_' or '@'));

    private int NameEnd()
    {
        var end = _at + 1;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] is '_' or '$' or '@') && _file.Code[end] is CharKind.Code)
            end++;
        var isMarked = _file.Language is Languages.Ruby && end + 1 < _text.Length && _text[end] is '?' or '!' && _text[end + 1] is not ('=' or ':');
        return isMarked ? end + 1 : end;
    }

    private int NumberEnd()
    {
        var end = _at + 1;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '_' || (_text[end] is '.' && end + 1 < _text.Length && char.IsAsciiDigit(_text[end + 1]))))
            end++;
        return end;
    }

    private void AddOperator(char c)
    {
        if (_file.Language is Languages.Php && _text.AsSpan(_at).StartsWith("<?="))
        {
            Add(TokenKind.Operator, ";", _at);
            Add(TokenKind.Name, "echo", _at + 3);
            return;
        }

        foreach (var mark in Operators)
        {
            if (mark[0] == c && string.CompareOrdinal(_text, _at, mark, 0, mark.Length) is 0)
            {
                Add(TokenKind.Operator, mark, _at + mark.Length);
                return;
            }
        }

        Add(TokenKind.Operator, null, _at + 1);
    }

    private void Open(Literal literal)
    {
        var (start, content) = (_at, _at + literal.Open);
        var (stop, end) = literal.Next(_text, content);
        if (stop is Literal.Stop.Close && !HasNames(literal, content, end.Start))
        {
            // A command in back quotes is more than a literal to PHP and Ruby.
            var isCommand = _text[start] is '`' && _file.Language is Languages.Php or Languages.Ruby;
            Add(TokenKind.Literal, isCommand ? "" : _text[content..end.Start], end.Stop);
            CountLines(start, end.Stop);
            return;
        }

        Add(TokenKind.TextOpen, null, content);
        Continue(literal);
    }

    private void CloseHole(Literal around)
    {
        Add(TokenKind.HoleClose, null, Math.Min(_text.Length, _at + around.HoleCloseLength));
        Continue(around);
    }

    private void Continue(Literal literal)
    {
        var (from, (stop, end)) = (_at, literal.Next(_text, _at));
        if (HasNames(literal, _at, end.Start))
            AddNames(end.Start);
        Add(TokenKind.Piece, null, end.Start);
        Add(stop is Literal.Stop.Hole ? TokenKind.HoleOpen : TokenKind.TextClose, null, end.Stop);
        CountLines(from, end.Stop);
        if (stop is Literal.Stop.Hole)
            _open.Push(literal);
    }

    private void CountLines(int from, int to)
    {
        var last = _text.AsSpan(from, to - from).LastIndexOf('\n');
        _lineStart = last < 0 ? _lineStart : from + last + 1;
    }

    private bool HasNames(Literal literal, int from, int to) =>
        _file.Language is Languages.Php && literal.HoleOpen.Length > 0 && NextName(from, to) >= 0;

    private int NextName(int from, int to)
    {
        for (var at = from; at + 1 < to; at++)
        {
            if (_text[at] is '$' && (char.IsLetter(_text[at + 1]) || _text[at + 1] is '_'))
                return at;
        }

        return -1;
    }

    // "$row[name]" and "$user->name" are holes of PHP that no brace marks.
    private void AddNames(int to)
    {
        for (var name = NextName(_at, to); name >= 0; name = NextName(_at, to))
        {
            Add(TokenKind.Piece, null, name);
            Add(TokenKind.HoleOpen, "", name);
            var end = name + 1;
            while (end < to && (char.IsLetterOrDigit(_text[end]) || _text[end] is '_'))
                end++;
            Add(TokenKind.Name, null, end);
            Add(TokenKind.HoleClose, "", end);
        }
    }
}
