using CodeReview.Agents.Engines;
using CodeReview.Agents.Models;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents;

/// <summary>What can be asked for here, so that a request for anything else is refused before a review is begun.</summary>
public static class AgentCatalog
{
    /// <summary>Looks whether the model is set up and has all of the agents.</summary>
    /// <param name="model">As the request names it: <c>rules</c> or <c>provider:id</c>.</param>
    /// <param name="agents">The agents that are asked for.</param>
    /// <param name="variable">Reads a variable of the environment.</param>
    /// <exception cref="InvalidRequestException">There is no such model or agent, or the model is not set up; the message says what there is.</exception>
    /// <param name="verifier">The model that verifies, as the request names it; null where none does.</param>
    public static void Check(string model, IEnumerable<AgentName> agents, Func<string, string?> variable, string? verifier = null)
    {
        var engines = EngineCatalog.Of(variable, TimeProvider.System);
        if (engines.Find(model) is not { } engine)
            throw new InvalidRequestException($"There is no model '{Shown.Of(model)}': name one as {EngineCatalog.Available}.");
        if (verifier is not null && engines.FindVerifier(verifier) is null)
            throw new InvalidRequestException($"There is no model '{Shown.Of(verifier)}' to verify with: name one as {ModelClients.Known}, or 'none'.");
        if (agents.Except(engine.Agents).ToList() is [var unknown, ..])
            throw new InvalidRequestException($"There is no agent '{unknown}': name {string.Join(", ", engine.Agents)}, or several with commas between them.");
    }
}
