namespace CodeReview.Agents.Sources;

/// <summary>A string literal by what opens it, closes it, escapes in it and opens a hole in it.</summary>
/// <param name="Open">The length of what opens it, prefixes included.</param>
/// <param name="Close">What closes it.</param>
/// <param name="HoleOpen">What opens a hole; empty where it has none.</param>
/// <param name="BackslashEscapes">Whether a backslash takes the next character's meaning away.</param>
/// <param name="DoublingEscapes">Whether what closes it stands for itself when doubled.</param>
/// <param name="SpansLines">Whether a line end belongs to it.</param>
internal sealed record Literal(int Open, string Close, string HoleOpen, bool BackslashEscapes, bool DoublingEscapes, bool SpansLines)
{
    /// <summary>Why the literal's text stopped.</summary>
    public enum Stop
    {
        Close,
        Hole,
    }

    /// <summary>How many braces close a hole: as many as open it.</summary>
    public int HoleCloseLength => HoleOpen is "${" or "#{" or "{$" ? 1 : HoleOpen.Length;

    /// <summary>The literal that opens at a position, or null.</summary>
    public static Literal? OpensAt(string text, int at, Languages language) => language switch
    {
        Languages.Python => Python(text, at),
        Languages.CSharp => CSharp(text, at),
        Languages.Java => Java(text, at),
        Languages.Php => Php(text, at),
        Languages.Go => Go(text, at),
        Languages.Ruby => Ruby(text, at),
        _ => Script(text, at),
    };

    /// <summary>Where the text of the literal stops from a position on, and what stopped it.</summary>
    public (Stop Kind, (int Start, int Stop) End) Next(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] is '\\' && BackslashEscapes)
                at++;
            else if (text[at] is '\n' && !SpansLines)
                return (Stop.Close, (at, at));
            else if (Stands(text, at, Close))
            {
                if (!DoublingEscapes || !Stands(text, at + Close.Length, Close))
                    return (Stop.Close, (at, at + Close.Length));
                at++;
            }
            else if (HoleOpen.Length > 0 && Stands(text, at, HoleOpen))
            {
                // A doubled brace is a brace; in a template literal the dollar has already told the two apart.
                if (HoleOpen is not "{" || !Stands(text, at + 1, "{"))
                    return (Stop.Hole, (at, at + (HoleOpen is "{$" ? 1 : HoleOpen.Length)));
                at++;
            }
        }

        return (Stop.Close, (text.Length, text.Length));
    }

    private static Literal? Python(string text, int at)
    {
        var quote = at;
        while (quote < text.Length && quote - at < 2 && text[quote] is 'r' or 'R' or 'b' or 'B' or 'f' or 'F' or 'u' or 'U')
            quote++;
        if (quote == text.Length || text[quote] is not ('"' or '\''))
            return null;
        var prefix = text.AsSpan(at, quote - at);
        var triple = Stands(text, quote, new string(text[quote], 3));
        var close = new string(text[quote], triple ? 3 : 1);
        return new Literal(prefix.Length + close.Length, close, prefix.ContainsAny("fF") ? "{" : "", BackslashEscapes: true, DoublingEscapes: false, triple);
    }

    private static Literal? CSharp(string text, int at)
    {
        if (text[at] is '\'')
            return new Literal(1, "'", "", BackslashEscapes: true, DoublingEscapes: false, SpansLines: false);
        var (quote, dollars, verbatim) = (at, 0, false);
        for (; quote < text.Length && text[quote] is '$' or '@'; quote++)
        {
            dollars += text[quote] is '$' ? 1 : 0;
            verbatim |= text[quote] is '@';
        }

        if (quote == text.Length || text[quote] is not '"')
            return null;
        var hole = new string('{', dollars);
        var quotes = 1;
        while (quote + quotes < text.Length && text[quote + quotes] is '"')
            quotes++;
        if (quotes >= 3 && !verbatim)
            return new Literal(quote - at + quotes, new string('"', quotes), hole, BackslashEscapes: false, DoublingEscapes: false, SpansLines: true);
        return new Literal(quote - at + 1, "\"", hole, BackslashEscapes: !verbatim, DoublingEscapes: verbatim, SpansLines: verbatim);
    }

    private static Literal? Java(string text, int at) => text[at] switch
    {
        '"' when Stands(text, at, "\"\"\"") => new Literal(3, "\"\"\"", "", BackslashEscapes: true, DoublingEscapes: false, SpansLines: true),
        '"' or '\'' => new Literal(1, text[at].ToString(), "", BackslashEscapes: true, DoublingEscapes: false, SpansLines: false),
        _ => null,
    };

    private static Literal? Script(string text, int at) => text[at] switch
    {
        '`' => new Literal(1, "`", "${", BackslashEscapes: true, DoublingEscapes: false, SpansLines: true),
        '"' or '\'' => new Literal(1, text[at].ToString(), "", BackslashEscapes: true, DoublingEscapes: false, SpansLines: false),
        _ => null,
    };

    private static Literal? Go(string text, int at) => text[at] switch
    {
        '`' => new Literal(1, "`", "", BackslashEscapes: false, DoublingEscapes: false, SpansLines: true),
        '"' or '\'' => new Literal(1, text[at].ToString(), "", BackslashEscapes: true, DoublingEscapes: false, SpansLines: false),
        _ => null,
    };

    // Names in a double-quoted literal are holes without marks: only what reads expressions looks for those.
    private static Literal? Php(string text, int at) => text[at] switch
    {
        '"' or '`' => new Literal(1, text[at].ToString(), "{$", BackslashEscapes: true, DoublingEscapes: false, SpansLines: true),
        '\'' => new Literal(1, "'", "", BackslashEscapes: true, DoublingEscapes: false, SpansLines: true),
        '<' when Stands(text, at, "<<<") => Heredoc(text, at, 3, "{$"),
        _ => null,
    };

    private static Literal? Ruby(string text, int at) => text[at] switch
    {
        '"' or '`' => new Literal(1, text[at].ToString(), "#{", BackslashEscapes: true, DoublingEscapes: false, SpansLines: true),
        '\'' => new Literal(1, "'", "", BackslashEscapes: true, DoublingEscapes: false, SpansLines: true),
        '<' when Stands(text, at, "<<~") || Stands(text, at, "<<-") => Heredoc(text, at, 3, "#{"),
        _ => null,
    };

    // What stands behind the mark on its line is taken for a part of the literal's head.
    private static Literal? Heredoc(string text, int at, int mark, string hole)
    {
        var name = at + mark;
        while (name < text.Length && text[name] is ' ' or '"' or '\'')
            name++;
        var end = name;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_'))
            end++;
        var body = text.IndexOf('\n', end);
        return end == name || !char.IsAsciiLetterUpper(text[name]) || body < 0
            ? null
            : new Literal(body - at, text[name..end], text[name - 1] is '\'' ? "" : hole, BackslashEscapes: false, DoublingEscapes: false, SpansLines: true);
    }

    private static bool Stands(string text, int at, string what) => string.CompareOrdinal(text, at, what, 0, what.Length) is 0;
}
