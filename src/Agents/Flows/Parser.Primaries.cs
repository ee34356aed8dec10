using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Flows;

/// <summary>What expressions are made of: literals, names, brackets, functions.</summary>
internal sealed partial class Parser
{
    private static readonly HashSet<string> Numbers = new(StringComparer.OrdinalIgnoreCase)
    {
        "int", "long", "short", "byte", "float", "double", "bool", "boolean", "integer", "decimal", "uint", "ulong", "guid", "uuid", "localdate", "int64", "int32", "number",
    };

    private Expression ReadPrimary()
    {
        var token = Now;
        if (AtEnd)
            return new Expression.Constant(token.At, "");
        switch (token.Kind)
        {
            case TokenKind.TextOpen:
                return ReadText();
            case TokenKind.Name:
                return ReadName(token);
            case TokenKind.Operator when token.Value is "(":
                return IsLambdaHead() ? ReadLambda() : ReadParentheses();
            case TokenKind.Operator when token.Value is "[" or "{":
                return new Expression.Group(token.At, Within(ReadItems));
            default:
                _index++;
                return new Expression.Constant(token.At, token.Kind is TokenKind.Literal or TokenKind.Number ? token.Value : "");
        }
    }

    private Expression ReadText()
    {
        var (start, at, end) = (_index, Now.At, Math.Min(_tokens.Closing(_index), _limit));
        var isCommand = _result.File.Text[at] is '`' && _language is Languages.Php or Languages.Ruby;
        var parts = new List<Expression>();
        for (_index = start + 1; _index < end;)
        {
            if (Now.Kind is TokenKind.HoleOpen)
                parts.Add(Within(_ => ReadExpression()));
            else
                parts.Add(new Expression.Constant(Now.At, _tokens[_index++].Value));
        }

        _index = Math.Min(end + 1, _tokens.Count - 1);
        var text = new Expression.Join(at, parts);
        return isCommand ? new Expression.Call(at, new Expression.Name(at, "`"), [new Passed(null, text)], isNew: false) : text;
    }

    private Expression ReadName(Token token)
    {
        if ((IsScript || _language is Languages.CSharp) && (Next.Is("=>") || (token.Value is "async" && Next.Kind is TokenKind.Name && _tokens[_index + 2].Is("=>"))))
            return ReadLambda();
        if (_language is Languages.Java && Next.Is("->"))
            return ReadLambda();
        switch (token.Value)
        {
            case "function" or "fn" or "func" when _language is not (Languages.Python or Languages.Ruby or Languages.Java or Languages.CSharp):
            case "lambda" when _language is Languages.Python:
                return ReadLambda();
            case "new" when Next.Kind is TokenKind.Name || Next.Is("\\") || (_language is Languages.CSharp && Next.Is("(")):
                return ReadNew();
            case "echo" or "print" or "include" or "include_once" or "require" or "require_once" or "exit" or "die" when _language is Languages.Php && !Next.Is("("):
                _index++;
                return new Expression.Call(token.At, new Expression.Name(token.At, token.Value), ReadList(), isNew: false);
            case "null" or "None" or "nil" or "true" or "false" or "True" or "False" or "undefined":
                _index++;
                return new Expression.Constant(token.At, token.Value);
            default:
                _index++;
                return new Expression.Name(token.At, token.Value);
        }
    }

    private List<Passed> ReadList()
    {
        var items = new List<Passed>();
        do
            items.Add(ReadItem());
        while (!Ends && Accept(","));
        return items;
    }

