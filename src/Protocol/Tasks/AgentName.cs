using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Json;

namespace CodeReview.Protocol.Tasks;

/// <summary>A kind of agent, such as <c>security</c>: 1 to 32 characters of <c>a-z 0-9 -</c>, a letter first.</summary>
[JsonConverter(typeof(TextValueConverter<AgentName>))]
public readonly record struct AgentName : ITextValue<AgentName>
{
    private readonly string? _value;

    private AgentName(string value) => _value = value;

    /// <summary>Looks for ways to attack the code.</summary>
    public static AgentName Security { get; } = new("security");

    /// <summary>Looks for what makes the code hard to keep.</summary>
    public static AgentName Style { get; } = new("style");

    /// <summary>
    /// Tries to refute what the others found. It is no agent that can be asked for: a review has it where its options say so, and its
    /// findings are verdicts on those of others.
    /// </summary>
    public static AgentName Verifier { get; } = new("verifier");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This agent name was never given a value.");

    /// <inheritdoc cref="ITextValue{TSelf}.TryParse"/>
    public static bool TryParse(string? text, out AgentName value, [NotNullWhen(false)] out string? problem)
    {
        var valid = text is { Length: >= 1 and <= 32 } && char.IsAsciiLetterLower(text[0])
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-')
            // Their files would stand at the same path as the review's own results.
            && text is not ("summary" or "coverage" or "report");
        value = valid ? new AgentName(text!) : default;
        problem = valid ? null : $"'{Shown.Of(text)}' is not an agent's name: 1 to 32 characters of a-z, 0-9 and '-', a letter first, and not summary, coverage or report.";
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
