using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Flows;

/// <summary>What is kept under a name, and what a condition takes away from it.</summary>
internal sealed partial class Evaluation
{
    private Taint? OfStore(Expression.Store store)
    {
        var value = Value(store.Value);
        if (store.Target is Expression.Member member)
            Arrive(_index.Sinks.Of(_file, $"={member.Id}"), store.At, value);
        Assign(store.Target, store.Value, value, store.Adds);
        return value;
    }

    private void Assign(Expression target, Expression source, Taint? value, bool adds)
    {
        switch (target)
        {
            case Expression.Group group:
                foreach (var item in group.Items)
                    Assign(item.Value is Expression.Store { Target: var inner } ? inner : item.Value, source, Part(item, source, value), adds);
                break;
            case Expression.Element { Of: var of }:
                Assign(of, source, value, adds: true);
                break;
            case Expression.Name or Expression.Member when target.Path.Length > 0:
                _scope.Set(target.Path, adds ? Taint.Of(Held(target.Path), value) : value, _inner, _block);
                if (value is not null && IsField(target.Path))
                    _index.Fields.TryAdd($"{_routine.Owner}.{target.Path}", value with { Parameters = 0 });
                break;
        }
    }

    // "{ body } = req" reads req.body.
    private Taint? Part(Passed item, Expression source, Taint? value)
    {
        var name = item.Name ?? (item.Value as Expression.Name)?.Id;
        return name is null || _file.File.Language is not (Languages.JavaScript or Languages.TypeScript) ? value : Taint.Of(value?.Part(), RequestInputs.Read(_file, new Expression.Member(source.At, source, name)));
    }

    // What a condition looks at and would have turned away can no longer do harm behind it.
    private void Decide(Expression condition)
    {
        switch (condition)
        {
            case Expression.Either either:
                foreach (var part in either.Parts)
                    Decide(part);
                break;
            case Expression.Outcome { Mark: "in", Parts: [var left, var right, ..] }:
                Clear(left, Danger.Any);
                Clear(right, left is Expression.Constant ? Danger.Place : Danger.None);
                break;
            case Expression.Outcome outcome:
                foreach (var part in outcome.Parts)
                    Decide(part);
                break;
            case Expression.Call call when Cleaning.OfCheck(call.Function) is var danger and not Danger.None:
                foreach (var argument in call.Arguments)
                    Clear(argument.Value, danger);
                if (call.Callee is Expression.Member member)
                    Clear(member.Of, danger);
                break;
        }
    }

    private void Clear(Expression expression, Danger danger)
    {
        var path = expression is Expression.Call { Callee: Expression.Member of } ? of.Of.Path : expression is Expression.Member member && _scope.Get(member.Path) is null ? member.Of.Path : expression.Path;
        if (danger is not Danger.None && _scope.Get(path) is { Taint: { } taint })
            _scope.Set(path, taint.Clear(danger), _inner, _block, isChecked: true);
    }
}
