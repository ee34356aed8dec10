using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>The report for machines: SARIF 2.1.0, in the shape that GitHub takes.</summary>
internal static class SarifReport
{
    // GitHub keeps this many results of a run.
    private const int MaxResults = 5000;

    public static byte[] Render(ReportContent content)
    {
        var results = content.Findings.Concat(content.Refuted).Take(MaxResults).ToList();
        var rules = results.GroupBy(result => result.Finding.Rule.Value).OrderBy(rule => rule.Key, StringComparer.Ordinal).ToList();
        var indexes = rules.Select((rule, index) => (rule.Key, index)).ToDictionary(pair => pair.Key, pair => pair.index);
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            Tool(json, rules);
            Taxonomies(json, rules);
            Invocation(json, content);
            Provenance(json, content.Summary);
            json.WriteStartArray("results");
            foreach (var (_, finding) in results)
                Result(json, finding, indexes[finding.Rule.Value]);
            json.WriteEndArray();
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
        return output.WrittenSpan.ToArray();
    }

    private static void Tool(Utf8JsonWriter json, List<IGrouping<string, (AgentName Agent, Finding Finding)>> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "CodeReview");
        json.WriteString("semanticVersion", typeof(SarifReport).Assembly.GetName().Version!.ToString(3));
        json.WriteStartArray("rules");
        foreach (var rule in rules)
            Rule(json, rule.Key, rule.First().Agent, rule.Select(result => result.Finding).MaxBy(finding => finding.Severity)!);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Rule(Utf8JsonWriter json, string id, AgentName agent, Finding example)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        Message(json, "shortDescription", id.Replace('/', ' ').Replace('-', ' '));
        Message(json, "fullDescription", example.SeverityReason);
        json.WriteStartObject("help");
        json.WriteString("text", example.Recommendation);
        json.WriteString("markdown", MarkdownText.Prose(example.Recommendation));
        json.WriteEndObject();
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", SeverityNames.SarifLevel(example.Severity));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteStartArray("tags");
        json.WriteStringValue(agent == AgentName.Security ? "security" : "maintainability");
        if (Cwe(example) is { } cwe)
            json.WriteStringValue($"external/cwe/cwe-{cwe}");
        json.WriteEndArray();
        json.WriteString("precision", SeverityNames.Precision(example.Confidence));
        if (agent == AgentName.Security)
            json.WriteString("security-severity", SeverityNames.SecurityScore(example.Severity));
        json.WriteEndObject();
        if (Cwe(example) is { } number)
            Relationship(json, number);
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

    private static void Taxonomies(Utf8JsonWriter json, List<IGrouping<string, (AgentName Agent, Finding Finding)>> rules)
    {
        json.WriteStartArray("taxonomies");
        json.WriteStartObject();
        json.WriteString("name", "CWE");
        json.WriteString("organization", "MITRE");
        Message(json, "shortDescription", "The MITRE Common Weakness Enumeration");
        json.WriteStartArray("taxa");
        foreach (var cwe in rules.Select(rule => Cwe(rule.MaxBy(result => result.Finding.Severity).Finding)).OfType<string>().Distinct().Order(StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("id", cwe);
            json.WriteString("helpUri", $"https://cwe.mitre.org/data/definitions/{cwe}.html");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Invocation(Utf8JsonWriter json, ReportContent content)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        // A clean result about half of the files must not pass for a clean result.
        json.WriteBoolean("executionSuccessful", content.Summary.Status is Completeness.Complete);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var failed in content.Coverage.FailedTasks)
            Notification(json, "error", $"Task {failed.Task} failed after {failed.Attempts} attempts: {failed.Reason}");
        if (content.Coverage.Counts.NotReached > 0)
            Notification(json, "warning", string.Create(CultureInfo.InvariantCulture, $"{content.Coverage.Counts.NotReached} files were not reached; coverage.json names them."));
        var left = content.Findings.Count() + content.Refuted.Count() - MaxResults;
        if (left > 0)
            Notification(json, "note", string.Create(CultureInfo.InvariantCulture, $"{left} results, the least severe, are not in this file; the JSON files have all."));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Notification(Utf8JsonWriter json, string level, string text)
    {
        json.WriteStartObject();
        json.WriteString("level", level);
        Message(json, "message", text);
        json.WriteEndObject();
    }

    private static void Provenance(Utf8JsonWriter json, ReviewSummary summary)
    {
        // The path of a folder on somebody's machine is nobody else's business.
        if (summary.RepoUrl.IsLocal)
            return;
        json.WriteStartArray("versionControlProvenance");
        json.WriteStartObject();
        json.WriteString("repositoryUri", summary.RepoUrl.Value);
        json.WriteString("revisionId", summary.Commit.Value);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Result(Utf8JsonWriter json, Finding finding, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Value);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", SeverityNames.SarifLevel(finding.Severity));
        Message(json, "message", $"{finding.Title}. {finding.Description}");
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', finding.Path.Value.Split('/').Select(Uri.EscapeDataString)));
        json.WriteString("uriBaseId", "SRCROOT");
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", finding.StartLine);
        json.WriteNumber("endLine", finding.EndLine);
        Message(json, "snippet", finding.Quote);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("codereview/v1", finding.Fingerprint.Value);
        json.WriteEndObject();
        if (finding.Verdict is { Refuted: true } verdict)
            Suppression(json, verdict);
        json.WriteEndObject();
    }

    private static void Suppression(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartArray("suppressions");
        json.WriteStartObject();
        json.WriteString("kind", "external");
        json.WriteString("justification", $"Refuted by {verdict.By}: {verdict.Reason}");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Message(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string? Cwe(Finding finding) =>
        finding.Cwe is { } cwe && cwe.StartsWith("CWE-", StringComparison.Ordinal) && cwe[4..].All(char.IsAsciiDigit) ? cwe[4..] : null;
}
