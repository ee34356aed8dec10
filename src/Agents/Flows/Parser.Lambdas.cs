using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Flows;

/// <summary>Functions as values.</summary>
internal sealed partial class Parser
{
    private bool IsLambdaHead()
    {
        var close = _tokens.Closing(_index);
        if (close >= _limit + 1)
            return false;
        var after = _tokens[close + 1];
        if (after.Is("=>"))
            return IsScript || _language is Languages.CSharp;
        if (after.Is("->"))
            return _language is Languages.Java;
        if (!after.Is(":") || _language is not Languages.TypeScript)
            return false;
        for (var index = close + 2; index < close + 14; index++)
        {
            if (_tokens[index].Is("=>"))
                return true;
            if (_tokens[index].Kind is TokenKind.Operator && _tokens[index].Value is "," or ";" or "(" or ")" or "{" or "=")
                return false;
        }

        return false;
    }

    private Expression.Lambda ReadLambda()
    {
        var at = Now.At;
        AcceptName("async");
        _ = AcceptName("function") || AcceptName("fn") || AcceptName("func");
        Accept("*");
        if (AcceptName("lambda"))
            return ReadPythonLambda(at);
        if (Now.Kind is TokenKind.Name && Next.Is("("))
            _index++;
        var parameters = Now.Is("(") ? ReadParameters() : [new Parameter(Now.Kind is TokenKind.Name ? _tokens[_index++].Value : "", "")];
        SkipTo(token => token.Is("{") || token.Is("=>") || token.Is("->") || token.Is(";") || token.Is(","));
        _ = Accept("=>") || Accept("->");
        return new Expression.Lambda(at, ReadBody(new Routine("", Owner, at, parameters, [])));
    }

    private Expression.Lambda ReadPythonLambda(int at)
    {
        var parameters = new List<Parameter>();
        while (!AtEnd && !Now.Is(":"))
        {
            if (Now.Kind is TokenKind.Name)
                parameters.Add(new Parameter(Now.Value, ""));
            Skip();
        }

        Accept(":");
        return new Expression.Lambda(at, ReadBody(new Routine("", Owner, at, parameters, [])));
    }

    // A block, or an expression that is returned.
    private Routine ReadBody(Routine routine) => InRoutine(routine, () =>
    {
        if (AtEnd)
            return;
        if (!Now.Is("{") || _language is Languages.Python)
        {
            routine.Steps.Add(new Step.Return(0, ReadExpression()));
            return;
        }

        var (bound, head) = (_lineBound, _inHead);
        Within(ReadBlock);
        (_lineBound, _inHead) = (bound, head);
    });
}
