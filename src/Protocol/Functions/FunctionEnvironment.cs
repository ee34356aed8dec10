using System.Globalization;
using System.Text.Json;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Protocol.Functions;

/// <summary>
/// What a function is told by its environment: every variable is named here, once, and read with a sentence about what is wrong with it.
/// </summary>
/// <param name="variable">Reads a variable; null or empty where it is not set.</param>
public sealed class FunctionEnvironment(Func<string, string?> variable)
{
    /// <summary>The folder of the workspace: where the file system is mounted.</summary>
    public const string WorkspaceVariable = "CODEREVIEW_WORKSPACE";

    /// <summary>Of the orchestrator: the agents' functions, <c>{"security": {"function": NAME, "model": MODEL, "timeout_seconds": N}, …}</c>.</summary>
    public const string AgentsVariable = "CODEREVIEW_AGENTS";

    /// <summary>Of the orchestrator: the most tasks of one review under way at once.</summary>
    public const string MaxParallelAgentsVariable = "CODEREVIEW_MAX_PARALLEL_AGENTS";

    /// <summary>Of the orchestrator: how often a task is sent, and a review goes on by itself, before that is taken for a loop.</summary>
    public const string MaxRoundsVariable = "CODEREVIEW_MAX_ROUNDS";

    /// <summary>Of an agent: which one it is.</summary>
    public const string AgentVariable = "CODEREVIEW_AGENT";

    /// <summary>Of all: TRACE, DEBUG, INFO, WARN, ERROR or FATAL; what Lambda's own setting says where it is not set.</summary>
    public const string LogLevelVariable = "CODEREVIEW_LOG_LEVEL";

    private const int MostRounds = 1_000_000;
    private static readonly string[] LogLevels = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

    /// <summary>The process's own environment.</summary>
    public static FunctionEnvironment OfProcess { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>Where the reviews are.</summary>
    /// <exception cref="EnvironmentException">The variable is missing or wrong; so with all of these.</exception>
    public WorkspaceLayout Workspace => Required(WorkspaceVariable, "the path at which the file system is mounted, such as /mnt/workspace") is var path && Path.IsPathRooted(path)
        ? new WorkspaceLayout(path)
        : throw Wrong(WorkspaceVariable, $"'{Shown.Of(path)}' is not an absolute path");

    /// <summary>The agents' functions.</summary>
    public ValueArray<AgentFunction> Agents => ParseAgents(Required(AgentsVariable, """{"security":{"function":"NAME","model":"rules","timeout_seconds":900}} with every agent"""));

    /// <summary>The most tasks of one review under way at once; null where it is not set.</summary>
    public int? MaxParallelAgents => Number(MaxParallelAgentsVariable, ReviewOptions.MostParallelAgents);

    /// <summary>The bound on rounds; null where it is not set.</summary>
    public int? MaxRounds => Number(MaxRoundsVariable, MostRounds);

    /// <summary>The agent that this function is.</summary>
    public AgentName Agent => AgentName.TryParse(Required(AgentVariable, "security or style"), out var agent, out var problem) ? agent : throw Wrong(AgentVariable, problem);

    /// <summary>The lowest level that is logged; null where it is not set.</summary>
    public string? LogLevel => Optional(LogLevelVariable)?.ToUpperInvariant() switch
    {
        null => null,
        var level when LogLevels.Contains(level) => level,
        var other => throw Wrong(LogLevelVariable, $"'{Shown.Of(other)}' is none of {string.Join(", ", LogLevels)}"),
    };

    private static ValueArray<AgentFunction> ParseAgents(string json)
    {
        try
        {
            var agents = JsonSerializer.Deserialize(json, ProtocolJson.Default.DictionaryStringAgentFunctionSettings);
            return agents is { Count: > 0 } ? agents.Select(pair => AgentOf(pair.Key, pair.Value)).ToValueArray() : throw Wrong(AgentsVariable, "it names no agent");
        }
        catch (JsonException e)
        {
            throw Wrong(AgentsVariable, Shown.Of(e.Message, 300), e);
        }
    }

    private static AgentFunction AgentOf(string name, AgentFunctionSettings settings)
    {
        if (!AgentName.TryParse(name, out var agent, out var problem))
            throw Wrong(AgentsVariable, problem);
        if (string.IsNullOrWhiteSpace(settings.Function) || string.IsNullOrWhiteSpace(settings.Model))
            throw Wrong(AgentsVariable, $"function and model of '{agent}' are names, and not empty");
        if (settings.TimeoutSeconds is < 1 or > 86_400 || settings.MaxEventAgeSeconds is < 60 or > 21_600)
            throw Wrong(AgentsVariable, $"timeout_seconds of '{agent}' is 1 to 86400, and its max_event_age_seconds 60 to 21600");
        if (settings.ReportWithinSeconds < settings.TimeoutSeconds)
            throw Wrong(AgentsVariable, $"report_within_seconds of '{agent}' is less than its timeout_seconds, so that a task would be sent again while it runs");
        var function = new AgentFunction(agent, settings.Function, settings.Model, TimeSpan.FromSeconds(settings.TimeoutSeconds), TimeSpan.FromSeconds(settings.MaxEventAgeSeconds));
        return settings.ReportWithinSeconds is { } seconds ? function with { ReportWithin = TimeSpan.FromSeconds(seconds) } : function;
    }

    private int? Number(string name, int most) => Optional(name) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most => number,
        var text => throw Wrong(name, string.Create(CultureInfo.InvariantCulture, $"'{Shown.Of(text)}' is not a whole number from 1 to {most}")),
    };

    private string? Optional(string name) => variable(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private string Required(string name, string example) => Optional(name)
        ?? throw new EnvironmentException($"The variable {name} of the function's environment is not set: give it {example}.");

    private static EnvironmentException Wrong(string name, string problem, Exception? inner = null) =>
        new($"The variable {name} of the function's environment is not usable: {problem.TrimEnd('.')}.", inner);
}

/// <summary>The function of an agent.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Function">The function's name, with a version or an alias where one is to be called, or its ARN.</param>
/// <param name="Model">The engine where a request names none.</param>
/// <param name="Timeout">How long one invocation may run.</param>
/// <param name="MaxEventAge">How long an invocation may wait for room to run, before Lambda gives it up.</param>
public sealed record AgentFunction(AgentName Agent, string Function, string Model, TimeSpan Timeout, TimeSpan MaxEventAge)
{
    /// <summary>
    /// After how long a task that was accepted is taken for lost, and sent again. An invocation may wait as long as Lambda lets it, and then run as long as it may;
    /// what comes of it needs a moment too. Where less is said, what only waited is done twice, and counts once.
    /// </summary>
    public TimeSpan ReportWithin { get; init; } = MaxEventAge + Timeout + TimeSpan.FromMinutes(1);
}

/// <summary>A member of <see cref="FunctionEnvironment.AgentsVariable"/>.</summary>
/// <param name="Function">See <see cref="AgentFunction"/>.</param>
/// <param name="Model">See <see cref="AgentFunction"/>.</param>
/// <param name="TimeoutSeconds">See <see cref="AgentFunction"/>.</param>
/// <param name="MaxEventAgeSeconds">See <see cref="AgentFunction"/>.</param>
/// <param name="ReportWithinSeconds">See <see cref="AgentFunction.ReportWithin"/>; null where it follows from the others.</param>
public sealed record AgentFunctionSettings(string Function, string Model, int TimeoutSeconds, int MaxEventAgeSeconds = 3600, int? ReportWithinSeconds = null);
