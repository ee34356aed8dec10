namespace CodeReview.Orchestrator.Sources;

/// <summary>
/// About how many tokens a text is to a model: one for each word (the parts of a name in camel case are words), each mark, each three digits
/// and each character beyond ASCII; white space goes with what follows it.
/// </summary>
/// <remarks>
/// Measured with the tokenizer o200k_base, whose table is public, on nine repositories (17 MB): it makes 0.85 to 1.05 tokens of what this
/// counts as one in C#, Go, Java, JavaScript, PHP, Python, Ruby, TypeScript, HTML, JSON and prose, 1.2 to 1.35 in CSS and YAML full of
/// hashes, 0.7 in minified code and 0.5 in text beyond ASCII. A token has anything from 2.3 to 5.2 bytes there. Newer models cut finer; what is
/// compared with this is a target, and leaves them room.
/// </remarks>
internal static class TokenEstimate
{
    private const int BytesInToken = 4;
    private const int DigitsInToken = 3;

    /// <summary>Of a text that nobody has looked at.</summary>
    public static long Of(long bytes) => bytes / BytesInToken;

    /// <summary>Of a text in UTF-8.</summary>
    public static long Of(ReadOnlySpan<byte> text)
    {
        var (tokens, digits) = (0L, 0L);
        var before = (byte)' ';
        foreach (var b in text)
        {
            if (char.IsAsciiLetter((char)b))
                tokens += BeginsWord(before, b) ? 1 : 0;
            else if (char.IsAsciiDigit((char)b))
                digits++;
            // Of a character beyond ASCII only the first byte counts.
            else if (b is > (byte)' ' and < 0x7f or >= 0xc0)
                tokens++;
            before = b;
        }

        return tokens + (digits / DigitsInToken);
    }

    private static bool BeginsWord(byte before, byte letter) =>
        !char.IsAsciiLetter((char)before) || (char.IsAsciiLetterUpper((char)letter) && !char.IsAsciiLetterUpper((char)before));
}
