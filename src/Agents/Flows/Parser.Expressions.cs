using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Flows;

/// <summary>Expressions, by how tightly their operators bind.</summary>
internal sealed partial class Parser
{
    private Expression ReadExpression()
    {
        if (_depth >= MaxDepth)
        {
            var at = Now.At;
            Skip();
            return new Expression.Constant(at, "");
        }

        _depth++;
        var read = ReadWhole();
        _depth--;
        return read;
    }

    private Expression ReadWhole()
    {
        var left = ReadChoice();
        if (Ends)
            return left;
        if (_language is Languages.Python && Now.IsName("if"))
            return ReadConditional(left);
        if (_language is not (Languages.Python or Languages.Go) && Now.Is("?"))
            return ReadTernary(left);
        if (Now.Kind is TokenKind.Operator && Now.Value is "=" or ":=" or "+=" or ".=" or "??=" or "||=" or "<<=" or "%=" or "-=" or "*=" or "/=" or "|=" or "&=")
        {
            var adds = Now.Value is not ("=" or ":=");
            _index++;
            return Named(new Expression.Store(left.At, left, ReadExpression(), adds));
        }

        if (_language is Languages.Ruby && Accept("<<"))
            return new Expression.Store(left.At, left, ReadExpression(), adds: true);
        return left;
    }

    // A function that is stored under a name can be called by it.
    private Expression.Store Named(Expression.Store store)
    {
        var name = store.Target switch { Expression.Name plain => plain.Id, Expression.Member member => member.Id, _ => "" };
        if (store.Value is Expression.Lambda lambda && name.Length > 0)
            _result.Add(lambda.Routine.Under(name));
        else if (IsScript && ModuleOf(store.Value) is { Length: > 0 } module)
            Import(store.Target, module);
        return store;
    }

    private Expression.Either ReadConditional(Expression left)
    {
        _index++;
        var condition = new Expression.Outcome(Now.At, [ReadChoice()], "if");
        return AcceptName("else") ? new Expression.Either(left.At, [condition, left, ReadExpression()]) : new Expression.Either(left.At, [condition, left]);
    }

    private Expression ReadTernary(Expression left)
    {
        _index++;
        if (Accept(":"))
            return IsScript ? left : new Expression.Either(left.At, [left, ReadExpression()]);
        var first = ReadExpression();
        return Accept(":")
            ? new Expression.Either(left.At, [new Expression.Outcome(left.At, [left], "?"), first, ReadExpression()])
            : new Expression.Either(left.At, [left, first]);
    }

    private Expression ReadChoice()
    {
        var first = ReadComparison();
        if (Ends || !IsChoice(Now))
            return first;
        var parts = new List<Expression> { first };
        while (!Ends && IsChoice(Now))
        {
            _index++;
            parts.Add(ReadComparison());
        }

        return new Expression.Either(first.At, parts);
    }

    private static bool IsChoice(Token token) => token.Value is "||" or "&&" or "??" or "or" or "and" && token.Kind is TokenKind.Operator or TokenKind.Name;

    private Expression ReadComparison()
    {
        var first = ReadSum();
        if (Ends || !IsComparison(Now))
            return first;
        var (parts, mark) = (new List<Expression> { first }, "");
        while (!Ends && IsComparison(Now))
        {
            mark = Now.Value is "not" ? "in" : Now.Value;
            _index++;
            if (!AcceptName("not"))
                AcceptName("in");
            parts.Add(ReadSum());
        }

        return new Expression.Outcome(first.At, parts, mark);
    }

    private bool IsComparison(Token token) => token.Kind switch
    {
        TokenKind.Operator => token.Value is "==" or "!=" or "===" or "!==" or "<" or ">" or "<=" or ">=" or "=~" or "<=>",
        TokenKind.Name => (token.Value is "in" && !_inHead) || token.Value is "instanceof" || (token.Value is "is" && _language is Languages.Python or Languages.CSharp)
            || (token.Value is "not" && _language is Languages.Python && Next.IsName("in")),
        _ => false,
    };

    private Expression ReadSum()
    {
        var first = ReadUnary();
        if (Ends || !IsSum(Now))
            return first;
        var (parts, joins) = (new List<Expression> { first }, false);
        while (!Ends && IsSum(Now))
        {
            joins |= Now.Value is "+" or "%" or "." || (Now.Value is "/" && _language is Languages.Python) || Now.Kind is not TokenKind.Operator;
            if (Now.Kind is TokenKind.Operator)
                _index++;
            parts.Add(ReadUnary());
        }

        return joins ? new Expression.Join(first.At, parts) : new Expression.Outcome(first.At, parts, "-");
    }

    private bool IsSum(Token token) => token.Kind switch
    {
        TokenKind.Operator => token.Value is "+" or "-" or "*" or "/" or "%" or "**" or "//" or "&" or "|" or "^" || (token.Value is "<<" && _language is not Languages.Ruby)
            || (token.Value is "." && _language is Languages.Php),
        // Literals that stand side by side are one.
        TokenKind.Literal or TokenKind.TextOpen => _language is Languages.Python or Languages.Ruby && _tokens[_index - 1].Kind is TokenKind.Literal or TokenKind.TextClose,
        _ => false,
    };

    private Expression ReadUnary()
    {
        var token = Now;
        if (AtEnd)
            return new Expression.Constant(token.At, "");
        if (_language is Languages.Ruby && token.Is(":") && Next.Kind is TokenKind.Name)
        {
            _index += 2;
            return ReadPostfix(new Expression.Constant(token.At, _tokens[_index - 1].Value));
        }

        if (IsTurning(token))
        {
            _index++;
            return new Expression.Outcome(token.At, [ReadUnaryDeeper()], token.Value);
        }

        if (IsKeeping(token))
        {
            _index++;
            return ReadUnaryDeeper();
        }

        return ReadPostfix(ReadPrimary());
    }

    // What stands before a value and makes a truth or a number of it.
    private bool IsTurning(Token token) => token.Kind is TokenKind.Operator ? token.Value is "!" or "-" or "~" or "++" or "--"
        : token.Kind is TokenKind.Name && token.Value is "not" or "typeof" or "delete" or "void" && !Next.Is("(");

    // What stands before a value and leaves it what it is.
    private bool IsKeeping(Token token) => token.Kind is TokenKind.Operator ? token.Value is "+" or "*" or "**" or "&" or "..." or "<-" or "\\" or "@" or ":"
        : token.Kind is TokenKind.Name && token.Value is "await" or "yield" or "async" or "ref" or "out" or "clone" or "throw" && IsOperand(Next);

    private Expression ReadUnaryDeeper()
    {
        if (AtEnd || _depth >= MaxDepth)
            return new Expression.Constant(Now.At, "");
        _depth++;
        var read = ReadUnary();
        _depth--;
        return read;
    }

    private static bool IsOperand(Token token) => token.Kind is TokenKind.Name or TokenKind.Literal or TokenKind.TextOpen or TokenKind.Number || token.Is("(") || token.Is("[") || token.Is("{");
}
