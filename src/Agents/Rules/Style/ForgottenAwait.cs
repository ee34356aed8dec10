using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Style;

/// <summary>Asynchronous work that is begun and never waited for.</summary>
internal sealed class ForgottenAwait : IRuleFamily
{
    private static Regex AsyncDefinition => field ??= Pattern.Of(@"^async\s+(?:def|function)\s+(?<name>\w+)|^async\s+(?<name>\w+)\s*\(.*\{$");
    private static Regex AnyDefinition => field ??= Pattern.Of(@"^(?:def|function)\s+(?<name>\w+)|^(?<name>\w+)\s*\([^()]*\)\s*\{$");
    private static Regex BareCall => field ??= Pattern.Of(@"^(?:(?:self|this)\.)?(?<name>\w+)\(.*\);?$");
    private static Regex CSharpCall => field ??= Pattern.Of(@"^(?:[\w]+\.)*(?<name>\w+Async)\(.*\);$");

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "async/forgotten-await",
            Agent = AgentName.Style,
            Severity = Severity.Medium,
            SeverityReason = "What follows runs before the work is done, and its failure is seen by nobody; in Python it does not even begin.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The function is declared or named as asynchronous, and the statement is the bare call; it may be meant to go on by itself.",
            Title = "Asynchronous call that nobody awaits",
            Message = "The call answers with work in progress, and the answer is dropped.",
            Fix = "Await it; where it is meant to go on by itself, keep what it answers and handle its failure.",
            OncePerFile = true,
            Detectors =
            [
                new PatternDetector(Languages.Python, ["asyncio.sleep("], @"^asyncio\.sleep\(", Sight.CodeOnly),
                new FileDetector(Languages.Python | Languages.Script, OfThisFile),
                new FileDetector(Languages.CSharp, InAsyncMethods),
            ],
        },
        new Rule
        {
            Id = "async/async-callback-of-each",
            Agent = AgentName.Style,
            Severity = Severity.Medium,
            SeverityReason = "The loop is over before any of its work is, and what fails in it is an unhandled rejection.",
            Confidence = Confidence.High,
            ConfidenceReason = "forEach drops what its callback answers.",
            Title = "forEach with an asynchronous callback",
            Message = "forEach waits for none of the promises.",
            Fix = "Write 'for (… of …)' with await in it, or await Promise.all over map.",
            OncePerFile = true,
            Detectors = [new PatternDetector(Languages.Script, ["forEach("], @"\.forEach\(\s*async\b", Sight.CodeOnly) { IsLineOnly = true }],
        },
    ];

    private static IEnumerable<Match> OfThisFile(SourceFile file)
    {
        if (!file.Text.Contains("async ", StringComparison.Ordinal) || file.Text.Contains("require.main", StringComparison.Ordinal))
            yield break;
        var lines = file.Lines.Select(line => (Line: line, Code: file.Code(line))).ToList();
        var names = Named(AsyncDefinition, lines);
        names.ExceptWith(Named(AnyDefinition, lines));
        if (names.Count is 0)
            yield break;
        var depth = 0;
        foreach (var (line, code) in lines)
        {
            // At the outer level of a script there may be nobody to await it.
            if (depth is 0 && line.Indent > 0 && BareCall.Match(code).Groups["name"] is { Success: true } name && names.Contains(name.Value) && IsWhole(code))
                yield return new Match(line.Start, line.End)
                {
                    Detail = $"'{name.Value}' is asynchronous.",
                    Confidence = file.Language is Languages.Python ? (Confidence.High, "The function is declared as asynchronous, and without await its body never runs.") : null,
                };
            depth = Math.Max(0, depth + code.AsSpan().Count('(') + code.AsSpan().Count('[') - code.AsSpan().Count(')') - code.AsSpan().Count(']'));
        }
    }

    private static HashSet<string> Named(Regex definition, IEnumerable<(CodeLine Line, string Code)> lines) =>
        [.. lines.Select(line => definition.Match(line.Code).Groups["name"]).Where(name => name.Success).Select(name => name.Value)];

    // 'f().catch(…)' and 'f().then(…)' deal with the answer.
    private static bool IsWhole(string code)
    {
        var depth = 0;
        for (var at = 0; at < code.Length; at++)
        {
            depth += code[at] is '(' ? 1 : code[at] is ')' ? -1 : 0;
            if (code[at] is ')' && depth is 0)
                return code.AsSpan(at + 1).Trim() is "" or ";";
        }

        return false;
    }

    // Told by lines: the member around is the last one above that was declared with its access.
    private static IEnumerable<Match> InAsyncMethods(SourceFile file)
    {
        if (!file.Text.Contains("Async(", StringComparison.Ordinal) || !file.Text.Contains("async ", StringComparison.Ordinal))
            yield break;
        var (isAsync, before) = (false, ';');
        foreach (var line in file.Lines)
        {
            isAsync = DeclaresMember(file, line) ? file.TextOf(line).Contains("async ", StringComparison.Ordinal) : isAsync;
            if (isAsync && before is ';' or '{' or '}' && file.TextOf(line) is var text && text.EndsWith(");") && text.Contains("Async(", StringComparison.Ordinal)
                && file.Code(line) is var code && CSharpCall.Match(code) is { Success: true } call && IsWhole(code))
                yield return new Match(line.Start, line.End) { Detail = $"'{call.Groups["name"].Value}' is asynchronous by its name." };
            before = file.Text[line.End - 1];
        }
    }

    private static bool DeclaresMember(SourceFile file, CodeLine line) =>
        file.TextOf(line) is var text && (text.StartsWith("public ") || text.StartsWith("private ") || text.StartsWith("protected ") || text.StartsWith("internal "));
}
