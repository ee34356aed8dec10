using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;
using CodeReview.Lambda.Lifetimes;
using CodeReview.Lambda.Logging;
using CodeReview.Protocol.Functions;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Functions;

/// <summary>
/// Serves an agent function's invocations: a task, answered with a report, or <c>{"command": "check"}</c>. How a task ends is always a
/// report; the function fails only where the event is none, or the workspace cannot be reached.
/// </summary>
internal sealed class TaskFunction(AgentName agent, WorkspaceLayout workspace, AgentRunner runner, JsonLog log, TimeProvider time)
{
    private bool _mountWorks;

    /// <summary>Serves one event. When this returns, everything is written.</summary>
    public async Task<Stream> ServeAsync(Stream input, ILambdaContext context)
    {
        using var document = await JsonDocument.ParseAsync(input).ConfigureAwait(false);
        if (document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("command", out var command))
        {
            return command.ValueKind is JsonValueKind.String && command.GetString() is "check"
                ? Answer(await CheckAsync().ConfigureAwait(false), ProtocolJson.Line.CheckResponse)
                : throw new InvalidRequestException($"An agent knows one command, check, and not '{Shown.Of(command.ToString())}'.");
        }

        var task = TaskOf(document);
        log.About(new LogField("review_id", task.ReviewId), new LogField("task", task.Task));
        await UseMountAsync().ConfigureAwait(false);
        using var deadline = context.CancelBeforeDeadline(Margin(context), time);
        return Answer(await runner.RunAsync(task, deadline.Token).ConfigureAwait(false), ProtocolJson.Line.AgentReport);
    }

    // What is left after the last whole step is for the report; a short time-out has less of it.
    private static TimeSpan Margin(ILambdaContext context) =>
        TimeSpan.FromSeconds(Math.Clamp(context.RemainingTime.TotalSeconds / 10, 0.5, 30));

    private AgentTask TaskOf(JsonDocument document)
    {
        AgentTask? task;
        try
        {
            task = document.Deserialize(ProtocolJson.Default.AgentTask);
        }
        catch (JsonException e)
        {
            throw new InvalidRequestException($"The event is not an agent's task: {Shown.Of(e.Message, 300)}", e);
        }

        if (task is null)
            throw new InvalidRequestException("The event is null, and not an agent's task.");
        return task.Task.Agent == agent ? task
            : throw new InvalidRequestException($"This function is the agent '{agent}', and the task {task.Task} is another's: look at {FunctionEnvironment.AgentsVariable} of the orchestrator.");
    }

    private async Task UseMountAsync()
    {
        if (_mountWorks)
            return;
        await MountCheck.OfAgentAsync(workspace, time).ConfigureAwait(false);
        _mountWorks = true;
    }

    private async Task<CheckResponse> CheckAsync()
    {
        try
        {
            return new CheckResponse { Status = CheckStatus.Ok, Workspace = workspace.Root, Steps = await MountCheck.OfAgentAsync(workspace, time).ConfigureAwait(false) };
        }
        catch (MountException e)
        {
            return CheckResponse.Failed(workspace, e);
        }
    }

    private static MemoryStream Answer<T>(T answer, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(answer, type), writable: false);
}
