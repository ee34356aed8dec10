using System.Text.Json;
using CodeReview.Orchestrator.Grains;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Functions;

/// <summary>
/// Reads what Lambda tells a destination of an asynchronous invocation, which is delivered at least once and in any order:
/// <code>
/// | condition          | response                     | meaning                                             |
/// | ------------------ | ---------------------------- | --------------------------------------------------- |
/// | Success            | the report of that task      | the report                                          |
/// | Success            | anything else                | interrupted: the function is not the agent it is for |
/// | RetriesExhausted   | error type and message, or none | interrupted: it threw, died or ran out of time   |
/// | EventAgeExceeded   | none                         | interrupted: it found no room to run                |
/// | any other          |                              | interrupted                                         |
/// </code>
/// </summary>
internal static class DestinationRecord
{
    private const int LongestReason = 500;

    /// <exception cref="EnvironmentException">It is not about a task that was sent: another function has the orchestrator for its destination.</exception>
    public static OrchestratorMessage Parse(JsonElement record)
    {
        var task = TaskOf(record);
        var condition = TextOf(record.GetProperty("requestContext"), "condition") ?? "no condition";
        if (condition is not "Success")
            return Interrupted(task, $"{condition}{ErrorOf(record)}");
        var report = ReportOf(record);
        return report is not null && report.ReviewId == task.ReviewId && report.Task == task.Task && report is not { Outcome: AgentOutcome.Done, ResultDigest: null }
            ? new OrchestratorMessage.AgentEnded(task.ReviewId, new ReviewCommand.NoteReport(report, task.Sending))
            : Interrupted(task, "the function answered with something that is no report of this task");
    }

    private static OrchestratorMessage.AgentEnded Interrupted(AgentTask task, string reason) =>
        new(task.ReviewId, new ReviewCommand.NoteInterrupted(task, Shown.Of(reason, LongestReason)));

    private static AgentTask TaskOf(JsonElement record)
    {
        try
        {
            if (record.TryGetProperty("requestPayload", out var payload) && payload.Deserialize(ProtocolJson.Default.AgentTask) is { } task)
                return task;
        }
        catch (JsonException e)
        {
            throw new EnvironmentException($"The destination record is not about an agent's task; look which functions have the orchestrator for their destination. {Shown.Of(e.Message, 300)}", e);
        }

        throw new EnvironmentException("The destination record holds no task; look which functions have the orchestrator for their destination.");
    }

    private static AgentReport? ReportOf(JsonElement record)
    {
        try
        {
            return record.TryGetProperty("responsePayload", out var payload) ? payload.Deserialize(ProtocolJson.Default.AgentReport) : null;
        }
        catch (JsonException)
        {
            return null; // The table says what that means.
        }
    }

    private static string ErrorOf(JsonElement record) =>
        record.TryGetProperty("responsePayload", out var payload) && payload.ValueKind is JsonValueKind.Object
            ? $": {TextOf(payload, "errorType")} {TextOf(payload, "errorMessage")}"
            : "";

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString() : null;
}
