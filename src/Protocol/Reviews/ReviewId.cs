using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Json;

namespace CodeReview.Protocol.Reviews;

/// <summary>
/// Names one review, its grain and its folder: 1 to 64 characters of <c>a-z 0-9 . _ -</c>, a letter or digit first and last.
/// Lower case only, since some file systems fold case and an object store does not.
/// </summary>
[JsonConverter(typeof(TextValueConverter<ReviewId>))]
public readonly record struct ReviewId : ITextValue<ReviewId>
{
    private const int MaxLength = 64;
    private readonly string? _value;

    private ReviewId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This review id was never given a value.");

    /// <summary>
    /// The id of a review that was not given one: the repository's name, for people, and a digest of the canonical URL and the
    /// ref, for identity. The same URL and ref always give the same id; the name alone never decides.
    /// </summary>
    /// <param name="url">The repository.</param>
    /// <param name="gitRef">The ref that was asked for, or null for the default branch.</param>
    /// <param name="since">What it is compared with, or null where everything is reviewed.</param>
    public static ReviewId Derive(RepositoryUrl url, string? gitRef, string? since = null)
    {
        var identity = since is null ? $"{url.Value}\n{gitRef}" : $"{url.Value}\n{gitRef}\n{since}";
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)));
        var name = new StringBuilder();
        foreach (var c in url.Name.ToLowerInvariant())
        {
            if (name.Length >= MaxLength - 13)
                break;
            if (char.IsAsciiLetterOrDigit(c) || (name.Length > 0 && c is '.' or '_' or '-'))
                name.Append(c);
        }

        return new ReviewId(name.Length is 0 ? digest[..12] : $"{name}-{digest[..12]}");
    }

    /// <inheritdoc cref="ITextValue{TSelf}.TryParse"/>
    public static bool TryParse(string? text, out ReviewId value, [NotNullWhen(false)] out string? problem)
    {
        var valid = text is { Length: >= 1 and <= MaxLength }
            && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');
        value = valid ? new ReviewId(text!) : default;
        problem = valid ? null : $"'{Shown.Of(text)}' is not a review id: 1 to {MaxLength} characters of a-z, 0-9, '.', '_' and '-', a letter or digit first and last.";
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
