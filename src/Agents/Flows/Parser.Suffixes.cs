using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Flows;

/// <summary>What follows an operand: members, calls, elements, type arguments.</summary>
internal sealed partial class Parser
{
    private Expression ReadPostfix(Expression of)
    {
        while (!Ends && Now.Kind is TokenKind.Operator or TokenKind.TextOpen or TokenKind.Literal or TokenKind.Name && ReadSuffix(of) is { } longer)
            of = longer;
        return of;
    }

    private Expression? ReadSuffix(Expression of) => (Now.Kind, Now.Value) switch
    {
        (TokenKind.Operator, "." or "?." or "->" or "?->" or "::") when Now.Value is not "." || _language is not Languages.Php => ReadMember(of),
        (TokenKind.Operator, "(") when !_lineBound || !Now.IsFirstOfLine => new Expression.Call(of.At, of, Within(ReadItems), isNew: false),
        (TokenKind.Operator, "[") when !_lineBound || !Now.IsFirstOfLine => new Expression.Element(of.At, of, Within(_ => AtEnd ? null : ReadExpression())),
        (TokenKind.Operator, "{") when MayHoldItems(of) => new Expression.Call(of.At, of, Within(ReadItems), isNew: true),
        (TokenKind.Operator, "!") when IsScript && Next.Kind is TokenKind.Operator && Next.Value is not "=" => Stepped(of),
        (TokenKind.Operator, "++" or "--") => Stepped(of),
        (TokenKind.Operator, "<") when TypeArgumentsEnd() is var end and > 0 => Stepped(of, end),
        (TokenKind.Operator, "\\") when _language is Languages.Php && Next.Kind is TokenKind.Name => Stepped(new Expression.Name(of.At, Next.Value), _index + 2),
        // What a tag makes of its holes is the tag's matter: those of queries bind them.
        (TokenKind.Literal or TokenKind.TextOpen, _) when IsScript && _index > 0 && _tokens[_index - 1].End == Now.At => new Expression.Outcome(of.At, [ReadPrimary()], "tag"),
        (TokenKind.Name, "as" or "satisfies") when IsScript || _language is Languages.CSharp => SkipType(of),
        _ => null,
    };

    private Expression? ReadMember(Expression of)
    {
        _index++;
        if (Now.Kind is TokenKind.Name && !AtEnd)
            return new Expression.Member(of.At, of, _tokens[_index++].Value);
        if (_language is Languages.Go && Now.Is("("))
            Skip();
        else if (!AtEnd && !Now.Is("(") && !Now.Is("[") && !Now.Is("{"))
            _index++;
        return of;
    }

    private Expression Stepped(Expression of, int to = 0)
    {
        _index = to > 0 ? to : _index + 1;
        return of;
    }

    // A literal of a struct in Go, an initializer in C#, a block of Ruby.
    private bool MayHoldItems(Expression of) => !Now.IsFirstOfLine && of is Expression.Name or Expression.Member or Expression.Element
        && _language is Languages.Go && !_inHead && of.Path.Split('.')[^1] is [>= 'A' and <= 'Z', ..];

    private Expression SkipType(Expression of)
    {
        _index++;
        while (!Ends && (Now.Kind is TokenKind.Name || Now.Is(".") || Now.Is("[") || Now.Is("|") || Now.Is("<") || Now.Is(">") || Now.Is("{")))
            Skip();
        return of;
    }

    // "<" opens type arguments where only types stand before its ">", and a call or a name follows.
    private int TypeArgumentsEnd()
    {
        if (_language is Languages.Python or Languages.Ruby or Languages.Php or Languages.Go)
            return -1;
        var depth = 0;
        for (var index = _index; index < Math.Min(_limit, _index + 24); index++)
        {
            var token = _tokens[index];
            depth += token.Is("<") ? 1 : token.Is(">") ? -1 : 0;
            if (depth is 0)
                return _tokens[index + 1] is var next && (next.Is("(") || next.Is("{") || next.Is("[") || next.Is("::") || (next.Kind is TokenKind.Name && !IsScript)) ? index + 1 : -1;
            if (!(token.Kind is TokenKind.Name || (token.Kind is TokenKind.Operator && token.Value is "<" or ">" or "," or "." or "?" or "[" or "]" or "|")))
                return -1;
        }

        return -1;
    }
}
