using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Flows;

/// <summary>
/// Follows what is sent from outside through the routines of some files. Each routine is gone through once a round, in the order of its
/// text; what callers have to know of it becomes its summary, and rounds go on while a summary changes, up to a bound. Branches are
/// joined rather than told apart, so a value counts as dangerous if it is on any way through.
/// </summary>
internal sealed class FlowIndex
{
    private const int MaxRounds = 4;
    private const int MaxCandidates = 3;
    private readonly Dictionary<(SourceFile, SinkSet), Dictionary<int, Flow>> _flows = [];
    private readonly Dictionary<SourceFile, ParsedFile> _parsed = [];
    private readonly Dictionary<Routine, Summary> _summaries = [];
    private readonly Dictionary<string, List<(ParsedFile File, Routine Routine)>> _byName = new(StringComparer.Ordinal);

    private ILookup<(Languages Language, string Name), string> _declared = Array.Empty<(Languages Language, string Name)>().ToLookup(key => key, _ => "");

    private FlowIndex(SinkTable sinks) => Sinks = sinks;

    public SinkTable Sinks { get; }

    /// <summary>What members of objects hold, by class and path.</summary>
    public Dictionary<string, Taint> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Follows what is sent through the files that may read or use it. Tests and what tools wrote are left out.</summary>
    public static FlowIndex Of(IReadOnlyList<SourceFile> files, SinkTable sinks)
    {
        var index = new FlowIndex(sinks);
        var candidates = files.Where(file => Languages.Flowing.HasFlag(file.Language) && file is { IsTest: false, IsGenerated: false, IsMinified: false }).ToList();
        if (candidates.Exists(RequestInputs.MayBeIn))
            index.Follow([.. candidates.Where(file => RequestInputs.MayBeIn(file) || sinks.MayBeIn(file)).Select(Parser.Parse)]);
        return index;
    }

    /// <summary>The file as it was read; null where nothing in it was worth reading.</summary>
    public ParsedFile? Parsed(SourceFile file) => _parsed.GetValueOrDefault(file);

    /// <summary>The flows into some sinks in a file, in the order of its text.</summary>
    public IEnumerable<Flow> Into(SinkSet set, SourceFile file) =>
        _flows.TryGetValue((file, set), out var flows) ? flows.Values.OrderBy(flow => flow.At) : [];

    public Summary Of(Routine routine) => _summaries.TryGetValue(routine, out var summary) ? summary : _summaries[routine] = new Summary();

    /// <summary>The routines that a call may mean: of the same file before others, and none where there are too many.</summary>
    public IReadOnlyList<(ParsedFile File, Routine Routine)> Called(ParsedFile from, Routine caller, Expression.Call call)
    {
        if (call.Function.Length < 2 || !_byName.TryGetValue(call.Function, out var named))
            return [];
        var isMember = call.Callee is Expression.Member;
        var receiver = (call.Callee as Expression.Member)?.Of is Expression.Name of ? of.Id : "";
        if (receiver is "self" or "this" or "cls" or "$this" or "@" && named.Where(row => row.File == from && row.Routine.Owner == caller.Owner).ToList() is { Count: > 0 } own)
            return own;
        if (named.Where(row => row.Routine.Owner.Length > 0 && row.Routine.Owner == receiver).ToList() is { Count: > 0 } ofClass)
            return ofClass;
        if (isMember && Of(from, (Expression.Member)call.Callee, named) is { Count: > 0 and <= MaxCandidates } typed)
            return typed;
        var fitting = named.Where(row => row.File.File.Language == from.File.Language && call.Arguments.Count <= row.Routine.Parameters.Count + (isMember ? 0 : 1)).ToList();
        var here = fitting.Where(row => row.File == from && (!isMember || row.Routine.Owner.Length > 0)).ToList();
        var found = here.Count > 0 ? here : fitting;
        return found.Count <= MaxCandidates && (here.Count > 0 || !isMember || !IsEverywhere(call.Function)) ? found : [];
    }

    // What the receiver is declared as, or the module that it stands for, tells of many methods with one name which is meant.
    private List<(ParsedFile File, Routine Routine)> Of(ParsedFile from, Expression.Member callee, List<(ParsedFile File, Routine Routine)> named)
    {
        var receiver = callee.Of switch { Expression.Name name => name.Id, Expression.Member member => member.Id, _ => "" };
        if (receiver.Length is 0)
            return [];
        var module = from.Imports.GetValueOrDefault(receiver, "");
        module = module[(module.LastIndexOf('.') + 1)..];
        return [.. named.Where(row => row.File.File.Language == from.File.Language && (row.Routine.Owner.Length > 0
            ? from.Declared[receiver.TrimStart('$')].Contains(row.Routine.Owner) || _declared[(from.File.Language, receiver.TrimStart('$'))].Contains(row.Routine.Owner) || string.Equals(row.Routine.Owner, receiver.TrimStart('_', '$'), StringComparison.OrdinalIgnoreCase)
            : row.File != from && ((module.Length > 0 && module == NameOf(row.File.File)) || (from.File.Language is Languages.Go && row.File.File.Path.Folder.Split('/')[^1] == receiver)))).Take(MaxCandidates + 1)];
    }

    private static string NameOf(SourceFile file) => file.Path.FileName.Split('.')[0] is var name && name is "index" or "__init__" ? file.Path.Folder.Split('/')[^1] : name;

    public void Add(ParsedFile file, SinkSet set, Flow flow)
    {
        var key = (file.File, set);
        if (!_flows.TryGetValue(key, out var flows))
            _flows[key] = flows = [];
        if (!flows.TryGetValue(flow.At, out var known) || (known.Taint.IsWeak && !flow.Taint.IsWeak))
            flows[flow.At] = flow;
    }

    private void Follow(IReadOnlyList<ParsedFile> files)
    {
        foreach (var file in files)
            _parsed[file.File] = file;
        // Fields are declared in one file and used in others of the same type.
        _declared = files.SelectMany(file => file.Declared.SelectMany(declared => declared.Select(type => (Key: (file.File.Language, declared.Key), type)))).Distinct().ToLookup(row => row.Key, row => row.type);
        var routines = files.SelectMany(file => file.Routines.Select(routine => (file, routine))).ToList();
        foreach (var (file, routine) in routines.Where(row => row.routine.Name.Length > 0))
        {
            if (!_byName.TryGetValue(routine.Name, out var named))
                _byName[routine.Name] = named = [];
            named.Add((file, routine));
        }

        for (var round = 0; round < MaxRounds; round++)
        {
            var before = _summaries.Values.Sum(summary => summary.Version) + Fields.Count;
            foreach (var (file, routine) in routines)
                new Evaluation(this, file, routine).Run();
            if (_summaries.Values.Sum(summary => summary.Version) + Fields.Count == before)
                break;
        }
    }

    // Names that so many classes give a method that one of them in the repository proves nothing.
    private static bool IsEverywhere(string function) => function is "get" or "set" or "add" or "run" or "query" or "execute" or "open" or "read" or "write" or "send" or "find" or "filter" or "create" or "update" or "delete" or "save" or "load" or "close" or "start" or "render" or "format" or "join" or "replace" or "exec" or "all" or "push" or "append" or "log" or "info" or "error" or "put" or "post";
}
