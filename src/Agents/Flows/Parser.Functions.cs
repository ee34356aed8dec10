using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Flows;

/// <summary>Heads of functions, their parameters, and imports.</summary>
internal sealed partial class Parser
{
    // A name, its parameters, and a body: nothing else of these languages has that shape, once keywords are out.
    private bool IsFunctionHead(int index)
    {
        var token = _tokens[index];
        if (token.Kind is not TokenKind.Name)
            return false;
        if (token.Value is "function" or "func" && _language is not (Languages.Java or Languages.CSharp))
            return _tokens[index + 1].Kind is TokenKind.Name || (_language is Languages.Go && _tokens[index + 1].Is("(") && HeadOf(index) > index) || _tokens[index + 1].Is("*");
        return _language is not (Languages.Go or Languages.Php) && HeadOf(index) is var name and >= 0 && _tokens[name].Kind is TokenKind.Name;
    }

    /// <summary>The index of the name of the function whose head begins at an index, or -1.</summary>
    private int HeadOf(int index)
    {
        // Types and modifiers stand before it.
        var depth = 0;
        for (var at = index; at < Math.Min(_limit, index + 24); at++)
        {
            var token = _tokens[at];
            depth += token.Is("<") || token.Is("[") ? 1 : token.Is(">") || token.Is("]") ? -1 : 0;
            if (token.Is("(") && depth is 0)
                return HasBody(at, index) ? at - 1 : -1;
            if (token.Kind is TokenKind.Name ? NoHead.Contains(token.Value) && depth is 0 : token.Kind is not TokenKind.Operator || token.Value is not ("<" or ">" or "[" or "]" or "," or "." or "?" or "*") || (depth is 0 && token.Value is ","))
                return -1;
        }

        return -1;
    }

    private bool HasBody(int open, int first)
    {
        if (_language is Languages.Go)
            return true;
        var after = _tokens.Closing(open) + 1;
        for (var at = after; at < Math.Min(_limit, after + 16); at++)
        {
            if (_tokens[at].Is("{"))
                // A call that a block follows on a line of its own is a call.
                return !IsScript || !_tokens[at].IsFirstOfLine || open - 1 > first;
            if (_tokens[at].Is("=>"))
                return _language is Languages.CSharp && open - 1 > first;
            var isClause = _tokens[at].Kind is TokenKind.Name || _tokens[at].Is(":") || _tokens[at].Is("<") || _tokens[at].Is(">") || _tokens[at].Is(".") || _tokens[at].Is(",") || _tokens[at].Is("[") || _tokens[at].Is("]") || _tokens[at].Is("|");
            if (!isClause || (at == after && IsScript && !_tokens[at].Is(":")) || (IsScript && _tokens[at].IsFirstOfLine))
                return false;
        }

        return false;
    }

    private Routine ReadFunction(int index, IReadOnlyList<string> marks)
    {
        var (at, owner) = (_tokens[index].At, Owner);
        if (_tokens[index].Value is "function" or "func")
        {
            _index = index + 1;
            Accept("*");
            // The receiver of a method in Go.
            if (Now.Is("("))
            {
                Skip();
                owner = _tokens[_index - 2].Kind is TokenKind.Name ? _tokens[_index - 2].Value : "";
            }
        }
        else
        {
            _index = HeadOf(index);
        }

        var name = _tokens[_index++].Value;
        if (Now.Is("<") || (Now.Is("[") && _language is Languages.Go))
            SkipTo(token => token.Is("("));
        var parameters = Now.Is("(") ? ReadParameters() : [];
        SkipTo(token => token.Is("{") || token.Is("=>") || token.Is(";"));
        var routine = new Routine(name, owner, at, parameters, [.. marks, TextOf(index, Math.Max(index, _index - 1))]);
        return Accept("=>") || Now.Is("{") ? ReadBody(routine) : routine;
    }

    private List<Parameter> ReadParameters() => Within(close =>
    {
        var parameters = new List<Parameter>();
        while (_index < close)
        {
            var from = _index;
            SkipTo(token => token.Is(","));
            if (_index > from)
                parameters.Add(ParameterOf(from, _index));
            Accept(",");
        }

        return parameters;
    });

    private Parameter ParameterOf(int from, int until)
    {
        var note = TextOf(from, until);
        var names = NamesOutside(from, until);
        if (IsScript && _tokens[from].Is("{"))
            return new Parameter("", note) { Parts = names };
        var name = _language switch
        {
            Languages.Java or Languages.CSharp => names.LastOrDefault(),
            Languages.Php => names.Find(name => name.StartsWith('$')),
            Languages.JavaScript or Languages.TypeScript => NameBehindMarks(from, until),
            _ => names.FirstOrDefault(),
        };
        return new Parameter(name ?? "", note);
    }

    // What stands in brackets belongs to an annotation or a type, and what stands behind "=" is the default.
    private List<string> NamesOutside(int from, int until)
    {
        var names = new List<string>();
        var isTakenApart = _tokens[from].Is("{");
        for (var at = from; at < until && !_tokens[at].Is("="); at++)
        {
            if (_tokens[at].Is("(") && !isTakenApart)
                at = _tokens.Closing(at);
            else if (_tokens[at].Kind is TokenKind.Name)
                names.Add(_tokens[at].Value);
        }

        return names;
    }

    private string? NameBehindMarks(int from, int until)
    {
        for (var at = from; at < until; at++)
        {
            var token = _tokens[at];
            if (token.Is("("))
                at = _tokens.Closing(at);
            else if (token.Kind is TokenKind.Name && token.Value is not (['@', ..] or "public" or "private" or "protected" or "readonly"))
                return token.Value;
        }

        return null;
    }
}
