using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Tools;

/// <summary>How far the tasks of a review are.</summary>
internal sealed record TaskBoard(IReadOnlyList<TaskProgress> Tasks);

/// <summary>
/// The tools <c>report_progress</c> and <c>read_progress</c>. A task writes its own file and no other; what other tasks wrote
/// may be a minute old on a mount, and nothing depends on it.
/// </summary>
internal sealed class ProgressBoard(ReviewLayout review, TaskId task, TimeProvider time)
{
    private const int MaxPhaseLength = 60;
    private const int MaxTasks = 200;
    private readonly Dictionary<TaskId, Usage> _finished = [];

    /// <summary>Publishes how far this task is.</summary>
    public ToolResult<TaskProgress> Report(string phase, int filesTotal, int filesDone, int findings, Usage? usage = null)
    {
        if (string.IsNullOrWhiteSpace(phase) || phase.Length > MaxPhaseLength || !phase.EnumerateRunes().All(Shown.IsPlain))
            return new Refusal($"A phase is 1 to {MaxPhaseLength} plain characters, such as 'reading'.");
        var progress = new TaskProgress(task, phase, filesTotal, filesDone, findings, time.GetUtcNow()) { Usage = usage };
        WorkspaceFile.WriteJson(review.TaskProgress(task), progress, ProtocolJson.Indented.TaskProgress);
        return progress;
    }

    /// <summary>How far the tasks of this review are, sorted by task; all agents, or one.</summary>
    public ToolResult<TaskBoard> Read(string? agent = null)
    {
        AgentName? only = null;
        if (agent is not null)
        {
            if (!AgentName.TryParse(agent, out var name, out var problem))
                return new Refusal(problem);
            only = name;
        }

        return new TaskBoard([.. Tasks(only).Take(MaxTasks).Select(Of).OfType<TaskProgress>()]);
    }

    /// <summary>What the other tasks have taken, by their own word. A task that has finished takes nothing more, so its file is read once.</summary>
    public Usage UsageOfOthers()
    {
        var sum = Usage.None;
        foreach (var other in Tasks(only: null).Where(other => other != task))
        {
            if (!_finished.TryGetValue(other, out var usage))
            {
                var progress = TryRead(other);
                usage = progress?.Usage ?? Usage.None;
                if (progress is { Phase: TaskProgress.Finished })
                    _finished[other] = usage;
            }

            sum += usage;
        }

        return sum;
    }

    // The grain counts exactly, by the journal; a file that cannot be read here only makes this count the lower one.
    private TaskProgress? TryRead(TaskId id)
    {
        try
        {
            return Of(id);
        }
        catch (DamagedFileException)
        {
            return null;
        }
    }

    private IEnumerable<TaskId> Tasks(AgentName? only) => !Directory.Exists(review.State) ? [] : Directory
        .EnumerateFiles(review.State, "*.json")
        .Select(file => TaskId.TryParse(Path.GetFileNameWithoutExtension(file), out var id, out _) ? id : (TaskId?)null)
        .OfType<TaskId>()
        .Where(id => only is null || id.Agent == only)
        .OrderBy(id => id.Value, StringComparer.Ordinal);

    private TaskProgress? Of(TaskId id) => WorkspaceFile.TryReadJson(review.TaskProgress(id), ProtocolJson.Default.TaskProgress);
}
