namespace CodeReview.Agents.Flows;

/// <summary>What is Ruby's alone: calls without brackets, blocks, conditions behind a statement.</summary>
internal sealed partial class Parser
{
    // A call without brackets, a block, a condition behind the statement.
    private Expression ReadRubyTail(Expression value, Stack<Frame> frames, int indent)
    {
        if (!Ends && value is Expression.Name or Expression.Member && IsOperand(Now) | Now.Is(":") | Now.Is("*") && !IsRubyTail(Now))
            value = new Expression.Call(value.At, value, ReadList(), isNew: false);
        if (!Ends && value is Expression.Store { Value: Expression.Name or Expression.Member } store && IsOperand(Now) && !IsRubyTail(Now))
            value = new Expression.Store(store.At, store.Target, new Expression.Call(store.Value.At, store.Value, ReadList(), isNew: false), store.Adds);
        if (!Ends && Now.Kind is TokenKind.Name && Now.Value is "if" or "unless" or "rescue")
        {
            _index++;
            Routine.Steps.Add(new Step.Check(Block, ReadExpression()));
        }
        else if (!Ends && (Now.IsName("do") || Now.Is("{")))
        {
            _index++;
            Do(value);
            if (Accept("|"))
            {
                while (!AtEnd && !Now.Is("|"))
                {
                    if (Now.Kind is TokenKind.Name)
                        Do(new Expression.Store(Now.At, new Expression.Name(Now.At, Now.Value), new Expression.Element(value.At, value, null), adds: false));
                    _index++;
                }

                Accept("|");
            }

            Nest(frames, indent);
            return new Expression.Constant(value.At, "");
        }

        return value;
    }

    private static bool IsRubyTail(Token token) => token.Kind is TokenKind.Name && token.Value is "if" or "unless" or "do" or "rescue" or "while" or "then";
}
