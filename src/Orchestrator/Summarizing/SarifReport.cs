using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodeReview.Protocol.Findings;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>The report for machines: SARIF 2.1.0, in the shape that GitHub takes.</summary>
internal static class SarifReport
{
    // GitHub keeps this many results of a run.
    private const int MaxResults = 5000;

    /// <param name="content">What the report is made of.</param>
    /// <param name="baselineState">What became of a finding since a review to compare with; null where there is none.</param>
    public static byte[] Render(ReportContent content, Func<Finding, string>? baselineState = null)
    {
        var all = content.All.ToList();
        var results = all.Take(MaxResults).ToList();
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
            Category(json);
            Root(json);
            SarifInvocation.Write(json, content, all.Count - results.Count);
            Provenance(json, content.Summary);
            json.WriteStartArray("results");
            foreach (var (agent, finding) in results)
                SarifResult.Write(json, agent, finding, rules.IndexOf(finding.Rule), baselineState?.Invoke(finding));
            json.WriteEndArray();
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
        return output.WrittenSpan.ToArray();
    }

    // Alerts of one category replace each other from upload to upload, and leave those of other tools alone.
    private static void Category(Utf8JsonWriter json)
    {
        json.WriteStartObject("automationDetails");
        json.WriteString("id", "codereview/");
        json.WriteEndObject();
    }

    private static void Root(Utf8JsonWriter json)
    {
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject("SRCROOT");
        SarifText.Write(json, "description", "The repository's root at the reviewed commit.");
        json.WriteEndObject();
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
        json.WriteStartObject("mappedTo");
        json.WriteString("uriBaseId", "SRCROOT");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
