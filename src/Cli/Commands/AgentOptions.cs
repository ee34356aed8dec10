using System.CommandLine;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Cli.Commands;

/// <summary>Who reviews. A fleet has agents, models and a window of its own: what the user does not name stays its choice.</summary>
internal sealed class AgentOptions
{
    public Option<string> Agents { get; } = new("--agents")
    {
        Description = "The agents to run, with commas between them.", HelpName = "NAMES", DefaultValueFactory = _ => "security,style",
    };

    public Option<string> Model { get; } = new("--model")
    {
        Description = "Who reviews: rules, bedrock:ID, ollama:NAME or openai:NAME.", HelpName = "MODEL", DefaultValueFactory = _ => ReviewOptions.Rules,
    };

    public Option<int?> Parallel { get; } =
        CommandOptions.OfNumber("--max-parallel", "How many agent tasks run at once. Default: one a processor.", least: 1, most: ReviewOptions.MostParallelAgents);

    public ModelOptions Models { get; } = new();

    public PolicyOptions Policy { get; } = new();

    /// <summary>The agents that are asked for; none where a fleet is to choose.</summary>
    public ValueArray<AgentName> NamesOf(ParseResult parsed, bool remote) => remote && IsByDefault(parsed, Agents)
        ? []
        : CommandOptions.Parse<AgentName>(parsed.GetRequiredValue(Agents).Split(',', StringSplitOptions.TrimEntries));

    /// <summary>The options of the request.</summary>
    public ReviewOptions LimitsOf(ParseResult parsed, bool remote) => new(
        Model: remote && IsByDefault(parsed, Model) ? null : parsed.GetRequiredValue(Model),
        MaxParallelAgents: parsed.GetValue(Parallel) ?? (remote ? null : Environment.ProcessorCount),
        Budget: Models.Budget(parsed),
        Finders: parsed.GetValue(Models.Finders),
        Verification: Models.Verification(parsed),
        Policy: Policy.Policy(parsed));

    private static bool IsByDefault(ParseResult parsed, Option option) => parsed.GetResult(option) is null or { Implicit: true };
}
