using System.Globalization;
using System.Text;

namespace CodeReview.Protocol.Json;

/// <summary>Makes untrusted text fit to be shown in a one-line message: control and format characters escaped, length bounded.</summary>
public static class Shown
{
    /// <summary>The text as one line of at most <paramref name="maxLength"/> characters and an ellipsis.</summary>
    public static string Of(string? text, int maxLength = 100)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (line.Length >= maxLength)
                return line.Append('…').ToString();
            if (IsPlain(rune))
                line.Append(rune.ToString());
            else
                line.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
        }

        return line.ToString();
    }

    /// <summary>The same as a sentence, so that another can follow: what systems say of an error ends with a full stop or without.</summary>
    public static string Sentence(string text) => Of(text, 300) is var line && line.EndsWith('.') ? line : line + ".";

    /// <summary>Whether the character shows as itself: neither control, nor format (bidi, zero width), nor a line separator.</summary>
    public static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
