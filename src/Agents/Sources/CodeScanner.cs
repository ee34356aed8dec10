namespace CodeReview.Agents.Sources;

/// <summary>
/// Tells code from comments and literals in one pass, for all languages whose lexical rules differ only in detail. Tolerant:
/// a literal that is not closed ends with its line, or with the file where it may span lines. Open holes of interpolated
/// strings are kept on a list, not on the call stack, so nesting costs memory only.
/// </summary>
internal sealed class CodeScanner
{
    private readonly string _text;
    private readonly Languages _language;
    private readonly CharKind[] _kinds;
    private readonly Stack<(Literal Around, int Depth)> _holes = new();
    private int _at;
    private int _depth;
    private int _lastCode = -1;

    private CodeScanner(string text, Languages language)
    {
        _text = text;
        _language = language;
        _kinds = new CharKind[text.Length];
    }

    public static CodeMap Scan(string text, Languages language)
    {
        var scanner = new CodeScanner(text, language);
        if (language is not Languages.Text)
            scanner.Run();
        return new CodeMap(text, scanner._kinds);
    }

    private bool IsPython => _language is Languages.Python;

    private bool IsScript => (_language & Languages.Script) is not 0;

    private bool IsPhp => _language is Languages.Php;

    private void Run()
    {
        if (IsPhp)
            Mark(MarkupEnd(), CharKind.Comment);
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (char.IsWhiteSpace(c))
                _at++;
            else if (CommentEnd() is var end and >= 0)
                Mark(end, CharKind.Comment);
            else if (Literal.OpensAt(_text, _at, _language) is { } literal)
                Open(literal);
            else if (c is '/' && (IsScript || _language is Languages.Ruby) && PatternMayStandHere() && PatternEnd() is var close and >= 0)
                Mark(close, CharKind.Pattern);
            else if (c is '}' && _depth is 0 && _holes.Count > 0)
                CloseHole();
            else
                Code(c);
        }
    }

    private void Code(char c)
    {
        _depth += c is '{' ? 1 : c is '}' ? -1 : 0;
        _lastCode = _at++;
        if (char.IsLetterOrDigit(c) || c is '_')
        {
            while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_'))
                _lastCode = _at++;
        }
    }

    private int CommentEnd()
    {
        if (IsPython || _language is Languages.Ruby)
            return _text[_at] is '#' ? LineEnd() : -1;
        if (IsPhp && StandsHere("?>"))
            return MarkupEnd();
        if (IsPhp && _text[_at] is '#' && !StandsHere("#["))
            return PhpLineEnd();
        if (_text[_at] is not '/' || _at + 1 == _text.Length)
            return -1;
        if (_text[_at + 1] is '/')
            return IsPhp ? PhpLineEnd() : LineEnd();
        if (_text[_at + 1] is not '*')
            return -1;
        var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        return end < 0 ? _text.Length : end + 2;
    }

    private int LineEnd()
    {
        var end = _text.IndexOf('\n', _at);
        return end < 0 ? _text.Length : end;
    }

    private bool StandsHere(string mark) => string.CompareOrdinal(_text, _at, mark, 0, mark.Length) is 0;

    // A comment of PHP ends with the code that it stands in.
    private int PhpLineEnd()
    {
        var (line, code) = (LineEnd(), _text.IndexOf("?>", _at, StringComparison.Ordinal));
        return code < 0 ? line : Math.Min(line, code);
    }

    // What stands outside of PHP's marks is sent as it is; "<?=" is code, since it writes what follows.
    private int MarkupEnd()
    {
        var open = _text.IndexOf("<?", _at, StringComparison.Ordinal);
        if (open < 0)
            return _text.Length;
        if (string.CompareOrdinal(_text, open, "<?=", 0, 3) is 0)
            return open;
        return open + (string.CompareOrdinal(_text, open, "<?php", 0, 5) is 0 ? 5 : 2);
    }

    private void Open(Literal literal)
    {
        Mark(_at + literal.Open, CharKind.Quote);
        Continue(literal);
    }

    private void CloseHole()
    {
        var (literal, depth) = _holes.Pop();
        _depth = depth;
        Mark(Math.Min(_text.Length, _at + literal.HoleCloseLength), CharKind.Hole);
        Continue(literal);
    }

    private void Continue(Literal literal)
    {
        var (kind, end) = literal.Next(_text, _at);
        Mark(end.Start, CharKind.Literal);
        _lastCode = _at;
        Mark(end.Stop, kind is Literal.Stop.Hole ? CharKind.Hole : CharKind.Quote);
        if (kind is not Literal.Stop.Hole)
            return;
        _holes.Push((literal, _depth));
        _depth = 0;
    }

    private void Mark(int end, CharKind kind)
    {
        Array.Fill(_kinds, kind, _at, end - _at);
        _at = end;
    }

    // A slash divides after a value and opens a pattern after anything else; ECMA-262 leaves no simpler test.
    private bool PatternMayStandHere()
    {
        if (_lastCode < 0)
            return true;
        var last = _text[_lastCode];
        if (!char.IsLetterOrDigit(last) && last is not ('_' or '$' or ')' or ']' or '}' or '"' or '\'' or '`'))
            return true;
        var word = _text.AsSpan(Math.Max(0, _lastCode - 9), Math.Min(10, _lastCode + 1));
        return word.EndsWith("return") || word.EndsWith("typeof") || word.EndsWith("case") || word.EndsWith("yield");
    }

    private int PatternEnd()
    {
        var inClass = false;
        for (var at = _at + 1; at < _text.Length && _text[at] is not '\n'; at++)
        {
            if (_text[at] is '\\')
                at++;
            else if (_text[at] is '[')
                inClass = true;
            else if (_text[at] is ']')
                inClass = false;
            else if (_text[at] is '/' && !inClass)
                return at + 1;
        }

        return -1;
    }
}
