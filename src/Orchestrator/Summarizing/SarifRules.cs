using System.Text.Json;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>
/// The rules of the results, and the weaknesses that they are kinds of. What a rule says of itself is taken from its gravest result, in
/// an order that does not depend on who reported first.
/// </summary>
internal sealed class SarifRules
{
    private readonly List<(RuleId Id, bool IsSecurity, Finding Example)> _rules;
    private readonly Dictionary<RuleId, int> _indexes;

    public SarifRules(IEnumerable<(AgentName Agent, Finding Finding)> results)
    {
        _rules =
        [
            .. results.GroupBy(result => result.Finding.Rule)
                .OrderBy(rule => rule.Key.Value, StringComparer.Ordinal)
                .Select(rule => (
                    rule.Key,
                    rule.Any(result => result.Agent == AgentName.Security),
                    rule.Select(result => result.Finding).Order(Finding.ReportOrder).First())),
        ];
        _indexes = _rules.Select((rule, index) => (rule.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index);
    }

    public int IndexOf(RuleId rule) => _indexes[rule];

    public void WriteDriver(Utf8JsonWriter json)
    {
        json.WriteStartObject("driver");
        json.WriteString("name", "CodeReview");
        json.WriteString("version", ToolVersion.Current);
        json.WriteString("semanticVersion", ToolVersion.Current);
        json.WriteStartArray("supportedTaxonomies");
        json.WriteStartObject();
        json.WriteString("name", "CWE");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("rules");
        foreach (var (id, isSecurity, example) in _rules)
            Rule(json, id, isSecurity, example);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public void WriteTaxonomies(Utf8JsonWriter json)
    {
        json.WriteStartArray("taxonomies");
        json.WriteStartObject();
        json.WriteString("name", "CWE");
        json.WriteString("organization", "MITRE");
        SarifText.Write(json, "shortDescription", "The MITRE Common Weakness Enumeration");
        json.WriteStartArray("taxa");
        foreach (var cwe in _rules.Select(rule => Cwe(rule.Example)).OfType<string>().Distinct().OrderBy(cwe => cwe.Length).ThenBy(cwe => cwe, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("id", cwe);
            json.WriteString("helpUri", Page(cwe));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Rule(Utf8JsonWriter json, RuleId id, bool isSecurity, Finding example)
    {
        json.WriteStartObject();
        json.WriteString("id", id.Value);
        json.WriteString("name", string.Concat(id.Value.Split('/', '-').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..])));
        SarifText.Write(json, "shortDescription", id.Value.Replace('/', ' ').Replace('-', ' '));
        SarifText.Write(json, "fullDescription", example.SeverityReason);
        Help(json, example);
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", SeverityNames.SarifLevel(example.Severity));
        json.WriteEndObject();
        Properties(json, isSecurity, example);
        if (Cwe(example) is { } number)
            Relationship(json, number);
        json.WriteEndObject();
    }

    private static void Help(Utf8JsonWriter json, Finding example)
    {
        var page = Cwe(example) is { } cwe ? Page(cwe) : null;
        if (page is not null)
            json.WriteString("helpUri", page);
        json.WriteStartObject("help");
        json.WriteString("text", $"What to do: {example.Recommendation}\n\nWhy it matters: {example.SeverityReason}{(page is null ? "" : $"\n\nSee {page}")}");
        json.WriteString("markdown", $"**What to do:** {MarkdownText.Prose(example.Recommendation)}\n\n**Why it matters:** {MarkdownText.Prose(example.SeverityReason)}"
            + (page is null ? "" : $"\n\n[CWE-{Cwe(example)}]({page})"));
        json.WriteEndObject();
    }

    private static string Page(string cwe) => $"https://cwe.mitre.org/data/definitions/{cwe}.html";

    private static void Properties(Utf8JsonWriter json, bool isSecurity, Finding example)
    {
        json.WriteStartObject("properties");
        json.WriteStartArray("tags");
        json.WriteStringValue(isSecurity ? "security" : "maintainability");
        if (Cwe(example) is { } cwe)
            json.WriteStringValue($"external/cwe/cwe-{cwe}");
        json.WriteEndArray();
        json.WriteString("precision", SeverityNames.Precision(example.Confidence));
        if (isSecurity)
            json.WriteString("security-severity", SeverityNames.SecurityScore(example.Severity));
        json.WriteEndObject();
    }

    private static void Relationship(Utf8JsonWriter json, string cwe)
    {
        json.WriteStartArray("relationships");
        json.WriteStartObject();
        json.WriteStartObject("target");
        json.WriteString("id", cwe);
        json.WriteStartObject("toolComponent");
        json.WriteString("name", "CWE");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("kinds");
        json.WriteStringValue("superset");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string? Cwe(Finding finding) =>
        finding.Cwe is { } cwe && cwe.StartsWith("CWE-", StringComparison.Ordinal) && cwe.Length > 4 && cwe[4..].All(char.IsAsciiDigit) ? cwe[4..] : null;
}
