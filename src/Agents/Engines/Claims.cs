using System.Globalization;
using System.Text;
using CodeReview.Agents.Rules;
using CodeReview.Agents.Sources;
using CodeReview.Agents.Tools;

namespace CodeReview.Agents.Engines;

/// <summary>Turns the matches of a rule in a file into claims: one a place, or one for all of them, never without bound.</summary>
internal static class Claims
{
    private const int MaxPerFile = 20;
    private const int MaxPlacesListed = 8;

    public static IEnumerable<Claim> Of(Rule rule, SourceFile file)
    {
        Match[] matches = [.. rule.Find(file)];
        if (matches.Length is 0)
            return [];
        if (rule.OncePerFile)
            return [Claim(rule, file, matches[0], Message(rule, matches[0]) + Others(file, matches[1..], MaxPlacesListed))];
        var shown = matches.Take(MaxPerFile).Select((match, i) => Claim(rule, file, match,
            Message(rule, match) + (i is MaxPerFile - 1 ? Others(file, matches[MaxPerFile..], MaxPlacesListed) : "")));
        return [.. shown];
    }

    private static string Message(Rule rule, Match match) => match.Detail is null ? rule.Message : $"{rule.Message} {match.Detail}";

    private static string Others(SourceFile file, Match[] others, int listed)
    {
        if (others.Length is 0)
            return "";
        var text = new StringBuilder(" Also in this file:");
        foreach (var match in others.Take(listed))
        {
            text.Append(CultureInfo.InvariantCulture, $" line {file.Source.LineAt(match.Start)}");
            text.Append(match.Detail is null ? "," : $" ({match.Detail.TrimEnd('.')}),");
        }

        text.Length--;
        if (others.Length > listed)
            text.Append(CultureInfo.InvariantCulture, $", and {others.Length - listed} more");
        return text.Append('.').ToString();
    }

    private static Claim Claim(Rule rule, SourceFile file, Match match, string description)
    {
        var excerpt = Excerpt.Of(file.Source, match);
        var (severity, severityReason) = match.Severity ?? (rule.Severity, rule.SeverityReason);
        var (confidence, confidenceReason) = match.Confidence ?? (rule.Confidence, rule.ConfidenceReason);
        return new Claim
        {
            Rule = rule.Id,
            Cwe = rule.Cwe,
            Severity = severity,
            SeverityReason = severityReason,
            Confidence = confidence,
            ConfidenceReason = confidenceReason,
            Title = rule.Title,
            Description = description,
            Recommendation = rule.Fix,
            Path = file.Path.Value,
            StartLine = excerpt.StartLine,
            EndLine = excerpt.EndLine,
            Quote = excerpt.Quote,
            Flow = match.Flow,
        };
    }
}
