using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Effects;

/// <summary>Has an agent do a task: in this process, or in a function of its own.</summary>
public interface IAgentInvoker
{
    /// <summary>Runs the task, or answers from its finished result. May be called more than once for one task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="suspend">Asks the agent to stop after a whole step and report <see cref="AgentOutcome.Suspended"/>.</param>
    Task<AgentReport> InvokeAsync(AgentTask task, CancellationToken suspend);
}
