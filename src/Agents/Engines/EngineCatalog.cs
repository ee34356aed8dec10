using CodeReview.Agents.Models;
using CodeReview.Agents.Prompts;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Engines;

/// <summary>The engines by the name that a request gives as its model.</summary>
/// <param name="find">The engine for an agent and a model; null where there is no such model.</param>
internal sealed class EngineCatalog(Func<AgentName, string, IReviewEngine?> find)
{
    /// <summary>The names, for a message.</summary>
    public const string Available = $"'{ReviewOptions.Rules}', {ModelClients.Known}";

    /// <summary>The rules, and the models that the environment sets up. A model's settings are read when it is first asked for.</summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    /// <param name="time">The clock.</param>
    public static EngineCatalog Of(Func<string, string?> variable, TimeProvider time)
    {
        var rules = new RulesEngine();
        var prompts = new Lazy<PromptCatalog>(() => PromptCatalog.Load(variable));
        var settings = new Lazy<ModelSettings>(() => ModelSettings.Load(variable));
        return new EngineCatalog((agent, model) => model is ReviewOptions.Rules
            ? rules
            : ModelClients.Find(model, settings.Value, variable, time) is { } calls ? OfModel(agent, calls, prompts.Value, time) : null);
    }

    /// <summary>The engine of an agent that asks a model.</summary>
    public static IReviewEngine OfModel(AgentName agent, ModelCalls calls, PromptCatalog prompts, TimeProvider time) => agent == AgentName.Verifier
        ? new VerifierEngine(calls, prompts.Verifier, LogFiles.Instance, time)
        : new ModelEngine(calls, prompts, LogFiles.Instance, time);

    public IReviewEngine? Find(AgentName agent, string model) => find(agent, model);
}
