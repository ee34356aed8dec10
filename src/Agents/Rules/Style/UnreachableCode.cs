using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Style;

internal sealed class UnreachableCode : IRuleFamily
{
    private const Languages ByIndentation = Languages.Python | Languages.Go;
    private static readonly Anchors Leavings = new(["return", "throw", "raise"]);
    private static Regex Leaving => field ??= Pattern.Of(@"^(?:return|throw|raise)\b");

    // What follows has to be a statement that would run: not a label, a local function, a 'break' that closes a case.
    private static Regex Statement => field ??= Pattern.Of(@"^(?:(?:return|throw|raise|if|for|foreach|while|switch|try|await|del|with|assert)\b|(?:var|let|const)\s+\w|\$?[\w.]+(?:->\w+)*\s*(?:=[^=>]|\+=|-=|:=|\(.*\);?$))");
    private static Regex Declaration => field ??= Pattern.Of(@"^(?:async\s+)?(?:function|def|class|func|static|private|public|yield)\b|=>\s*\{?$|\{$");

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "dead-code/unreachable",
            Agent = AgentName.Style,
            Cwe = "CWE-561",
            Severity = Severity.Medium,
            SeverityReason = "Somebody wrote it to run, and it never does.",
            Confidence = Confidence.High,
            ConfidenceReason = "The statement before it, in the same block, leaves the function in any case.",
            Title = "Statement that is never reached",
            Message = "The block is left before this statement.",
            Fix = "Remove it, or move it in front of what leaves the function.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.Flowing & ~Languages.Ruby, Unreachable)],
        },
    ];

    private static IEnumerable<Match> Unreachable(SourceFile file)
    {
        if (Leavings.Next(file.Text, 0) is null)
            yield break;
        CodeLine? left = null, leaving = null;
        var (before, depth) = (';', 0);
        foreach (var line in file.Lines)
        {
            if (leaving is null && left is { } above)
            {
                if (line.Indent == above.Indent && file.Code(line) is var code && Statement.IsMatch(code) && !IsDeclaration(code))
                    yield return new Match(line.Start, line.End) { Detail = $"Line {above.Number} leaves before it." };
                left = null;
            }

            if (leaving is null && depth is 0 && IsLeaving(file, line) && IsUnconditional(file, before))
                (leaving, depth) = (line, 0);
            depth = Math.Max(0, depth + Brackets(file, line, withBraces: leaving is not null || file.Language is Languages.Python));
            before = depth > 0 ? '(' : LastOf(file, line);
            if (leaving is null || depth > 0)
                continue;
            // A statement that goes on, or that shares its line with another, says nothing about the next line.
            left = EndsHere(file, before) ? leaving : null;
            leaving = null;
        }
    }

    private static bool IsLeaving(SourceFile file, CodeLine line) => file.Text.AsSpan(line.Start) is ['r' or 't', ..] && file.Code.IsCode(line.Start) && Leaving.IsMatch(file.TextOf(line));

    private static bool IsDeclaration(string code) => Declaration.IsMatch(code) && !code.StartsWith("if", StringComparison.Ordinal) && !code.StartsWith("for", StringComparison.Ordinal) && !code.StartsWith("while", StringComparison.Ordinal);

    // Without braces or indentation to tell, 'if (x)' on the line before makes it conditional.
    private static bool IsUnconditional(SourceFile file, char before) => (file.Language & ByIndentation) is not 0 ? before is not '\\' : before is ';' or '{' or '}';

    private static bool EndsHere(SourceFile file, char last) => (file.Language & ByIndentation) is not 0
        ? last is not ('\\' or ',' or '+' or '-' or '|' or '&' or '.' or '=' or '*' or '/')
        : last is ';';

    private static char LastOf(SourceFile file, CodeLine line)
    {
        for (var at = line.End - 1; at >= line.Start; at--)
        {
            if (file.Code[at] is not CharKind.Comment && !char.IsWhiteSpace(file.Text[at]))
                return file.Text[at];
        }

        return ' ';
    }

    private static int Brackets(SourceFile file, CodeLine line, bool withBraces)
    {
        var depth = 0;
        for (var at = line.Start; at < line.End; at++)
            depth += file.Text[at] is '{' or '}' && !withBraces ? 0 : file.Code.BracketAt(at);
        return depth;
    }
}
