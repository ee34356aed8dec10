using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Json;

namespace CodeReview.Protocol.Tasks;

/// <summary>The files that one task covers, named by their place in the plan, from 1: at least four digits, <c>0001</c>.</summary>
[JsonConverter(typeof(TextValueConverter<ShardId>))]
public readonly record struct ShardId : ITextValue<ShardId>
{
    private readonly string? _value;

    private ShardId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This shard id was never given a value.");

    /// <summary>The shard's place in the plan, from 1.</summary>
    public int Ordinal => int.Parse(Value, CultureInfo.InvariantCulture);

    /// <summary>The shard at a place in the plan.</summary>
    /// <param name="ordinal">From 1.</param>
    public static ShardId At(int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ordinal, 1);
        return new ShardId(ordinal.ToString("d4", CultureInfo.InvariantCulture));
    }

    /// <inheritdoc cref="ITextValue{TSelf}.TryParse"/>
    public static bool TryParse(string? text, out ShardId value, [NotNullWhen(false)] out string? problem)
    {
        var valid = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) && ordinal >= 1
            && text == At(ordinal)._value;
        value = valid ? new ShardId(text!) : default;
        problem = valid ? null : $"'{Shown.Of(text)}' is not a shard's id: its number, from 1, in at least four digits.";
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
