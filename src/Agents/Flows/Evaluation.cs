namespace CodeReview.Agents.Flows;

/// <summary>Goes through one routine: what each name holds, what ends in a sink, what is returned.</summary>
internal sealed partial class Evaluation
{
    private const int MaxDepth = 80;
    private const int MaxParameters = 60;
    private readonly FlowIndex _index;
    private readonly ParsedFile _file;
    private readonly Routine _routine;
    private readonly Summary _summary;
    private Scope _scope;
    private Routine _inner;
    private int _block;
    private int _depth;

    public Evaluation(FlowIndex index, ParsedFile file, Routine routine)
    {
        (_index, _file, _routine, _inner) = (index, file, routine, routine);
        _summary = index.Of(routine);
        _scope = new Scope(null);
        for (var place = 0; place < routine.Parameters.Count; place++)
            Bind(routine, place);
    }

    public void Run()
    {
        foreach (var step in _routine.Steps)
            Take(step, isOuter: true);
    }

    private void Bind(Routine routine, int place)
    {
        var parameter = routine.Parameters[place];
        var input = RequestInputs.Of(_file, routine, parameter, place);
        var taint = place < MaxParameters ? Taint.Of(input, new Taint(null, 1UL << place)) : input;
        foreach (var name in parameter.Parts.Append(parameter.Name).Where(name => name.Length > 0))
            _scope.Set(name, IsRequestPart(parameter, name) ? new Taint(new Origin(_file, routine.At, name), 0) { IsWhole = true } : taint, routine, 0);
    }

    // "({ body, query }, res) => …": the request is taken apart where it comes in.
    private static bool IsRequestPart(Parameter parameter, string name) => parameter.Name.Length is 0 && name is "body" or "query" or "params";

    private void Take(Step step, bool isOuter)
    {
        _block = step.Block;
        switch (step)
        {
            case Step.Do { Value: var value }:
                Value(value);
                break;
            case Step.Return { Value: var value }:
                var returned = Value(value);
                if (isOuter)
                    _summary.Return(returned);
                Arrive(_index.Sinks.Of(_file, "return").Where(row => row.Sink.In?.Invoke(_file, _inner) is not false), value.At, returned);
                break;
            case Step.Check { Condition: var condition }:
                Value(condition);
                Decide(condition);
                break;
            default:
                throw new InvalidOperationException($"A step of kind {step.GetType().Name} is not known here.");
        }
    }

    private Taint? Value(Expression expression)
    {
        if (_depth >= MaxDepth)
            return null;
        _depth++;
        var taint = ValueOf(expression);
        _depth--;
        return taint;
    }

    private Taint? ValueOf(Expression expression) => expression switch
    {
        Expression.Constant => null,
        Expression.Name name => RequestInputs.Read(_file, name) ?? Held(name.Id),
        Expression.Member member => OfMember(member),
        Expression.Element element => OfElement(element),
        Expression.Call call => OfCall(call),
        Expression.Join join => OfJoin(join),
        Expression.Either either => OfEither(either),
        Expression.Group group => OfGroup(group),
        Expression.Outcome outcome => Nothing(outcome.Parts),
        Expression.Store store => OfStore(store),
        Expression.Lambda lambda => OfLambda(lambda, null),
        _ => throw new InvalidOperationException($"An expression of kind {expression.GetType().Name} is not known here."),
    };

    private Taint? Held(string path) => _scope.Get(path) is { } held ? held.Taint
        : IsField(path) && _index.Fields.TryGetValue($"{_routine.Owner}.{path}", out var field) ? field : null;

    private static bool IsField(string path) => path.StartsWith("self.", StringComparison.Ordinal) || path.StartsWith("this.", StringComparison.Ordinal) || path.StartsWith("$this.", StringComparison.Ordinal) || path is ['@', ..];

