using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CodeReview.Agents.Tools;

/// <summary>What a tool says to a model.</summary>
/// <param name="Text">The answer, or what was wrong with the call.</param>
/// <param name="IsRefused">Whether the call was not carried out.</param>
internal sealed record ToolAnswer(string Text, bool IsRefused = false)
{
    /// <summary>The answer of a tool, put into words.</summary>
    public static ToolAnswer Of<T>(ToolResult<T> result, Func<T, string> words)
        where T : notnull => result.IsAnswer(out var value, out var refusal) ? new ToolAnswer(words(value)) : new ToolAnswer(refusal.Reason, IsRefused: true);
}

/// <summary>A tool as a model sees it.</summary>
/// <param name="Declaration">Its name, what it does, and the schema of its arguments.</param>
/// <param name="Call">Carries a call out.</param>
internal sealed record ModelTool(AIFunctionDeclaration Declaration, Func<CallArguments, ToolAnswer> Call)
{
    public string Name => Declaration.Name;

    /// <param name="name">The name.</param>
    /// <param name="description">When to call it, and what comes back.</param>
    /// <param name="schema">The JSON schema of the arguments.</param>
    /// <param name="call">Carries a call out.</param>
    public static ModelTool Of(string name, string description, string schema, Func<CallArguments, ToolAnswer> call)
    {
        using var document = JsonDocument.Parse(schema);
        return new ModelTool(AIFunctionFactory.CreateDeclaration(name, description, document.RootElement.Clone()), call);
    }
}
