using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodeReview.Protocol.Json;

/// <summary>
/// A value that is one validated piece of text, such as an id. What does not validate never becomes a value: not from JSON,
/// not from the command line, not from a file name.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface ITextValue<TSelf>
    where TSelf : struct, ITextValue<TSelf>
{
    /// <summary>The text.</summary>
    string Value { get; }

    /// <summary>Accepts the text, or says in one sentence what is wrong with it and what would be right.</summary>
    static abstract bool TryParse(string? text, out TSelf value, [NotNullWhen(false)] out string? problem);
}

/// <summary>Parses validated text, and fails with the sentence that the type itself gives.</summary>
public static class TextValue
{
    /// <summary>Parses the text.</summary>
    /// <exception cref="FormatException">The text does not validate; the message says why.</exception>
    public static T Parse<T>(string? text)
        where T : struct, ITextValue<T> =>
        T.TryParse(text, out var value, out var problem) ? value : throw new FormatException(problem);
}

/// <summary>Reads and writes an <see cref="ITextValue{TSelf}"/> as a JSON string, and as a property name.</summary>
public sealed class TextValueConverter<T> : JsonConverter<T>
    where T : struct, ITextValue<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String ? Parse(reader.GetString()) : throw new JsonException("A string is expected here.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString());

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);

    private static T Parse(string? text) =>
        T.TryParse(text, out var value, out var problem) ? value : throw new JsonException(problem);
}
