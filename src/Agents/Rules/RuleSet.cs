using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules;

/// <summary>The rules of one subject. Every type that implements this is part of the set: a new one is one new file.</summary>
internal interface IRuleFamily
{
    IEnumerable<Rule> Rules { get; }
}

/// <summary>All rules there are.</summary>
internal static class RuleSet
{
    /// <summary>Every rule, sorted by id.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. typeof(RuleSet).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IRuleFamily)))
            .SelectMany(type => ((IRuleFamily)Activator.CreateInstance(type)!).Rules)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    /// <summary>The agents that have rules, sorted by name.</summary>
    public static IReadOnlyList<AgentName> Agents { get; } = [.. All.Select(rule => rule.Agent).Distinct().OrderBy(agent => agent.Value, StringComparer.Ordinal)];

    /// <summary>The rules of one agent, sorted by id.</summary>
    public static IReadOnlyList<Rule> Of(AgentName agent) => [.. All.Where(rule => rule.Agent == agent)];
}
