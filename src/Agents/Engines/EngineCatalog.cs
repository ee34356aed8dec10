namespace CodeReview.Agents.Engines;

/// <summary>The engines by the name that a request gives as its model.</summary>
internal sealed class EngineCatalog(IReadOnlyDictionary<string, IReviewEngine> engines)
{
    /// <summary>What is built in.</summary>
    public static EngineCatalog BuiltIn { get; } = new(new Dictionary<string, IReviewEngine> { ["rules"] = new RulesEngine() });

    /// <summary>The names, for a message.</summary>
    public string Available => string.Join(", ", engines.Keys.Order(StringComparer.Ordinal).Select(name => $"'{name}'"));

    public IReviewEngine? Find(string model) => engines.GetValueOrDefault(model);
}
