using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Style;

internal sealed class UnreachableCode : IRuleFamily
{
    private const Languages ByIndentation = Languages.Python | Languages.Go;
    private static readonly Anchors Leavings = new(["return", "throw", "raise"]);
    private static readonly Regex Leaving = Pattern.Of(@"^(?:return|throw|raise)\b");

    // What follows has to be a statement that would run: not a label, a local function, a 'break' that closes a case.
    private static readonly Regex Statement = Pattern.Of(@"^(?:(?:return|throw|raise|if|for|foreach|while|switch|try|await|del|with|assert)\b|(?:var|let|const)\s+\w|\$?[\w.]+(?:->\w+)*\s*(?:=[^=>]|\+=|-=|:=|\(.*\);?$))");
    private static readonly Regex Declaration = Pattern.Of(@"^(?:async\s+)?(?:function|def|class|func|static|private|public|yield)\b|=>\s*\{?$|\{$");

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
        CodeLine? left = null;
        var (before, depth) = ("", 0);
        foreach (var line in file.Lines)
        {
            var isWhole = depth is 0;
            var code = isWhole && (left is not null || IsLeaving(file, line)) ? file.Code(line) : "";
            if (left is { } leaving && isWhole)
            {
                if (line.Indent == leaving.Indent && Statement.IsMatch(code) && !IsDeclaration(code))
                    yield return new Match(line.Start, line.End) { Detail = $"Line {leaving.Number} leaves before it." };
                left = null;
            }

            if (isWhole && IsLeaving(file, line) && Leaving.IsMatch(code) && IsUnconditional(file, before))
                left = line;
            depth = Math.Max(0, depth + Parentheses(file, line));
            before = depth > 0 ? "(" : LastOf(file, line);
            // A statement that goes on, or that shares its line with another, says nothing about the next line.
            if (left == line && !EndsHere(file, before, depth))
                left = null;
        }
    }

    private static bool IsLeaving(SourceFile file, CodeLine line) => file.Text.AsSpan(line.Start) is ['r' or 't', ..] && file.Code.IsCode(line.Start);

    private static bool IsDeclaration(string code) => Declaration.IsMatch(code) && !code.StartsWith("if", StringComparison.Ordinal) && !code.StartsWith("for", StringComparison.Ordinal) && !code.StartsWith("while", StringComparison.Ordinal);

    // Without braces or indentation to tell, 'if (x)' on the line before makes it conditional.
    private static bool IsUnconditional(SourceFile file, string before) => (file.Language & ByIndentation) is not 0 ? before is not "\\" : before is ";" or "{" or "}";

    private static bool EndsHere(SourceFile file, string last, int depth) => depth is 0 && ((file.Language & ByIndentation) is not 0
        ? last is not ("\\" or "{" or "," or "+" or "-" or "|" or "&" or "." or "(" or "=" or "*" or "/")
        : last is ";");

    private static string LastOf(SourceFile file, CodeLine line)
    {
        for (var at = line.End - 1; at >= line.Start; at--)
        {
            if (file.Code[at] is not CharKind.Comment && !char.IsWhiteSpace(file.Text[at]))
                return file.Text[at].ToString();
        }

        return "";
    }

    private static int Parentheses(SourceFile file, CodeLine line)
    {
        var depth = 0;
        for (var at = line.Start; at < line.End; at++)
            depth += file.Text[at] is '{' or '}' && file.Language is not Languages.Python ? 0 : file.Code.BracketAt(at);
        return depth;
    }
}
