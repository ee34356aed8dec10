using CodeReview.Agents.Tools;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Engines;

/// <summary>What reviews a task. It sees the review through the tools only, and what it reports there is its result.</summary>
internal interface IReviewEngine
{
    /// <summary>The agents that it can be.</summary>
    IReadOnlyCollection<AgentName> Agents { get; }

    /// <summary>
    /// Reviews the files of the task. When asked to suspend it stops after the step it is at; called again, it goes on from
    /// what it keeps durably, or starts over where that is as cheap.
    /// </summary>
    /// <exception cref="IOException">The file system failed; trying again may help.</exception>
    Task<EngineRun> ReviewAsync(EngineTask task, CancellationToken suspend);
}

/// <summary>How a run of an engine ended.</summary>
/// <param name="IsSuspended">Whether there is more to do for which time or patience ran out.</param>
/// <param name="Usage">What was consumed over all runs of the task.</param>
internal sealed record EngineRun(bool IsSuspended, Usage Usage)
{
    /// <summary>What is to be said of how the run ended; null where nothing is.</summary>
    public string? Remark { get; init; }
}

/// <summary>A task as an engine gets it.</summary>
/// <param name="Order">What was asked for.</param>
/// <param name="Tools">What the engine may do.</param>
/// <param name="Review">The review's folder; an engine reads results of other tasks there, and writes nothing but its transcript.</param>
internal sealed record EngineTask(AgentTask Order, ReviewTools Tools, ReviewLayout Review)
{
    /// <summary>The folder of the task's own event log.</summary>
    public string Transcript => Review.Transcript(Order.Task);

    /// <summary>What a model may consume, over all runs of the task.</summary>
    public TaskBudget Budget => Order.Budget ?? new ReviewOptions().EffectiveBudget.OfTask;
}
