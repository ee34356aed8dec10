using CodeReview.Agents.Engines;
using CodeReview.Agents.Prompts;
using CodeReview.Agents.Rules;
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
    public static void Check(string model, IEnumerable<AgentName> agents, Func<string, string?> variable)
    {
        if (EngineCatalog.Of(variable, TimeProvider.System).Find(model) is null)
            throw new InvalidRequestException($"There is no model '{Protocol.Json.Shown.Of(model)}': name one as {EngineCatalog.Available}.");
        var known = model is ReviewOptions.Rules ? RuleSet.Agents : [.. PromptCatalog.Load(variable).Agents.Select(prompt => prompt.Name)];
        if (agents.FirstOrDefault(agent => !known.Contains(agent)) is { } unknown && unknown != default)
            throw new InvalidRequestException($"There is no agent '{unknown}': name {string.Join(", ", known.SkipLast(1))}{(known.Count > 1 ? ", " : "")}{known[^1]}, or several with commas between them.");
    }
}
