using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Json;

namespace CodeReview.Protocol.Tasks;

/// <summary>One agent's work on one shard of a review, written <c>agent.shard</c>: <c>security.0001</c>.</summary>
/// <param name="Agent">Who works.</param>
/// <param name="Shard">On which files.</param>
[JsonConverter(typeof(TextValueConverter<TaskId>))]
public readonly record struct TaskId(AgentName Agent, ShardId Shard) : ITextValue<TaskId>
{
    /// <inheritdoc/>
    public string Value => $"{Agent.Value}.{Shard.Value}";

    /// <inheritdoc cref="ITextValue{TSelf}.TryParse"/>
    public static bool TryParse(string? text, out TaskId value, [NotNullWhen(false)] out string? problem)
    {
        value = default;
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot < 0)
        {
            problem = $"'{Shown.Of(text)}' is not a task's id: agent.shard, such as security.0001.";
            return false;
        }

        if (!AgentName.TryParse(text![..dot], out var agent, out problem) || !ShardId.TryParse(text[(dot + 1)..], out var shard, out problem))
            return false;
        value = new TaskId(agent, shard);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
