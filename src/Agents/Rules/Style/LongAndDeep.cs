using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Style;

internal sealed class LongAndDeep : IRuleFamily
{
    private const int LongFrom = 100;
    private const int DeepFrom = 6;
    private const Languages Measured = Languages.Code | Languages.Php | Languages.Go;

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "complexity/long-function",
            Agent = AgentName.Style,
            Severity = Severity.Low,
            SeverityReason = "It works; it is hard to read, to test and to change.",
            Confidence = Confidence.High,
            ConfidenceReason = "The lines are counted; blank ones, comments and functions inside are left out.",
            Title = "Very long function",
            Message = "The function does more than a reader can hold in mind.",
            Fix = "Move the steps that have a name of their own into functions.",
            OncePerFile = true,
            Detectors = [new FileDetector(Measured, Long)],
        },
        new Rule
        {
            Id = "complexity/deep-nesting",
            Agent = AgentName.Style,
            Severity = Severity.Low,
            SeverityReason = "It works; which conditions hold at the innermost line is hard to say.",
            Confidence = Confidence.High,
            ConfidenceReason = "The nesting is counted.",
            Title = "Deeply nested code",
            Message = "Conditions and loops stand in each other too deep to follow.",
            Fix = "Return early, or move the inner part into a function.",
            OncePerFile = true,
            Detectors = [new FileDetector(Measured, file => file.Functions.Where(function => function.Depth >= DeepFrom).Select(function => Deepest(file, function)))],
        },
    ];

    private static IEnumerable<Match> Long(SourceFile file) => file.Functions
        .Where(function => function.Lines >= LongFrom && !IsWrapper(file, function) && !file.Path.Folder.EndsWith("migrations", StringComparison.OrdinalIgnoreCase))
        .Select(function => (Function: function, Lines: CodeLinesOf(file, function)))
        .Where(measured => measured.Lines >= LongFrom)
        .Select(measured => new Match(measured.Function.Start, EndOfLine(file, measured.Function.Start)) { Detail = $"{Named(measured.Function)} has {measured.Lines} lines of code." });

    // A script that is one function, so that its names are its own.
    private static bool IsWrapper(SourceFile file, Function function) => function.Name.Length is 0 && file.Text[function.Start] is '(' or '}' or '!' or ';';

    private static int CodeLinesOf(SourceFile file, Function function)
    {
        var first = file.Source.LineAt(function.Start);
        return file.Lines.Count(line => line.Number >= first && line.Number < first + function.Lines);
    }

    private static Match Deepest(SourceFile file, Function function) =>
        new(function.DeepestAt, EndOfLine(file, function.DeepestAt)) { Detail = $"{Named(function)} nests {function.Depth} deep." };

    private static string Named(Function function) => function.Name.Length is 0 ? "A function without a name" : $"'{function.Name}'";

    private static int EndOfLine(SourceFile file, int position)
    {
        var line = file.Source.LineAt(position);
        return Math.Max(position + 1, file.Source.StartOf(line) + file.Source.Line(line).Length);
    }
}
