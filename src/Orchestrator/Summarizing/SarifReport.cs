using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodeReview.Protocol.Findings;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>The report for machines: SARIF 2.1.0, in the shape that GitHub takes.</summary>
internal static class SarifReport
{
    // GitHub keeps this many results of a run.
    private const int MaxResults = 5000;
    private const int MaxNotifications = 100;

    public static byte[] Render(ReportContent content)
    {
        var results = content.Findings.Concat(content.Refuted).Take(MaxResults).ToList();
        var rules = new SarifRules(results);
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            json.WriteStartObject("tool");
            rules.WriteDriver(json);
            json.WriteEndObject();
            rules.WriteTaxonomies(json);
            Root(json);
            Invocation(json, content);
            Provenance(json, content.Summary);
            json.WriteStartArray("results");
            foreach (var (_, finding) in results)
                Result(json, finding, rules.IndexOf(finding.Rule));
            json.WriteEndArray();
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
        return output.WrittenSpan.ToArray();
    }

    private static void Root(Utf8JsonWriter json)
    {
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject("SRCROOT");
        SarifText.Write(json, "description", "The repository's root at the reviewed commit.");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Invocation(Utf8JsonWriter json, ReportContent content)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        // A clean result about half of the files must not pass for a clean result.
        json.WriteBoolean("executionSuccessful", content.Summary.Status is Completeness.Complete);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var failed in content.Coverage.FailedTasks.Take(MaxNotifications))
            Notification(json, "error", $"Task {failed.Task} {failed.InWords}");
        if (content.Coverage.FailedTasks.Count > MaxNotifications)
            Notification(json, "error", string.Create(CultureInfo.InvariantCulture, $"{content.Coverage.FailedTasks.Count - MaxNotifications} more tasks failed; coverage.json names them."));
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
        SarifText.Write(json, "message", text);
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
        SarifText.Write(json, "message", $"{finding.Title.TrimEnd('.')}. {finding.Description}");
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
        SarifText.WriteVerbatim(json, "snippet", finding.Quote);
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
}
