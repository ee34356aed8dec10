using System.Diagnostics.CodeAnalysis;

namespace CodeReview.Agents.Tools;

/// <summary>What a tool answers: what was asked for, or why not, as a sentence that a model can act on. A refusal is no exception.</summary>
internal sealed record ToolResult<T>
    where T : notnull
{
    private readonly T? _value;
    private readonly Refusal? _refusal;

    private ToolResult(T? value, Refusal? refusal) => (_value, _refusal) = (value, refusal);

    public static implicit operator ToolResult<T>(T value) => new(value, null);

    public static implicit operator ToolResult<T>(Refusal refusal) => new(default, refusal);

    /// <summary>Whether the call was carried out; a refused one changed nothing.</summary>
    public bool IsAnswer([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        (value, refusal) = (_value, _refusal);
        return refusal is null;
    }
}

/// <summary>Why a call was not carried out, and what to do instead.</summary>
internal record Refusal(string Reason);

/// <summary>The file is nothing that can be reviewed, now or later; the reason is what the coverage will say.</summary>
internal sealed record Unreviewable(string Reason) : Refusal(Reason);
