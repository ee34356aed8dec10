using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Style;

internal sealed class LongAndDeep : IRuleFamily
{
    private const int LongFrom = 120;
    private const int DeepFrom = 6;

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "complexity/long-function",
            Agent = AgentName.Style,
            Severity = Severity.Low,
            SeverityReason = "It works; it is hard to read, to test and to change.",
            Confidence = Confidence.High,
            ConfidenceReason = "The lines are counted, those of functions inside left out.",
            Title = "Very long function",
            Message = "The function does more than a reader can hold in mind.",
            Fix = "Move the steps that have a name of their own into functions.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.Code, file => file.Functions.Where(function => function.Lines >= LongFrom).Select(function => Head(file, function)))],
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
            Detectors = [new FileDetector(Languages.Code, file => file.Functions.Where(function => function.Depth >= DeepFrom).Select(function => Deepest(file, function)))],
        },
    ];

    private static Match Head(SourceFile file, Function function) =>
        new(function.Start, EndOfLine(file, function.Start)) { Detail = $"{Named(function)} has {function.Lines} lines." };

    private static Match Deepest(SourceFile file, Function function) =>
        new(function.DeepestAt, EndOfLine(file, function.DeepestAt)) { Detail = $"{Named(function)} nests {function.Depth} deep." };

    private static string Named(Function function) => function.Name.Length is 0 ? "A function without a name" : $"'{function.Name}'";

    private static int EndOfLine(SourceFile file, int position)
    {
        var line = file.Source.LineAt(position);
        return Math.Max(position + 1, file.Source.StartOf(line) + file.Source.Line(line).Length);
    }
}
