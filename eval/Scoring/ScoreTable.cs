using System.Globalization;
using System.Text;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;

namespace CodeReview.Eval.Scoring;

/// <summary>An evaluation as Markdown tables.</summary>
internal static class ScoreTable
{
    private const string Header = "| | core | found | recall | precision | F1 | false alarms | of them traps | duplicates |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n";

    public static string Of(Evaluation evaluation, int tolerance, bool withDetails)
    {
        var text = new StringBuilder(Header);
        foreach (var runs in evaluation.ByCase)
            text.Append(Row(runs.Key.Name, Evaluation.Sum(runs.Select(run => run.Score))));
        text.Append(Row("**all**", evaluation.Total));
        foreach (var confidence in new[] { Confidence.Medium, Confidence.High })
            text.Append(Row($"confidence {confidence.ToString().ToUpperInvariant()} and above", evaluation.WithConfidence(confidence, tolerance).Total));
        text.Append("\n| weakness | found | core |\n| --- | ---: | ---: |\n");
        foreach (var (cwe, found, core) in evaluation.ByCwe)
            text.Append(CultureInfo.InvariantCulture, $"| {cwe} | {found} | {core} |\n");
        text.Append('\n').Append(Cost(evaluation));
        return withDetails ? text.Append(Details(evaluation)).ToString() : text.ToString();
    }

    private static string Row(string name, Score score) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {score.Core} | {score.Found} | {score.Recall:0.00} | {score.Precision:0.00} | {score.F1:0.00} | {score.FalseAlarms} | {score.Traps} | {score.Duplicates} |\n");

    private static string Cost(Evaluation evaluation)
    {
        var usage = evaluation.Runs.Select(run => run.Outcome.Summary.Usage).Aggregate(Usage.None, (sum, one) => sum + one);
        var partial = evaluation.Runs.Count(run => run.Outcome.Summary.Status is Completeness.Partial);
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"{evaluation.Runs.Count} reviews, {evaluation.Runs.Average(run => run.Outcome.Took.TotalSeconds):0.0} s each; {usage.Turns} turns, {usage.InputTokens + usage.OutputTokens} tokens, {usage.Usd:0.00} US dollars in all; stability over runs {evaluation.Stability:0.00}.\n");
        foreach (var runs in evaluation.ByCase.Where(runs => runs.Count() > 1))
            text.Append(CultureInfo.InvariantCulture, $"Findings of {runs.Key.Name} run by run: {string.Join(" / ", runs.Select(run => run.Matches.Count))}.\n");
        return partial is 0 ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"{partial} reviews are incomplete: what they did not read they could not find.\n").ToString();
    }

    private static string Details(Evaluation evaluation)
    {
        var text = new StringBuilder();
        foreach (var run in evaluation.Runs)
        {
            foreach (var label in run.Missed)
                text.Append(CultureInfo.InvariantCulture, $"missed       {run.Case.Name}  {label.Path}:{label.StartLine}  {string.Join(' ', label.Cwe)}  {label.Id}\n");
            foreach (var (finding, label) in run.FalseAlarms)
                text.Append(CultureInfo.InvariantCulture, $"{(label is null ? "false alarm" : "trap       ")}  {run.Case.Name}  {finding.Path}:{finding.StartLine}  {finding.Cwe}  {finding.Rule}  {Shown.Of(finding.Title)}\n");
        }

        return text.Length is 0 ? "" : $"\n```\n{text}```\n";
    }
}
