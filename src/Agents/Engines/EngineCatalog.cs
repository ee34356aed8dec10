using System.Collections.Concurrent;
using CodeReview.Agents.Models;
using CodeReview.Agents.Prompts;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Agents.Engines;

/// <summary>The engines by the name that a request gives as its model.</summary>
/// <param name="find">The engine for a model; null where there is no such model.</param>
/// <param name="findVerifier">The engine by which a model verifies; null where there is no such model.</param>
internal sealed class EngineCatalog(Func<string, IReviewEngine?> find, Func<string, IReviewEngine?>? findVerifier = null)
{
    /// <summary>The names, for a message.</summary>
    public const string Available = $"'{ReviewOptions.Rules}', {ModelClients.Known}";

    /// <summary>
    /// The rules, and the models that the environment sets up. Settings are read when a model is first asked for; all tasks of a model
    /// share the connections of its client.
    /// </summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    /// <param name="time">The clock.</param>
    public static EngineCatalog Of(Func<string, string?> variable, TimeProvider time)
    {
        var rules = new RulesEngine();
        var prompts = new Lazy<PromptCatalog>(() => PromptCatalog.Load(variable));
        var settings = new Lazy<ModelSettings>(() => ModelSettings.Load(variable));
        var models = new ConcurrentDictionary<string, ModelCalls?>(StringComparer.Ordinal);
        return new EngineCatalog(
            model => model is ReviewOptions.Rules ? rules : Calls(model) is { } calls ? new ModelEngine(calls, prompts.Value, LogFiles.Instance, time) : null,
            model => Calls(model) is { } calls ? new VerifierEngine(calls, prompts.Value, LogFiles.Instance, time) : null);

        ModelCalls? Calls(string model) => models.GetOrAdd(model, name => ModelClients.Find(name, settings.Value, variable, time));
    }

    public IReviewEngine? Find(string model) => find(model);

    public IReviewEngine? FindVerifier(string model) => findVerifier?.Invoke(model);
}
