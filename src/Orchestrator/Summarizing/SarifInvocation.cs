using System.Globalization;
using System.Text.Json;
using CodeReview.Protocol.Findings;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>What SARIF says of the run itself: whether it reached everything, and if not, what it did not.</summary>
internal static class SarifInvocation
{
    private const int MaxNotifications = 100;

    public static void Write(Utf8JsonWriter json, ReportContent content, int resultsLeftOut)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        // A clean result about half of the files must not pass for a clean result.
        json.WriteBoolean("executionSuccessful", content.Summary.Status is Completeness.Complete);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var failed in content.Coverage.FailedTasks.Take(MaxNotifications))
            Notification(json, "error", $"Task {failed.Task} {failed.InWords}");
        Rest(json, "error", content.Coverage.FailedTasks.Count, "tasks failed");
        foreach (var file in content.Coverage.Files.Where(file => file.Fate is FileFate.NotReached).Take(MaxNotifications))
            Notification(json, "warning", $"This file was not reached: {file.Reason}", file.Path);
        Rest(json, "warning", content.Coverage.Counts.NotReached, "files were not reached");
        if (resultsLeftOut > 0)
            Notification(json, "note", string.Create(CultureInfo.InvariantCulture, $"{resultsLeftOut} results, the least severe, are not in this file; the JSON files have all."));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Rest(Utf8JsonWriter json, string level, int all, string what)
    {
        if (all > MaxNotifications)
            Notification(json, level, string.Create(CultureInfo.InvariantCulture, $"{all - MaxNotifications} more {what}; coverage.json names them."));
    }

    private static void Notification(Utf8JsonWriter json, string level, string text, string? path = null)
    {
        json.WriteStartObject();
        json.WriteString("level", level);
        SarifText.Write(json, "message", text);
        if (path is not null)
        {
            json.WriteStartArray("locations");
            json.WriteStartObject();
            json.WriteStartObject("physicalLocation");
            SarifText.WriteArtifact(json, path);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