    private Taint? OfMember(Expression.Member member)
    {
        if (RequestInputs.Read(_file, member) is { } read)
            return read;
        if (member.Path.Length > 0 && (_scope.Get(member.Path) is not null || IsField(member.Path)))
            return Held(member.Path);
        if (member.Id is "length" or "Length" or "Count" or "size" or "pk" or "Id")
            return null;
        // Once: members stand in each other, and twice at each would be a thousand times at ten.
        var of = Value(member.Of);
        return IsOfServer(member.Id) && of is { From.What: var what } && what.Contains("ile", StringComparison.Ordinal) ? null : of?.Part();
    }

    // Where an upload was put for the time being, the server chooses.
    private bool IsOfServer(string member) => (_file.File.Language & Sources.Languages.Script) is not 0 && member is "path" or "destination" or "filename" or "buffer" or "tempFilePath";

    private Taint? OfElement(Expression.Element element)
    {
        if (RequestInputs.Read(_file, element) is { } read)
            return read;
        if (element.Index is Expression.Constant { Text: "tmp_name" or "error" or "size" } && _file.File.Language is Sources.Languages.Php)
            return null;
        if (element.Index is { } index)
            Value(index);
        return Value(element.Of)?.Part();
    }

    // What the condition of a choice has looked at is checked in what it chooses between.
    private Taint? OfEither(Expression.Either either)
    {
        if (either.Parts[0] is Expression.Outcome { Mark: "?" or "if" } condition)
        {
            Value(condition);
            foreach (var part in condition.Parts)
                Decide(part);
        }

        return Any(either.Parts);
    }

    private Taint? Any(IReadOnlyList<Expression> parts)
    {
        Taint? taint = null;
        foreach (var part in parts)
            taint = Taint.Of(taint, Value(part));
        return taint;
    }

    private Taint? Nothing(IReadOnlyList<Expression> parts)
    {
        Any(parts);
        return null;
    }

    // A value behind a host, or behind the beginning of a path, no longer decides where an address leads.
    private Taint? OfJoin(Expression.Join join)
    {
        var (taint, start) = (Any(join.Parts), join.Parts[0] is Expression.Constant first ? first.Text : "");
        if (taint is null)
            return null;
        var scheme = start.IndexOf("://", StringComparison.Ordinal);
        var isAnchored = scheme > 0 ? start.AsSpan(scheme + 3).ContainsAny('/', '?') : start.Length > 1 && start[0] is '/' or '?' or '#';
        var isPath = start.Length > 1 && scheme < 0 && !start.StartsWith("http", StringComparison.Ordinal);
        if (start.StartsWith("redirect:", StringComparison.Ordinal))
            Arrive(_index.Sinks.Of(_file, "=redirect"), join.At, taint);
        var hasMarkup = join.Parts.Any(part => part is Expression.Constant text && text.Text.Contains('<', StringComparison.Ordinal));
        return taint.Part().Clear(Danger.Operators | (isAnchored ? Danger.Address | Danger.Redirect : isPath ? Danger.Address : Danger.None)) with { HasMarkup = taint.HasMarkup || hasMarkup, IsJoined = true };
    }

    private Taint? OfGroup(Expression.Group group)
    {
        Taint? taint = null;
        foreach (var item in group.Items)
        {
            var value = Value(item.Value);
            if (item.Name is { Length: > 0 } name)
                Arrive(_index.Sinks.Of(_file, $"={name}"), item.Value.At, value);
            taint = Taint.Of(taint, value);
        }

        // A list or an object is no text that a page could show.
        return taint?.Clear(Danger.Html);
    }

    private Taint? OfLambda(Expression.Lambda lambda, Taint? given)
    {
        var (scope, inner, block) = (_scope, _inner, _block);
        (_scope, _inner) = (new Scope(scope), lambda.Routine);
        foreach (var parameter in lambda.Routine.Parameters)
        {
            foreach (var name in parameter.Parts.Append(parameter.Name).Where(name => name.Length > 0))
                _scope.Set(name, IsRequestPart(parameter, name) ? new Taint(new Origin(_file, lambda.At, name), 0) { IsWhole = true } : given, lambda.Routine, 0);
        }

        foreach (var step in lambda.Routine.Steps)
            Take(step, isOuter: false);
        (_scope, _inner, _block) = (scope, inner, block);
        return given;
    }
}
