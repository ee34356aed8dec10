using CodeReview.Agents.Engines;
using CodeReview.Agents.Tools;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents;

/// <summary>
/// Runs agent tasks of a workspace. Asked twice, it works once: a finished result for the same shard and engine is answered
/// from; one that is damaged, or for another plan, is made anew. It never throws for what a task meets: the report says how
/// the task ended. Safe for several tasks at once; the same task twice at once writes the same bytes twice.
/// </summary>
public sealed class AgentRunner
{
    private readonly WorkspaceLayout _workspace;
    private readonly TimeProvider _time;
    private readonly EngineCatalog _engines;

    /// <summary>A runner with the engines that are built in.</summary>
    /// <param name="workspace">Where the reviews are.</param>
    /// <param name="time">The clock that progress is stamped by.</param>
    public AgentRunner(WorkspaceLayout workspace, TimeProvider time)
        : this(workspace, time, EngineCatalog.Of(Environment.GetEnvironmentVariable, time))
    {
    }

    internal AgentRunner(WorkspaceLayout workspace, TimeProvider time, EngineCatalog engines) =>
        (_workspace, _time, _engines) = (workspace, time, engines);

    /// <summary>Runs the task on the thread pool, and reports once everything is written.</summary>
    /// <param name="task">The task; <see cref="AgentTask.Attempt"/> is only passed on to the report.</param>
    /// <param name="suspend">Asks to stop after a whole step; the report then says <see cref="AgentOutcome.Suspended"/>.</param>
    public Task<AgentReport> RunAsync(AgentTask task, CancellationToken suspend) => Task.Run(() => ReportAsync(task, suspend), CancellationToken.None);

    // The one place where what a task throws becomes its outcome.
    private async Task<AgentReport> ReportAsync(AgentTask task, CancellationToken suspend)
    {
        try
        {
            return await ReviewAsync(task, suspend);
        }
        catch (OperationCanceledException) when (suspend.IsCancellationRequested)
        {
            return Report(task, AgentOutcome.Suspended);
        }
        catch (StaleActivationException)
        {
            return Report(task, AgentOutcome.FailedTransiently) with { Error = $"Another process has taken {task.Task} over." };
        }
        catch (DamagedFileException e)
        {
            return Report(task, AgentOutcome.FailedForGood) with { Error = $"{e.Message} Start the review anew to plan it again." };
        }
        catch (UnknownAgentException e)
        {
            return Report(task, AgentOutcome.FailedForGood) with { Error = e.Message };
        }
        catch (ReviewException e)
        {
            return Report(task, e.Kind is ErrorKind.Environment ? AgentOutcome.FailedTransiently : AgentOutcome.FailedForGood) with { Error = e.Message };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Report(task, AgentOutcome.FailedTransiently) with { Error = $"The workspace failed during {task.Task}: {e.Message} Try again; if it stays, look at the disk or mount." };
        }
        catch (Exception e)
        {
            return Report(task, AgentOutcome.FailedForGood) with { Error = $"A fault of this software in {task.Task}, engine '{Shown.Of(task.Model)}': {Shown.Of(e.ToString(), 2_000)}" };
        }
    }

    private async Task<AgentReport> ReviewAsync(AgentTask task, CancellationToken suspend)
    {
        var isVerifier = task.Task.Agent == AgentName.Verifier;
        if ((isVerifier ? _engines.FindVerifier(task.Model) : _engines.Find(task.Model)) is not { } engine)
            return Report(task, AgentOutcome.FailedForGood) with { Error = $"There is no model '{Shown.Of(task.Model)}' here: available are {EngineCatalog.Available}." };
        var review = _workspace.Review(task.ReviewId);
        var (shard, shardDigest) = ReadShard(review, task.Task.Shard);
        if (FinishedResult.Find(review, task, shardDigest) is { } finished)
            return Done(task, finished.Result, finished.ResultDigest);
        if (suspend.IsCancellationRequested)
            return Report(task, AgentOutcome.Suspended);
        var tools = new ReviewTools(review, task.Task, shard, _time);
        var run = await engine.ReviewAsync(new EngineTask(task, tools, review), suspend);
        if (run.IsSuspended)
            return Report(task, AgentOutcome.Suspended) with { Findings = tools.Findings.Count, FilesRead = tools.FilesRead, Usage = run.Usage };
        var result = new TaskResult
        {
            Task = task.Task,
            Engine = task.Model,
            ShardDigest = shardDigest,
            Files = isVerifier ? [] : tools.Fates,
            Findings = tools.Findings,
            Verdicts = tools.Verdicts,
            InputDigest = FinishedResult.InputDigest(task),
            Usage = run.Usage,
            Remark = run.Remark,
        };
        var digest = WorkspaceFile.WriteJson(review.TaskResult(task.Task), result, ProtocolJson.Indented.TaskResult);
        tools.ReportProgress(TaskProgress.Finished);
        return Done(task, result, digest);
    }

    private static (Shard Shard, string Digest) ReadShard(ReviewLayout review, ShardId id)
    {
        var path = review.Shard(id);
        var shard = WorkspaceFile.TryReadJson(path, ProtocolJson.Default.Shard, out var digest)
            // On a mount a new name may take a minute to be seen, so its absence is not for good.
            ?? throw new FileNotFoundException($"'{path}' is not there (yet).", path);
        if (shard.Schema is not 1)
            throw new DamagedFileException(path, $"its schema is {shard.Schema}, and 1 is known");
        return shard.Id == id ? (shard, digest!) : throw new DamagedFileException(path, $"it is shard {shard.Id}");
    }

    private static AgentReport Report(AgentTask task, AgentOutcome outcome) => new()
    {
        ReviewId = task.ReviewId,
        Task = task.Task,
        Attempt = task.Attempt,
        Outcome = outcome,
        Usage = Usage.None,
    };

    private static AgentReport Done(AgentTask task, TaskResult result, string digest) => Report(task, AgentOutcome.Done) with
    {
        ResultDigest = digest,
        Findings = result.Findings.Count,
        FilesRead = result.Files.Count(file => file.Fate is FileFate.Read),
        Usage = result.Usage,
    };
}
