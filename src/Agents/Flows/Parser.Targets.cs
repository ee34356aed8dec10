using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Flows;

/// <summary>What statements set: targets, one or several, by an assignment or by a loop.</summary>
internal sealed partial class Parser
{
    private void ReadLoop()
    {
        AcceptName("await");
        if (Now.Is("(") && _language is not Languages.Go)
        {
            Within(_ =>
            {
                ReadEach("of", "in", ":", "as");
                while (!AtEnd)
                {
                    if (!Accept(";") && !Accept(","))
                        Do(ReadExpression());
                }

                return true;
            });
            return;
        }

        _inHead = true;
        ReadCondition();
    }

    /// <summary>What each round of a loop sets: one element of what it runs over.</summary>
    private void ReadEach(params ReadOnlySpan<string> marks)
    {
        var head = _inHead;
        _inHead = true;
        while (Now.Kind is TokenKind.Name && Modifiers.Contains(Now.Value) && !AtEnd)
            _index++;
        var target = ReadTargets();
        _inHead = head;
        var isEach = false;
        foreach (var mark in marks)
            isEach |= !isEach && !AtEnd && Now.Value == mark;
        if (!isEach)
        {
            Do(target);
            return;
        }

        var isAs = Now.Value is "as";
        _index++;
        var over = ReadChoice();
        Do(isAs ? new Expression.Store(over.At, over, new Expression.Element(target.At, target, null), adds: false) : new Expression.Store(target.At, target, new Expression.Element(over.At, over, null), adds: false));
        if (isAs && Accept("=>"))
            Do(new Expression.Store(over.At, ReadExpression(), new Expression.Element(target.At, target, null), adds: false));
    }

    // A declared type stands before its name: the name is what is set. Several targets stand side by side.
    private Expression ReadTargets()
    {
        var value = ReadExpression();
        while (!Ends && Now.Kind is TokenKind.Name && !(_inHead && Now.Value is "of" or "in" or "as") && _language is not (Languages.Python or Languages.Ruby))
            value = ReadExpression();
        if (!Ends && Now.Is(":") && IsScript && Next.Kind is TokenKind.Name or TokenKind.Operator && !_inHead)
        {
            SkipTo(token => token.Is("=") || token.Is(";") || token.IsFirstOfLine);
            if (Accept("="))
                return Named(new Expression.Store(value.At, value, ReadExpression(), adds: false));
        }

        if (Ends || !Now.Is(",") || _language is not (Languages.Go or Languages.Python or Languages.Ruby))
            return value;
        var items = new List<Passed> { new(null, value) };
        while (!Ends && Accept(","))
        {
            if (!Ends)
                items.Add(new Passed(null, ReadExpression()));
        }

        // "a, b = f()" reads as a and (b = f()).
        return items[^1].Value is Expression.Store store
            ? new Expression.Store(value.At, new Expression.Group(value.At, [.. items.SkipLast(1), new Passed(null, store.Target)]), store.Value, adds: false)
            : new Expression.Group(value.At, items);
    }

    private void ReadSimple() => Do(ReadTargets());
}
