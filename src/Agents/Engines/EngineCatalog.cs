using System.Collections.Concurrent;
using CodeReview.Agents.Models;
using CodeReview.Agents.Prompts;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Agents.Engines;

/// <summary>The engines by the name that a request gives as its model.</summary>
/// <param name="find">The engine for a model; null where there is no such model.</param>
internal sealed class EngineCatalog(Func<string, IReviewEngine?> find)
{
    /// <summary>The names, for a message.</summary>
    public const string Available = $"'{ReviewOptions.Rules}', {ModelClients.Known}";

    /// <summary>
    /// The rules, and the models that the environment sets up. Settings are read when a model is first asked for; all tasks of a model
    /// share one engine, and with it the connections of its client.
    /// </summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    /// <param name="time">The clock.</param>
    public static EngineCatalog Of(Func<string, string?> variable, TimeProvider time)
    {
        var rules = new RulesEngine();
        var prompts = new Lazy<PromptCatalog>(() => PromptCatalog.Load(variable));
        var settings = new Lazy<ModelSettings>(() => ModelSettings.Load(variable));
        var models = new ConcurrentDictionary<string, IReviewEngine?>(StringComparer.Ordinal);
        return new EngineCatalog(model => model is ReviewOptions.Rules ? rules : models.GetOrAdd(model, OfModel));

        IReviewEngine? OfModel(string model) =>
            ModelClients.Find(model, settings.Value, variable, time) is { } calls ? new ModelEngine(calls, prompts.Value, LogFiles.Instance, time) : null;
    }

    public IReviewEngine? Find(string model) => find(model);
}
