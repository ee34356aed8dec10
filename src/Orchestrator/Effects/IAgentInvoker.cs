using CodeReview.Protocol.Reviews;
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

/// <summary>Asks agents' functions to do tasks whose reports come as messages.</summary>
public interface IAgentSender
{
    /// <summary>Has the task's function accept it. Delivery is at least once, and this may be called more than once for one task.</summary>
    /// <returns>Why it was not accepted, where another try may mend that; null where it was.</returns>
    /// <exception cref="ReviewException">Not this task but the fleet is set up wrongly: no such function, no right to call it.</exception>
    Task<string?> SendAsync(AgentTask task, CancellationToken suspend);
}
