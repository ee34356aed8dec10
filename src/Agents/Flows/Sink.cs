using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Flows;

/// <summary>Where a value does harm: calls by name, or members that are assigned to.</summary>
/// <param name="Languages">The languages in which it does.</param>
/// <param name="Names">
/// Separated by spaces. <c>os.system</c>: that function, whatever it is imported as; <c>.execute</c>: a method of anything;
/// <c>new File</c> (written <c>new:File</c>): a constructor; <c>=innerHTML</c>: a member that is assigned to; <c>return</c>: the result of a routine.
/// </param>
internal sealed record Sink(Languages Languages, string Names)
{
    /// <summary>Any argument, instead of places.</summary>
    public const int Anywhere = -1;

    /// <summary>What the method is called on.</summary>
    public const int Receiver = -2;

    /// <summary>The arguments that do harm, by place.</summary>
    public int[] Places { get; init; } = [0];

    /// <summary>The same by name; a name alone is looked for too.</summary>
    public string? Name { get; init; }

    /// <summary>What must hold of the call as well.</summary>
    public Func<Expression.Call, bool>? When { get; init; }

    /// <summary>What must hold of the routine that it stands in.</summary>
    public Func<ParsedFile, Routine, bool>? In { get; init; }

    /// <summary>What must hold of the value.</summary>
    public Func<Taint, bool>? Of { get; init; }

    /// <summary>What the file must hold as well; any of these.</summary>
    public string[] OnlyIfFileHas { get; init; } = [];
}

/// <summary>The sinks of one rule.</summary>
/// <param name="Danger">What a value must be able to do to do harm there.</param>
/// <param name="Sinks">Where.</param>
internal sealed record SinkSet(Danger Danger, IReadOnlyList<Sink> Sinks);

/// <summary>All sinks, by language and name.</summary>
internal sealed class SinkTable
{
    private readonly Dictionary<(Languages, string), List<(SinkSet Set, Sink Sink, string Name)>> _byName = [];
    private readonly Dictionary<Languages, Anchors> _anchors;

    public SinkTable(IReadOnlyList<SinkSet> sets)
    {
        foreach (var language in Enum.GetValues<Languages>().Where(language => Languages.Flowing.HasFlag(language) && int.IsPow2((int)language)))
        {
            foreach (var (set, sink) in sets.SelectMany(set => set.Sinks.Select(sink => (set, sink))).Where(pair => pair.sink.Languages.HasFlag(language)))
            {
                foreach (var name in sink.Names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    var key = (language, Last(name));
                    if (!_byName.TryGetValue(key, out var known))
                        _byName[key] = known = [];
                    known.Add((set, sink, name));
                }
            }
        }

        _anchors = _byName.Keys.GroupBy(key => key.Item1).ToDictionary(group => group.Key, group => new Anchors([.. group.Select(key => key.Item2).Distinct()]));
    }

    /// <summary>Whether the file may hold any.</summary>
    public bool MayBeIn(SourceFile file) => _anchors.TryGetValue(file.Language, out var anchors) && anchors.Next(file.Text, 0) is not null;

    /// <summary>The sinks that a call is.</summary>
    public IEnumerable<(SinkSet Set, Sink Sink)> Of(ParsedFile file, Expression.Call call)
    {
        if (!_byName.TryGetValue((file.File.Language, call.Function), out var known))
            yield break;
        foreach (var (set, sink, name) in known)
        {
            if (Is(file, call, name) && (sink.When is null || sink.When(call)) && IsIn(file, sink))
                yield return (set, sink);
        }
    }

    /// <summary>The sinks that a name with a mark is, such as <c>=innerHTML</c>.</summary>
    public IEnumerable<(SinkSet Set, Sink Sink)> Of(ParsedFile file, string marked) =>
        _byName.TryGetValue((file.File.Language, Last(marked)), out var known) ? known.Where(row => row.Name == marked && IsIn(file, row.Sink)).Select(row => (row.Set, row.Sink)) : [];

    private static bool IsIn(ParsedFile file, Sink sink) =>
        sink.OnlyIfFileHas.Length is 0 || sink.OnlyIfFileHas.Any(text => file.File.Text.Contains(text, StringComparison.Ordinal));

    private static bool Is(ParsedFile file, Expression.Call call, string name)
    {
        if (name.StartsWith("new:", StringComparison.Ordinal))
            return call.IsNew;
        if (name[0] is '=' || call.IsNew)
            return false;
        if (name[0] is '.')
            return call.Callee is Expression.Member;
        var path = file.Canonical(call.Callee.Path);
        return path == name || (name.Contains('.', StringComparison.Ordinal) && path.EndsWith(name, StringComparison.Ordinal) && path[^(name.Length + 1)] is '.');
    }

    private static string Last(string name) => name[(name.LastIndexOfAny(['.', ':', '=']) + 1)..];
}
