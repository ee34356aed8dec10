using System.Globalization;
using System.Text.Json;
using CodeReview.Protocol.Json;

namespace CodeReview.Agents.Tools;

/// <summary>The arguments of a call as a model gave them, which may be anything.</summary>
internal sealed class CallArguments(IReadOnlyDictionary<string, JsonElement> values)
{
    private const int MaxLength = 100_000;

    /// <summary>The arguments of a call; none where it has none.</summary>
    public static CallArguments Of(IDictionary<string, object?>? arguments) => new(
        (arguments ?? new Dictionary<string, object?>()).ToDictionary(
            pair => pair.Key,
            pair => pair.Value switch
            {
                JsonElement element => element,
                null => default,
                var value => JsonSerializer.SerializeToElement(Convert.ToString(value, CultureInfo.InvariantCulture)!, ProtocolJson.Default.String),
            },
            StringComparer.Ordinal));

    /// <summary>A text that has to be there.</summary>
    /// <exception cref="BadArgumentException">It is not.</exception>
    public string Text(string name) => OptionalText(name) ?? throw new BadArgumentException($"'{name}' is missing: it is a text.");

    public string? OptionalText(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: <= MaxLength } value => value,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => throw new BadArgumentException($"'{name}' is to be a text of at most {MaxLength} characters."),
    };

    public int Number(string name) => OptionalNumber(name) ?? throw new BadArgumentException($"'{name}' is missing: it is a whole number.");

    // Some models write numbers as texts.
    public int? OptionalNumber(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) => value,
        { ValueKind: JsonValueKind.String } text when int.TryParse(text.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
        _ => throw new BadArgumentException($"'{name}' is to be a whole number."),
    };

    public bool Flag(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out var value) => value,
        _ => throw new BadArgumentException($"'{name}' is to be true or false."),
    };

    public T Choice<T>(string name)
        where T : struct, Enum => Enum.TryParse<T>(Text(name), ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new BadArgumentException($"'{name}' is one of {string.Join(", ", Enum.GetNames<T>()).ToUpperInvariant()}.");

    private JsonElement? Find(string name) =>
        values.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;
}

/// <summary>An argument is not what the tool takes; the message says so to the model.</summary>
internal sealed class BadArgumentException(string message) : Exception(message);
