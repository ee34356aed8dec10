using System.Globalization;
using System.Text;
using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Rules;

/// <summary>The rules as a page for people: what each claims, how bad and how sure that is, and what to do.</summary>
internal static class RuleCatalogue
{
    private static readonly (Languages Language, string Name)[] Names =
    [
        (Languages.CSharp, "C#"), (Languages.JavaScript, "JavaScript"), (Languages.TypeScript, "TypeScript"), (Languages.Python, "Python"), (Languages.Java, "Java"),
        (Languages.Php, "PHP"), (Languages.Go, "Go"), (Languages.Ruby, "Ruby"), (Languages.Text, "other text"),
    ];

    /// <summary>The page, in Markdown; the same rules give the same text.</summary>
    public static string Page()
    {
        var page = new StringBuilder("# Rules\n\nMade from the rules themselves. Severity and confidence are what a rule says by itself; a place may change both, and says why.\n");
        foreach (var agent in RuleSet.Agents)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {agent}\n");
            foreach (var rule in RuleSet.Of(agent))
                Append(page, rule);
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, Rule rule)
    {
        var languages = rule.Detectors.Aggregate(Languages.None, (all, detector) => all | detector.Languages);
        var cwe = rule.Cwe is null ? "" : $"{rule.Cwe}, ";
        page.Append(CultureInfo.InvariantCulture, $"\n### {rule.Id}\n\n{rule.Title} ({cwe}{string.Join(", ", Names.Where(name => languages.HasFlag(name.Language)).Select(name => name.Name))}).\n");
        page.Append(CultureInfo.InvariantCulture, $"{rule.Message}\n\n* {rule.Severity} severity: {rule.SeverityReason}\n* {rule.Confidence} confidence: {rule.ConfidenceReason}\n* {rule.Fix}\n");
    }
}
