using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Protocol.Findings;

/// <summary>
/// The identity of a finding across runs: a digest of the rule's family, the path and the quoted code with its white space
/// folded. Line numbers are not in it, so a finding that moved is the same finding; nor is the rule's name within the family,
/// so two agents that see one flaw are seen to agree. 32 lower-case hexadecimal digits.
/// </summary>
[JsonConverter(typeof(TextValueConverter<Fingerprint>))]
public readonly record struct Fingerprint : ITextValue<Fingerprint>
{
    private readonly string? _value;

    private Fingerprint(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This fingerprint was never given a value.");

    /// <summary>The fingerprint of a claim.</summary>
    public static Fingerprint Of(RuleId rule, WorkspacePath path, string quote)
    {
        var code = string.Join(' ', quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return new Fingerprint(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{rule.Family}\n{path.Value}\n{code}")))[..32]);
    }

    /// <inheritdoc cref="ITextValue{TSelf}.TryParse"/>
    public static bool TryParse(string? text, out Fingerprint value, [NotNullWhen(false)] out string? problem)
    {
        var valid = text is { Length: 32 } && text.All(char.IsAsciiHexDigitLower);
        value = valid ? new Fingerprint(text!) : default;
        problem = valid ? null : $"'{Shown.Of(text)}' is not a fingerprint (32 lower-case hexadecimal digits).";
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
