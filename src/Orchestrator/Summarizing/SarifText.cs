using System.Text.Json;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>The texts of a SARIF file.</summary>
internal static class SarifText
{
    /// <summary>
    /// A message. Viewers take <c>[text](target)</c> for a link, plain messages included (SARIF 2.1.0, 3.11.6); no text of ours holds one
    /// on purpose, and one of the repository must not.
    /// </summary>
    public static void Write(Utf8JsonWriter json, string name, string text) =>
        WriteVerbatim(json, name, text.Replace("](", "] (", StringComparison.Ordinal));

    /// <summary>A file of the repository.</summary>
    public static void WriteArtifact(Utf8JsonWriter json, string path)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));
        json.WriteString("uriBaseId", "SRCROOT");
        json.WriteEndObject();
    }

    /// <summary>Code, exactly as it is.</summary>
    public static void WriteVerbatim(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
