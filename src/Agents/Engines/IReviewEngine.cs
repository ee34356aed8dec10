using CodeReview.Agents.Tools;
using CodeReview.Protocol.Findings;

namespace CodeReview.Agents.Engines;

/// <summary>What reviews a task. It sees the review through the tools only, and what it reports there is its result.</summary>
internal interface IReviewEngine
{
    /// <summary>
    /// Reviews the files of the task. When asked to suspend it stops after the step it is at; called again, it goes on from
    /// what it keeps durably, or starts over where that is as cheap.
    /// </summary>
    /// <exception cref="IOException">The file system failed; trying again may help.</exception>
    Task<EngineRun> ReviewAsync(ReviewTools tools, CancellationToken suspend);
}

/// <summary>How a run of an engine ended.</summary>
/// <param name="IsSuspended">Whether there is more to do for which time or patience ran out.</param>
/// <param name="Usage">What was consumed over all runs of the task.</param>
internal sealed record EngineRun(bool IsSuspended, Usage Usage);
