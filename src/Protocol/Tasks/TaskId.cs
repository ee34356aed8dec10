using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Json;

namespace CodeReview.Protocol.Tasks;

/// <summary>
/// One agent's work on one shard of a review, written <c>agent.shard</c>: <c>security.0001</c>. Where several finders of one kind look
/// at the same shard, each independent of the others, those after the first are written with their number: <c>security.0001.2</c>.
/// </summary>
/// <param name="Agent">Who works.</param>
/// <param name="Shard">On which files.</param>
/// <param name="Finder">Which of the agent's finders, from 1.</param>
[JsonConverter(typeof(TextValueConverter<TaskId>))]
public readonly record struct TaskId(AgentName Agent, ShardId Shard, int Finder = 1) : ITextValue<TaskId>
{
    /// <inheritdoc/>
    public string Value => Finder is 1 ? $"{Agent.Value}.{Shard.Value}" : string.Create(CultureInfo.InvariantCulture, $"{Agent.Value}.{Shard.Value}.{Finder}");

    /// <inheritdoc cref="ITextValue{TSelf}.TryParse"/>
    public static bool TryParse(string? text, out TaskId value, [NotNullWhen(false)] out string? problem)
    {
        value = default;
        if (text?.Split('.') is not { Length: 2 or 3 } parts)
        {
            problem = $"'{Shown.Of(text)}' is not a task's id: agent.shard, such as security.0001.";
            return false;
        }

        if (!AgentName.TryParse(parts[0], out var agent, out problem) || !ShardId.TryParse(parts[1], out var shard, out problem))
            return false;
        if (parts.Length is 2)
        {
            value = new TaskId(agent, shard);
            return true;
        }

        var valid = int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var finder) && finder >= 2 && parts[2][0] is not '0';
        value = valid ? new TaskId(agent, shard, finder) : default;
        problem = valid ? null : $"'{Shown.Of(text)}' is not a task's id: the number of a finder is 2 or more.";
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
