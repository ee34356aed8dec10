namespace CodeReview.Agents.Flows;

/// <summary>Calls: what ends in them, what they do in the repository, what they give back.</summary>
internal sealed partial class Evaluation
{
    private Taint? OfCall(Expression.Call call)
    {
        if (RequestInputs.Read(_file, call) is { } read)
            return read;
        var input = call.Callee is Expression.Member callee ? RequestInputs.Read(_file, callee) : null;
        var receiver = input ?? (call.Callee is Expression.Member member ? Value(member.Of) : call.Callee is Expression.Name ? null : Value(call.Callee));
        var arguments = new Taint?[call.Arguments.Count];
        for (var place = 0; place < arguments.Length; place++)
            arguments[place] = call.Arguments[place].Value is Expression.Lambda lambda ? OfLambda(lambda, Callback(call, receiver)) : Value(call.Arguments[place].Value);
        if (input is not null)
            return input;
        var isSink = End(call, receiver, arguments);
        var called = _index.Called(_file, _inner.Owner.Length > 0 ? _inner : _routine, call);
        if (called.Count > 0)
            return Enter(call, called, receiver, arguments);
        return Result(call, receiver, arguments, isSink);
    }

    // What a callback of a collection, a promise or a socket gets.
    private Taint? Callback(Expression.Call call, Taint? receiver) => call switch
    {
        { Function: "on", Callee: Expression.Member { Of: Expression.Name { Id: "socket" or "ws" or "client" or "conn" or "connection" } } } => new Taint(new Origin(_file, call.At, "message"), 0) { IsWhole = true },
        { Function: "then" or "map" or "forEach" or "filter" or "reduce" or "some" or "flatMap" or "ForEach" or "Select" or "Where" or "each" } => receiver?.Part(),
        _ => null,
    };

    // Whether the call is a sink of any kind: then what comes back is what it made, not what was sent.
    private bool End(Expression.Call call, Taint? receiver, Taint?[] arguments)
    {
        var isSink = false;
        foreach (var (set, sink) in _index.Sinks.Of(_file, call))
        {
            isSink = true;
            Arrive([(set, sink)], call.At, Given(call, sink, receiver, arguments), call);
        }

        return isSink;
    }

    private static Taint? Given(Expression.Call call, Sink sink, Taint? receiver, Taint?[] arguments)
    {
        Taint? given = null;
        foreach (var place in sink.Places)
        {
            if (place is Sink.Receiver)
                given = Taint.Of(given, receiver);
            else if (place is Sink.Anywhere)
                given = arguments.Aggregate(given, Taint.Of);
            else if (place < arguments.Length && (call.Arguments[place].Name is null || sink.Name is null))
                given = Taint.Of(given, arguments[place]);
        }

        for (var place = 0; sink.Name is not null && place < arguments.Length; place++)
            given = call.Arguments[place].Name == sink.Name ? Taint.Of(given, arguments[place]) : given;
        return given;
    }

    private void Arrive(IEnumerable<(SinkSet Set, Sink Sink)> sinks, int at, Taint? taint, Expression.Call? call = null)
    {
        if (taint is null)
            return;
        foreach (var (set, sink) in sinks)
        {
            if ((taint.Cleared & set.Danger) == set.Danger || sink.Of?.Invoke(taint) is false || (call is not null && sink.In?.Invoke(_file, _inner) is false))
                continue;
            if (taint.From is not null)
                _index.Add(_file, set, new Flow(EndOf(at, call), taint, null));
            if (taint.Parameters is not 0)
                _summary.Add(new Reach(taint with { From = null }, set, sink, _file, EndOf(at, call)));
        }
    }

    // A chain of calls over several lines is shown at the call that does the harm.
    private int EndOf(int at, Expression.Call? call)
    {
        if (call?.Callee is not Expression.Member { Id: var id } || call.Arguments.Count is 0)
            return at;
        var (text, line) = (_file.File.Text, _file.File.Source.LineAt(at));
        var name = text.LastIndexOf(id, Math.Max(at, call.Arguments[0].Value.At - 1), StringComparison.Ordinal);
        return name > at && _file.File.Source.LineAt(name) > line ? name : at;
    }

    /// <summary>Takes what is given to routines of the repository to where their summaries say it goes.</summary>
    private Taint? Enter(Expression.Call call, IReadOnlyList<(ParsedFile File, Routine Routine)> called, Taint? receiver, Taint?[] arguments)
    {
        Taint? returned = null;
        foreach (var (_, routine) in called)
        {
            var summary = _index.Of(routine);
            var shift = routine.Parameters is [{ Name: "self" or "cls" }, ..] ? 1 : 0;
            foreach (var reach in summary.Reaches)
            {
                if (Through(call, routine, reach.Taint, shift, arguments) is not { } taint || (taint.Cleared & reach.Set.Danger) == reach.Set.Danger || reach.Sink.Of?.Invoke(taint) is false)
                    continue;
                // A routine that runs whatever statement it is given is no more to blame than the driver: who puts it together is.
                var isWrapper = !reach.Taint.IsJoined && taint.IsJoined && (reach.Set.Danger & (Danger.Sql | Danger.Command)) is not 0;
                var (file, at) = isWrapper ? (_file, call.At) : (reach.File, reach.At);
                if (taint.From is not null)
                    _index.Add(file, reach.Set, new Flow(at, taint, isWrapper ? null : new Origin(_file, call.At, call.Function)));
                if (taint.Parameters is not 0)
                    _summary.Add(reach with { Taint = taint with { From = null }, File = file, At = at });
            }

            if (summary.Returned is { } result)
                returned = Taint.Of(returned, Taint.Of(result.From is null ? null : result with { Parameters = 0 }, Through(call, routine, result, shift, arguments)));
        }

        // A cleaner of the repository's own is trusted by its name, as others are.
        var cleared = Cleaning.OfOwn(call.Function);
        return (returned ?? (receiver is { From: not null } ? receiver : null))?.Clear(cleared);
    }

