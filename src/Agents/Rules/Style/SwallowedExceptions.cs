using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeReview.Agents.Rules.Style;

internal sealed class SwallowedExceptions : IRuleFamily
{
    private static readonly Anchors Catch = new(["catch"]);
    private static Regex BroadCatch => field ??= Pattern.Of(@"\bcatch\s*(?:\(\s*(?:System\.)?Exception\b|\{)");
    private static Regex Rethrow => field ??= Pattern.Of(@"\bthrow \w+;");
    private static Regex Tells => field ??= Pattern.IgnoringCase(@"\b\w*(?:log|warn|error|trace|report|fail|print|write|notify|record|capture|debug|assert|exit)\w*\s*[(.]|=|\breturn\b|\bcontinue\b|\bbreak\b|\bgoto\b");
    private static Regex Expected => field ??= Pattern.IgnoringCase(@"cancel|interrupted|abort|stopiteration|notfound|disposed");

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "error-handling/empty-catch",
            Agent = AgentName.Style,
            Cwe = "CWE-390",
            Severity = Severity.Medium,
            SeverityReason = "A failure leaves no trace, and what follows works on a state that nobody expects.",
            Confidence = Confidence.High,
            ConfidenceReason = "The block is empty, without a comment that says why.",
            Title = "Exception caught and dropped",
            Message = "The failure is neither handled nor told to anybody.",
            Fix = "Handle it, let it pass, or say in a comment why it does not matter.",
            OncePerFile = true,
            Detectors =
            [
                new FileDetector(Languages.Braced | Languages.Php, EmptyBlocks),
                new FileDetector(Languages.Python, ExceptClauses.Empty),
                new PatternDetector(Languages.Go, ["err != nil"], @"^if (?:.*; )?err != nil \{\s*\}", Sight.WithoutComments) { UnlessFileHas = ["//nolint:staticcheck"] },
                new FileDetector(Languages.Ruby, RescueClauses.Empty),
            ],
        },
        new Rule
        {
            Id = "error-handling/rescued-exception",
            Agent = AgentName.Style,
            Cwe = "CWE-396",
            Severity = Severity.Medium,
            SeverityReason = "Ctrl+C, exit, a lack of memory and errors in the code itself are caught too.",
            Confidence = Confidence.High,
            ConfidenceReason = "The quoted clause names the root of all exceptions, and does not raise it again.",
            Title = "The root of all exceptions rescued",
            Message = "The clause catches SignalException, SystemExit and NoMemoryError as well.",
            Fix = "Rescue StandardError, or the errors that are expected.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.Ruby, RescueClauses.OfEverything)],
        },
        new Rule
        {
            Id = "error-handling/swallowed-exception",
            Agent = AgentName.Style,
            Cwe = "CWE-396",
            Severity = Severity.Low,
            SeverityReason = "Faults that have nothing to do with the expected failure are hidden with it.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "Every exception is caught and the block neither uses nor passes on the one it got.",
            Title = "Every exception caught, none told",
            Message = "The block catches everything, so a fault in the program looks like the failure that was expected.",
            Fix = "Catch the exceptions that the call is known to throw, and at least log the rest.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.CSharp, Swallowed)],
        },
        new Rule
        {
            Id = "error-handling/bare-except",
            Agent = AgentName.Style,
            Cwe = "CWE-396",
            Severity = Severity.Low,
            SeverityReason = "Ctrl+C and the interpreter's own exit are caught too.",
            Confidence = Confidence.High,
            ConfidenceReason = "The quoted clause names no exception.",
            Title = "except without an exception",
            Message = "The clause catches SystemExit and KeyboardInterrupt as well.",
            Fix = "Name the exception, or write 'except Exception'.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.Python, ExceptClauses.Unnamed)],
        },
        new Rule
        {
            Id = "error-handling/lost-stack-trace",
            Agent = AgentName.Style,
            Severity = Severity.Low,
            SeverityReason = "The log shows where the exception was thrown again, not where it came from.",
            Confidence = Confidence.High,
            ConfidenceReason = "The caught variable itself is thrown.",
            Title = "Exception thrown again without its stack trace",
            Message = "'throw e' starts a new stack trace.",
            Fix = "Write 'throw;', or wrap the exception in a new one.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.CSharp, ThrownAnew)],
        },
    ];

    private static IEnumerable<Match> EmptyBlocks(SourceFile file)
    {
        foreach (var (at, length) in Catch.InCode(file))
        {
            // A promise's catch with an empty function says in so many words that its failure does not matter.
            if (at > 0 && file.Text[at - 1] is '.')
                continue;
            var open = file.Text.IndexOf('{', at, Math.Min(300, file.Text.Length - at));
            var head = open < 0 ? "" : file.Text[(at + length)..open];
            if (open < 0 || head.Contains(';', StringComparison.Ordinal) || Expected.IsMatch(head) || (head.Trim() is { Length: > 0 } text && text[0] is not '('))
                continue;
            var close = file.Code.Closing(open);
            if (close > 0 && file.Text.AsSpan(open + 1, close - open - 1).IsWhiteSpace() && !HasRemark(file, close))
                yield return new Match(at, close + 1);
        }
    }

    private static bool HasRemark(SourceFile file, int close)
    {
        var line = file.Source.LineAt(close);
        var end = file.Source.StartOf(line) + file.Source.Line(line).TrimEnd().Length - 1;
        return end > close && file.Code[end] is CharKind.Comment;
    }

    private static IEnumerable<Match> Swallowed(SourceFile file)
    {
        if (Catch.Next(file.Text, 0) is null || !BroadCatch.IsMatch(file.Text))
            yield break;
        foreach (var clause in file.Syntax.Nodes<CatchClauseSyntax>(SyntaxKind.CatchClause))
        {
            var variable = clause.Declaration?.Identifier.Text ?? "";
            var body = clause.Block.ToString();
            if (clause.Filter is null && clause.Block.Statements.Count > 0 && clause.Declaration?.Type.ToString() is null or "Exception" or "System.Exception"
                && !body.Contains("throw", StringComparison.Ordinal) && (variable.Length is 0 || !Pattern.Of($@"\b{Regex.Escape(variable)}\b").IsMatch(body))
                && !body.Contains("//", StringComparison.Ordinal) && !Tells.IsMatch(body))
                yield return new Match(clause.SpanStart, clause.Block.OpenBraceToken.SpanStart);
        }
    }

    private static IEnumerable<Match> ThrownAnew(SourceFile file)
    {
        if (Catch.Next(file.Text, 0) is null || !Rethrow.IsMatch(file.Text))
            yield break;
        foreach (var thrown in file.Syntax.Nodes<ThrowStatementSyntax>(SyntaxKind.ThrowStatement))
        {
            if (thrown.Expression is IdentifierNameSyntax name
                && thrown.FirstAncestorOrSelf<CatchClauseSyntax>() is { } clause && clause.Declaration?.Identifier.Text == name.Identifier.Text
                && !clause.Block.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(set => set.Left.ToString() == name.Identifier.Text))
                yield return new Match(thrown.SpanStart, thrown.Span.End);
        }
    }
}
