using System.Text.Json;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>A finding as SARIF has it.</summary>
internal static class SarifResult
{
    private const int MaxRelated = 10;
    private const int MaxSteps = 100;

    public static void Write(Utf8JsonWriter json, AgentName agent, Finding finding, int rule, string? baselineState)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Value);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", SeverityNames.SarifLevel(finding.Severity));
        SarifText.Write(json, "message", $"{finding.Title.TrimEnd('.')}. {finding.Description}");
        json.WriteStartArray("locations");
        Location(json, finding.Path.Value, finding.StartLine, finding.EndLine, finding.Quote);
        json.WriteEndArray();
        AlsoAt(json, finding);
        Flow(json, finding);
        Fingerprints(json, finding.Fingerprint);
        if (baselineState is not null)
            json.WriteString("baselineState", baselineState);
        if (finding.Verdict is { Refuted: true } verdict)
            Suppressed(json, "external", $"Refuted by {verdict.By}: {verdict.Reason}");
        else if (finding.Suppression is { } suppression)
            Suppressed(json, suppression.Kind is SuppressionKind.InSource ? "inSource" : "external", suppression.Reason);
        json.WriteStartObject("properties");
        json.WriteString("agent", agent.Value);
        json.WriteString("confidence", SeverityNames.Precision(finding.Confidence));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Location(Utf8JsonWriter json, string path, int startLine, int endLine, string? snippet, string? message = null)
    {
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        SarifText.WriteArtifact(json, path);
        json.WriteStartObject("region");
        json.WriteNumber("startLine", startLine);
        json.WriteNumber("endLine", endLine);
        if (snippet is not null)
            SarifText.WriteVerbatim(json, "snippet", snippet);
        json.WriteEndObject();
        json.WriteEndObject();
        if (message is not null)
            SarifText.Write(json, "message", message);
        json.WriteEndObject();
    }

    private static void AlsoAt(Utf8JsonWriter json, Finding finding)
    {
        if (finding.AlsoAt.Count is 0)
            return;
        json.WriteStartArray("relatedLocations");
        foreach (var lines in finding.AlsoAt.Take(MaxRelated))
            Location(json, finding.Path.Value, lines.StartLine, lines.EndLine, null, "The same code stands here too.");
        json.WriteEndArray();
    }

    private static void Flow(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Flow.Count is 0)
            return;
        json.WriteStartArray("codeFlows");
        json.WriteStartObject();
        json.WriteStartArray("threadFlows");
        json.WriteStartObject();
        json.WriteStartArray("locations");
        foreach (var step in finding.Flow.Take(MaxSteps))
        {
            json.WriteStartObject();
            json.WritePropertyName("location");
            Location(json, step.Path.Value, step.Line, step.Line, null, step.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // Both are of the quoted code and not of its line, so that an alert stays the same when lines above it come and go. The second is
    // the one that GitHub looks at; what it has no value for it makes up out of the line.
    private static void Fingerprints(Utf8JsonWriter json, Fingerprint fingerprint)
    {
        json.WriteStartObject("partialFingerprints");
        json.WriteString("codereview/v1", fingerprint.Value);
        json.WriteString("primaryLocationLineHash", $"{fingerprint.Value[..16]}:1");
        json.WriteEndObject();
    }

    private static void Suppressed(Utf8JsonWriter json, string kind, string justification)
    {
        json.WriteStartArray("suppressions");
        json.WriteStartObject();
        json.WriteString("kind", kind);
        json.WriteString("status", "accepted");
        json.WriteString("justification", justification);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
