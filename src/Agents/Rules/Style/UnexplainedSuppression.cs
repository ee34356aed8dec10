using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Style;

/// <summary>Comments that ask to pass over a rule and do not say why; they suppress nothing.</summary>
internal sealed class UnexplainedSuppression : IRuleFamily
{
    private static readonly Anchors Mark = new([SuppressionComment.Mark]);

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "suppression/without-reason",
            Agent = AgentName.Style,
            Severity = Severity.Low,
            SeverityReason = "Nobody can tell whether the decision still holds.",
            Confidence = Confidence.High,
            ConfidenceReason = "The comment names no rule, or nothing stands behind the rule.",
            Title = "Suppression without a reason",
            Message = "The comment asks to pass over a rule and does not say why, so it is not heeded.",
            Fix = $"Write '{SuppressionComment.Mark} RULE reason', or remove it.",
            OncePerFile = true,
            HoldsInTests = true,
            Detectors = [new FileDetector(Languages.Any, Unexplained)],
        },
    ];

    private static IEnumerable<Match> Unexplained(SourceFile file)
    {
        for (var next = Mark.Next(file.Text, 0); next is { } mark;)
        {
            var line = file.Source.LineAt(mark.At);
            var text = file.Source.Line(line).ToString();
            var start = file.Source.StartOf(line);
            if (SuppressionComment.TryRead(text) is { Reason.Length: 0 })
                yield return new Match(start + text.Length - text.TrimStart().Length, start + text.TrimEnd().Length);
            next = Mark.Next(file.Text, start + text.Length);
        }
    }
}
