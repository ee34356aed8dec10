using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Prompts;

/// <summary>The agents that there are prompts for: those built in, and those of a folder that the environment names.</summary>
internal sealed class PromptCatalog
{
    public const string Variable = "CODEREVIEW_PROMPTS";
    private const string BuiltInFolder = "prompts/";
    private readonly SortedDictionary<string, AgentPrompt> _agents = new(StringComparer.Ordinal);

    private PromptCatalog(IEnumerable<AgentPrompt> prompts)
    {
        foreach (var prompt in prompts)
            _agents[prompt.Name.Value] = prompt;
    }

    /// <summary>What every reviewing agent is told beside its own instructions.</summary>
    public string Reviewer { get; } = Resource("reviewer.md");

    /// <summary>What a verifier is told.</summary>
    public string Verifier { get; } = Resource("verifier.md");

    /// <summary>The agents that review.</summary>
    public IReadOnlyCollection<AgentPrompt> Agents => _agents.Values;

    /// <summary>The prompts built in, and over them those of the folder.</summary>
    /// <exception cref="InvalidRequestException">A file of the folder is no prompt.</exception>
    public static PromptCatalog Load(Func<string, string?> variable)
    {
        string[] builtIn = ["security.md", "style.md"];
        return new PromptCatalog(builtIn.Select(name => Parse(name, Resource(name))).Concat(variable(Variable) is { Length: > 0 } folder ? Own(folder) : []));
    }

    public AgentPrompt? Find(AgentName agent) => _agents.GetValueOrDefault(agent.Value);

    private static IEnumerable<AgentPrompt> Own(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal).Select(file => Parse(file, File.ReadAllText(file)))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidRequestException($"The prompts that {Variable} names, '{folder}', cannot be read: {e.Message}", e);
        }
    }

    private static AgentPrompt Parse(string file, string text) =>
        AgentPrompt.TryParse(text, out var prompt, out var problem) ? prompt : throw new InvalidRequestException($"'{file}' is no agent's prompt: {problem}");

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(PromptCatalog).Assembly.GetManifestResourceStream(BuiltInFolder + name)!);
        return reader.ReadToEnd();
    }
}
