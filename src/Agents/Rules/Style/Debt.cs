using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Style;

/// <summary>What was left for later.</summary>
internal sealed class Debt : IRuleFamily
{
    private const int FewMarks = 3;
    private static readonly Anchors Marks = new(["TODO", "FIXME", "HACK", "XXX"]);
    private static Regex OtherPlace => field ??= Pattern.IgnoringCase(@"(?:^|/)(?:bin|scripts?|tools?|cli|build|cmd|examples?|tasks|gulpfile|webpack|logger|logging|reporters?)\b");

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "debt/open-marks",
            Agent = AgentName.Style,
            Severity = Severity.Low,
            SeverityReason = "Each mark is a known gap that only this file knows of.",
            Confidence = Confidence.High,
            ConfidenceReason = "The marks stand in comments.",
            Title = "Several things left for later",
            Message = "The file holds TODO, FIXME, HACK or XXX marks.",
            Fix = "Do them, or move them to where work is planned and refer to that.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.Code, OpenMarks)],
        },
        new Rule
        {
            Id = "debugging/left-over",
            Agent = AgentName.Style,
            Cwe = "CWE-489",
            Severity = Severity.Medium,
            SeverityReason = "The program stops and waits for a debugger.",
            Confidence = Confidence.High,
            ConfidenceReason = "The quoted code has no other use.",
            Title = "Break for the debugger left in the code",
            Message = "Code for a debugging session is still there.",
            Fix = "Remove it.",
            OncePerFile = true,
            Detectors =
            [
                new PatternDetector(Languages.Script, ["debugger"], @"^\s*debugger\s*;", Sight.CodeOnly),
                new PatternDetector(Languages.Python, ["set_trace(", "breakpoint("], @"^(?:import i?pdb;\s*)?(?:i?pdb\.set_trace\(\)|breakpoint\(\))", Sight.CodeOnly),
                new PatternDetector(Languages.CSharp, ["Debugger."], @"^(?:System\.Diagnostics\.)?Debugger\.(?:Break|Launch)\(\)", Sight.CodeOnly),
            ],
        },
        new Rule
        {
            Id = "debugging/console-output",
            Agent = AgentName.Style,
            Severity = Severity.Low,
            SeverityReason = "Output that nobody collects, and that may show what should not be shown.",
            Confidence = Confidence.Low,
            ConfidenceReason = "The file does not look like a command line tool; the output may still be meant.",
            Title = "Console output outside a command line tool",
            Message = "The code writes to the console instead of a log.",
            Fix = "Remove it, or use the logger of the project.",
            OncePerFile = true,
            Detectors =
            [
                new FileDetector(Languages.Script, file => Output(file, "console.log(", "process.stdout", "process.argv")),
                new FileDetector(Languages.Java, file => Output(file, ".printStackTrace()", "public static void main")),
            ],
        },
    ];

    private static List<Match> OpenMarks(SourceFile file)
    {
        var found = new List<Match>();
        for (var next = Marks.Next(file.Text, 0); next is { } mark;)
        {
            var line = file.Source.LineAt(mark.At);
            var end = file.Source.StartOf(line) + file.Source.Line(line).Length;
            if (file.Code[mark.At] is CharKind.Comment && IsWord(file.Text, mark.At, mark.Length))
                found.Add(new Match(mark.At, end));
            next = Marks.Next(file.Text, Math.Max(end, mark.At + 1));
        }

        return found.Count >= FewMarks ? found : [];
    }

    private static bool IsWord(string text, int at, int length) =>
        (at is 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + length == text.Length || !char.IsLetterOrDigit(text[at + length]));

    private static IEnumerable<Match> Output(SourceFile file, string call, params string[] toolMarks)
    {
        if (!file.Text.Contains(call, StringComparison.Ordinal) || file.Text.StartsWith("#!", StringComparison.Ordinal) || OtherPlace.IsMatch(file.Path.Value)
            || toolMarks.Any(mark => file.Text.Contains(mark, StringComparison.Ordinal)))
            yield break;
        foreach (var (at, _) in new Anchors([call]).InCode(file))
        {
            var (start, end) = file.Code.StatementAt(at);
            yield return new Match(start, end);
        }
    }
}
