using System.Diagnostics.CodeAnalysis;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Prompts;

/// <summary>What makes an agent: a file with its name and a line about it in front, and its instructions behind.</summary>
/// <param name="Name">The agent.</param>
/// <param name="About">What it looks for, in a line.</param>
/// <param name="Text">Its instructions.</param>
internal sealed record AgentPrompt(AgentName Name, string About, string Text)
{
    private const string Fence = "---";
    private const int MaxLength = 40_000;

    /// <summary>Reads a prompt file: lines <c>name: …</c> and <c>about: …</c> between two lines <c>---</c>, then the instructions.</summary>
    public static bool TryParse(string file, [NotNullWhen(true)] out AgentPrompt? prompt, [NotNullWhen(false)] out string? problem)
    {
        prompt = null;
        var lines = file.ReplaceLineEndings("\n").Split('\n');
        var end = lines is [Fence, ..] ? Array.IndexOf(lines, Fence, 1) : -1;
        if (end < 0)
        {
            problem = $"it does not begin with a line '{Fence}', lines 'name: …' and 'about: …', and another line '{Fence}'.";
            return false;
        }

        var (name, about, unknown) = (Member(lines[1..end], "name"), Member(lines[1..end], "about"), lines[1..end].FirstOrDefault(line => !IsKnown(line)));
        var text = string.Join('\n', lines[(end + 1)..]).Trim();
        problem = unknown is not null ? $"'{Shown.Of(unknown)}' is not known in front of it: 'name: …' and 'about: …' are."
            : about.Length is 0 ? "it has no line 'about: …'."
            : name == AgentName.Verifier.Value ? $"'{name}' is the name of what looks at findings a second time."
            : text.Length is 0 or > MaxLength ? $"its instructions have 1 to {MaxLength} characters."
            : null;
        if (problem is not null || !AgentName.TryParse(name, out var agent, out problem))
            return false;
        prompt = new AgentPrompt(agent, about, text);
        return true;
    }

    private static string Member(IEnumerable<string> lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.Ordinal))?[(name.Length + 1)..].Trim() ?? "";

    private static bool IsKnown(string line) =>
        line.Trim().Length is 0 || line.StartsWith("name:", StringComparison.Ordinal) || line.StartsWith("about:", StringComparison.Ordinal);
}
