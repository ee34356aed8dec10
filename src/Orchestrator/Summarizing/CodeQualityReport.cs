using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodeReview.Protocol.Findings;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>The findings as GitLab's Code Quality report has them: a list of issues, which a merge request compares by fingerprint.</summary>
public static class CodeQualityReport
{
    /// <summary>All findings that stand, the worst first.</summary>
    public static byte[] Render(IEnumerable<AgentFindings> agents)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var finding in agents.SelectMany(agent => agent.Findings).Order(Finding.ReportOrder))
                Issue(json, finding);
            json.WriteEndArray();
        }

        output.Write("\n"u8);
        return output.WrittenSpan.ToArray();
    }

    private static void Issue(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("description", finding.Title);
        json.WriteString("check_name", finding.Rule.Value);
        json.WriteString("fingerprint", finding.Fingerprint.Value);
        json.WriteString("severity", SeverityNames.CodeQuality(finding.Severity));
        json.WriteStartObject("location");
        json.WriteString("path", finding.Path.Value);
        json.WriteStartObject("lines");
        json.WriteNumber("begin", finding.StartLine);
        json.WriteNumber("end", finding.EndLine);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
