using System.Security.Cryptography;
using System.Text;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Secrets;

namespace CodeReview.Agents.Tools;

/// <summary>
/// Repository text as a model gets it: evidence, between marks that its author cannot know, its secrets masked, and with nothing in
/// it that shows as nothing or as something else.
/// </summary>
/// <param name="marker">Drawn for this task.</param>
internal sealed class Evidence(string marker)
{
    public string Marker => marker;

    /// <summary>Goes on with a mark, or draws one.</summary>
    public static Evidence With(string? kept) => new(kept ?? RandomNumberGenerator.GetHexString(12, lowercase: true));

    /// <summary>A prompt with the mark in its places.</summary>
    public string In(string prompt) => prompt.Replace("{{marker}}", marker, StringComparison.Ordinal);

    /// <summary>The text, marked as the repository's.</summary>
    /// <param name="what">What it is, in our words.</param>
    /// <param name="text">The text.</param>
    public string Of(string what, string text) => $"[repository text {marker}: {what}]\n{Plain(text)}\n[end of repository text {marker}]";

    /// <summary>The text with secrets masked and every character that does not show as itself written as its number.</summary>
    public static string Plain(string text)
    {
        var masked = SecretScan.MaskAll(text);
        if (masked.EnumerateRunes().All(IsShown))
            return masked;
        var plain = new StringBuilder(masked.Length);
        foreach (var rune in masked.EnumerateRunes())
            plain.Append(IsShown(rune) ? rune.ToString() : $"\\u{{{rune.Value:x}}}");
        return plain.ToString();
    }

    private static bool IsShown(Rune rune) => rune.Value is '\n' or '\t' || Shown.IsPlain(rune);
}