    private Expression.Call ReadNew()
    {
        var at = Now.At;
        _index++;
        Accept("\\");
        Expression type = new Expression.Name(at, Now.Kind is TokenKind.Name ? _tokens[_index++].Value : "");
        while (!AtEnd && (Now.Is(".") || Now.Is("\\")) && Next.Kind is TokenKind.Name)
        {
            type = Now.Is(".") ? new Expression.Member(at, type, Next.Value) : new Expression.Name(at, Next.Value);
            _index += 2;
        }

        if (Now.Is("<") && TypeArgumentsEnd() is var end and > 0)
            _index = end;
        else if (Now.Is("<") && Next.Is(">"))
            _index += 2;
        var arguments = !AtEnd && (Now.Is("(") || Now.Is("[")) ? Within(ReadItems) : [];
        if (!AtEnd && Now.Is("{") && _language is Languages.CSharp)
            arguments.AddRange(Within(ReadItems));
        else if (!AtEnd && Now.Is("{") && _language is Languages.Java)
            InBlock(() => Within(ReadBlock));
        return new Expression.Call(at, type, arguments, isNew: true);
    }

    private Expression ReadParentheses()
    {
        var at = Now.At;
        var items = Within(ReadItems);
        if (items.Count is not 1)
            return new Expression.Group(at, items);
        // A type in parentheses before an operand converts it; to a number, nothing of a text is left.
        var isCast = (_language & (Languages.Java | Languages.CSharp | Languages.Php)) is not 0 && items[0].Value is Expression.Name && !Ends
            && ((Now.Kind is TokenKind.Name && Now.Value is not ("is" or "as" or "instanceof")) || Now.Kind is TokenKind.Literal or TokenKind.TextOpen || Now.Is("("));
        if (!isCast)
            return items[0].Value;
        var value = ReadUnaryDeeper();
        return Numbers.Contains(items[0].Value.Path) ? new Expression.Outcome(at, [value], "cast") : value;
    }

    /// <summary>Arguments or items up to a bracket, each with its name or key.</summary>
    private List<Passed> ReadItems(int close)
    {
        var items = new List<Passed>();
        while (_index < close)
        {
            if (Accept(",") || Accept(";"))
                continue;
            var before = _index;
            items.Add(ReadItem());
            if (_language is Languages.Python && (Now.IsName("for") || Now.IsName("async")) && !AtEnd)
                ReadComprehension();
            SkipTo(token => token.Is(",") || token.Is(";"));
            _index = Math.Max(_index, before + 1);
        }

        return items;
    }

    private Passed ReadItem()
    {
        while (IsScript && Now.Kind is TokenKind.Name && Now.Value is "get" or "set" or "async" or "static" && Next.Kind is TokenKind.Name && !AtEnd)
            _index++;
        if (IsScript && Now.Kind is TokenKind.Name && Next.Is("(") && IsFunctionHead(_index))
        {
            var name = Now.Value;
            return new Passed(name, new Expression.Lambda(Now.At, _result.Add(ReadFunction(_index, []))));
        }

        if (Now.Kind is TokenKind.Name or TokenKind.Literal && (Next.Is("=") || Next.Is(":") || Next.Is("=>")))
        {
            if (!(Next.Is("=>") && Now.Kind is TokenKind.Name && _language is not (Languages.Php or Languages.Ruby)))
            {
                var (key, isStored, at) = (Now.Value, Next.Is("=") && _language is not (Languages.Python or Languages.CSharp), Now.At);
                _index += 2;
                var value = ReadExpression();
                if (value is Expression.Lambda lambda)
                    _result.Add(lambda.Routine.Under(key));
                return new Passed(key, isStored ? new Expression.Store(at, new Expression.Name(at, key), value, adds: false) : value);
            }
        }

        var item = ReadExpression();
        // The key of an item may be an expression of its own.
        if (!AtEnd && (Now.Is(":") || Now.Is("=>")))
        {
            _index++;
            return new Passed("", AtEnd ? item : new Expression.Either(item.At, [item, ReadExpression()]));
        }

        return new Passed(null, item);
    }

    // What a comprehension runs over is set before its value is made; both are steps.
    private void ReadComprehension()
    {
        while (!AtEnd && (AcceptName("async") || Now.IsName("for")))
        {
            if (!AcceptName("for"))
                continue;
            ReadEach("in");
            while (AcceptName("if"))
                Routine.Steps.Add(new Step.Check(Block, ReadChoice()));
        }
    }
}
