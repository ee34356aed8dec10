using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Rules;

/// <summary>A call, or an assignment to a member, that a rule is about.</summary>
internal sealed class CallSite(SourceFile file, int at, int open, int close)
{
    private IReadOnlyList<Argument>? _arguments;

    public SourceFile File => file;

    public int At => at;

    /// <summary>The whole call as it stands, comments blank.</summary>
    public string Text => file.Code.WithoutComments(at, close + 1);

    public IReadOnlyList<Argument> Arguments => _arguments ??= Split();

    public Argument? First => Arguments.Count > 0 ? Arguments[0] : null;

    /// <summary>The expression before the call's dot, on its line.</summary>
    public string Receiver
    {
        get
        {
            var start = file.Source.StartOf(file.Source.LineAt(at));
            return file.Code.CodeOnly(Math.Max(start, at - 120), at);
        }
    }

    private List<Argument> Split()
    {
        var (arguments, from, depth) = (new List<Argument>(), open + 1, 0);
        for (var position = open + 1; position < close; position++)
        {
            depth += file.Code.BracketAt(position);
            if (depth is not 0 || file.Text[position] is not ',' || !file.Code.IsCode(position))
                continue;
            arguments.Add(new Argument(file, from, position));
            from = position + 1;
        }

        if (from < close)
            arguments.Add(new Argument(file, from, close));
        return arguments;
    }
}

/// <summary>Finds calls by name and judges their arguments.</summary>
/// <param name="languages">The languages in which the call means what the rule is about.</param>
/// <param name="calls">The calls up to their opening bracket, such as <c>os.system(</c>.</param>
/// <param name="judge">The match, or null where the call is fine; the place is filled in.</param>
internal sealed class CallDetector(Languages languages, string[] calls, Func<CallSite, Concern?> judge) : Detector(languages)
{
    private readonly Anchors _calls = new(calls);

    /// <summary>What the file must hold as well; any of these.</summary>
    public string[] OnlyIfFileHas { get; init; } = [];

    public override IEnumerable<Match> Find(SourceFile file)
    {
        if (_calls.Next(file.Text, 0) is null || (OnlyIfFileHas.Length > 0 && !OnlyIfFileHas.Any(text => file.Text.Contains(text, StringComparison.Ordinal))))
            yield break;
        foreach (var (at, length) in _calls.InCode(file))
        {
            var open = at + length - 1;
            var close = file.Code.Closing(open);
            if (close < 0 || IsDeclaration(file, at) || judge(new CallSite(file, at, open, close)) is not { } concern)
                continue;
            var (start, end) = file.Code.StatementAt(at);
            yield return new Match(start, end) { Detail = concern.Detail, Severity = concern.Severity, Confidence = concern.Confidence };
        }
    }

    private static bool IsDeclaration(SourceFile file, int at) =>
        file.Text.AsSpan(0, at).EndsWith("def ") || file.Text.AsSpan(0, at).EndsWith("function ") || file.Text.AsSpan(0, at).EndsWith("class ");
}
