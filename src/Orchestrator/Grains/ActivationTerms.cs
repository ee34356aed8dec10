using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Grains;

/// <summary>What an activation may do, and how agents work for it. Not part of the review: another activation may have other terms.</summary>
public sealed record ActivationTerms
{
    /// <summary>How many tasks may be under way at once where neither the request nor the fleet says.</summary>
    public const int DefaultParallelAgents = 8;

    /// <summary>The terms of an activation that has agents work while it waits.</summary>
    public static ActivationTerms Attached { get; } = new();

    /// <summary>Whether tasks are sent to functions that report back by messages, which the activation does not wait for.</summary>
    public bool Sends { get; init; }

    /// <summary>Whether this activation begins tasks; one that is about to end does not.</summary>
    public bool TakesTasks { get; init; } = true;

    /// <summary>The most tasks that the fleet has under way for one review, whatever a request asks for; no bound of its own where null.</summary>
    public int? MaxParallelAgents { get; init; }

    /// <summary>
    /// The bound on loops. So often a task is sent that wants to be asked again each time, until it is given up; and so often a review goes
    /// on by itself without an end, until it fails. Somebody who asks for it begins the count anew.
    /// </summary>
    public int MaxRounds { get; init; } = 100;

    /// <summary>The agents' functions, where tasks are sent.</summary>
    public ValueArray<RemoteAgent> Agents { get; init; }

    /// <summary>How long a report of the agent may take from the sending of the task.</summary>
    public TimeSpan AnswerWithin(AgentName agent) =>
        Agents.FirstOrDefault(remote => remote.Agent == agent)?.AnswerWithin ?? TimeSpan.FromHours(1);
}

/// <summary>An agent that works in a function of its own.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Model">Its engine where a request names none.</param>
/// <param name="AnswerWithin">How long a report may take before its task is sent again.</param>
public sealed record RemoteAgent(AgentName Agent, string Model, TimeSpan AnswerWithin);