    // What the arguments make of a value that is stated in terms of the parameters.
    private static Taint? Through(Expression.Call call, Routine routine, Taint stated, int shift, Taint?[] arguments)
    {
        Taint? taint = null;
        for (var place = 0; place < arguments.Length; place++)
        {
            var name = call.Arguments[place].Name;
            var parameter = name is null ? place + shift : routine.Parameters.ToList().FindIndex(known => known.Name == name);
            if (parameter is >= 0 and < MaxParameters && (stated.Parameters & (1UL << parameter)) is not 0)
                taint = Taint.Of(taint, arguments[place]);
        }

        return taint is null ? null : taint.Clear(stated.Cleared) with { IsWeak = taint.IsWeak || stated.IsWeak, HasMarkup = taint.HasMarkup || stated.HasMarkup, IsJoined = taint.IsJoined || stated.IsJoined, IsWhole = taint.IsWhole && stated.IsWhole };
    }

    private Taint? Result(Expression.Call call, Taint? receiver, Taint?[] arguments, bool isSink)
    {
        var given = arguments.Aggregate((Taint?)null, Taint.Of);
        if (Cleaning.Stores(call.Function) && given is not null && call.Callee is Expression.Member { Of: var of } && Stored(of) is { Path.Length: > 0 } store)
            _scope.Set(store.Path, Taint.Of(Held(store.Path), given), _inner, _block, isChecked: true);
        BindOut(call, receiver);
        var cleared = Cleaning.Of(call.Function);
        if (isSink)
            return null;
        if (Cleaning.Passes(call.Function))
            return OfText(call, Taint.Of(receiver, given))?.Clear(cleared);
        if (receiver is not null)
            return Taint.Of(receiver.Part(), cleared is Danger.None ? null : given)?.Clear(cleared);
        if (given is null || cleared is Danger.Any)
            return null;
        // What a function that is not in sight makes of its arguments: a function by itself may pass them on, a method of something else answers.
        return cleared is not Danger.None ? given.Clear(cleared)
            : call.IsNew || (IsFunction(call) && !Looks(call.Function)) ? given.Weakened() : null;
    }

    // "builder.append(a).append(b)" puts both into the builder.
    private static Expression Stored(Expression of)
    {
        while (of is Expression.Call { Callee: Expression.Member { Of: var inner } } call && Cleaning.Stores(call.Function))
            of = inner;
        return of;
    }

    // A function by itself, of a module or of a class, as its name's first letter tells.
    private bool IsFunction(Expression.Call call) => call.Callee is Expression.Name
        || call.Callee is Expression.Member { Of: Expression.Name { Id: var of } } && (char.IsAsciiLetterUpper(of[0]) || _file.Imports.ContainsKey(of));

    // A format that is constant text is joined text, markup included.
    private static Taint? OfText(Expression.Call call, Taint? taint)
    {
        var format = call.Callee is Expression.Member { Of: Expression.Constant of } ? of.Text : call.Arguments is [{ Value: Expression.Constant first }, ..] ? first.Text : "";
        return taint is null || format.Length is 0 ? taint : taint.Part() with { HasMarkup = taint.HasMarkup || format.Contains('<', StringComparison.Ordinal), IsJoined = true };
    }

    // "c.Bind(&user)", "json.NewDecoder(r.Body).Decode(&user)": what is sent is put into an argument.
    private void BindOut(Expression.Call call, Taint? receiver)
    {
        if (_file.File.Language is not Sources.Languages.Go || call.Function is not ("Bind" or "BindJSON" or "ShouldBind" or "ShouldBindJSON" or "BodyParser" or "Decode" or "Unmarshal" or "ShouldBindQuery"))
            return;
        var isContext = call.Callee is Expression.Member { Of: Expression.Name { Id: "c" or "ctx" } };
        var taint = receiver ?? (isContext ? new Taint(new Origin(_file, call.At, call.Path), 0) { IsWhole = true } : null);
        if (taint is not null && call.Arguments.Count > 0 && call.Arguments[^1].Value.Path is { Length: > 0 } path)
            _scope.Set(path, taint, _inner, _block);
    }

    private static bool Looks(string function) => function.StartsWith("find", StringComparison.OrdinalIgnoreCase) || function.StartsWith("get", StringComparison.OrdinalIgnoreCase) || function.StartsWith("fetch", StringComparison.OrdinalIgnoreCase)
        || function.StartsWith("load", StringComparison.OrdinalIgnoreCase) || function.StartsWith("query", StringComparison.OrdinalIgnoreCase) || function.StartsWith("create", StringComparison.OrdinalIgnoreCase)
        || function.StartsWith("check", StringComparison.OrdinalIgnoreCase) || function.StartsWith("verify", StringComparison.OrdinalIgnoreCase) || function.StartsWith("authenticate", StringComparison.OrdinalIgnoreCase)
        || function.StartsWith("save", StringComparison.OrdinalIgnoreCase) || function.StartsWith("insert", StringComparison.OrdinalIgnoreCase) || function.StartsWith("delete", StringComparison.OrdinalIgnoreCase) || function.StartsWith("open", StringComparison.Ordinal);
}
