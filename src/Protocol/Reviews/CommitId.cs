using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Json;

namespace CodeReview.Protocol.Reviews;

/// <summary>A commit by its full hash: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits.</summary>
[JsonConverter(typeof(TextValueConverter<CommitId>))]
public readonly record struct CommitId : ITextValue<CommitId>
{
    private readonly string? _value;

    private CommitId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This commit id was never given a value.");

    /// <summary>The first digits, for people.</summary>
    public string Abbreviated => Value[..10];

    /// <inheritdoc cref="ITextValue{TSelf}.TryParse"/>
    public static bool TryParse(string? text, out CommitId value, [NotNullWhen(false)] out string? problem)
    {
        var valid = text is { Length: 40 or 64 } && text.All(char.IsAsciiHexDigitLower);
        value = valid ? new CommitId(text!) : default;
        problem = valid ? null : $"'{Shown.Of(text)}' is not a commit's full hash (40 or 64 lower-case hexadecimal digits).";
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
