using CodeReview.Agents;
using CodeReview.Orchestrator.Effects;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Cli.Local;

/// <summary>Runs agents in this process.</summary>
internal sealed class LocalAgentInvoker(AgentRunner runner) : IAgentInvoker
{
    /// <inheritdoc/>
    public Task<AgentReport> InvokeAsync(AgentTask task, CancellationToken suspend) => runner.RunAsync(task, suspend);
}
