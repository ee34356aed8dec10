namespace CodeReview.Protocol.Findings;

/// <summary>
/// Checks a claim against the code: a finding is accepted only when its quote stands in the file. Decided by comparison of
/// text, not by trust in whoever made the claim.
/// </summary>
public static class Grounding
{
    /// <summary>
    /// Finds the quote in the file. Where it stands at the claimed lines, those are confirmed; where it stands elsewhere, the
    /// nearest place is taken, since a reader who miscounts lines has still seen the code.
    /// </summary>
    /// <param name="source">The file at the pinned commit.</param>
    /// <param name="claimed">The claimed lines, from 1.</param>
    /// <param name="quote">The claimed code; <c>\r\n</c> and <c>\n</c> are the same, nothing else is.</param>
    /// <returns>The exact place, or a refusal that says what to do.</returns>
    public static GroundingResult Locate(SourceText source, LineRange claimed, string quote)
    {
        var code = quote.Replace("\r\n", "\n", StringComparison.Ordinal).Trim('\n');
        if (string.IsNullOrWhiteSpace(code))
            return new GroundingResult.Refused("The quote is empty: copy the exact code that the finding is about.");

        LineRange? nearest = null;
        for (var at = source.Text.IndexOf(code, StringComparison.Ordinal); at >= 0; at = source.Text.IndexOf(code, at + 1, StringComparison.Ordinal))
        {
            var lines = new LineRange(source.LineAt(at), source.LineAt(at + code.Length - 1));
            if (nearest is null || Distance(lines, claimed) < Distance(nearest, claimed))
                nearest = lines;
            else if (lines.StartLine > claimed.StartLine)
                break; // Places come in order of line: beyond the claim they only get further away.
        }

        return nearest is null
            ? new GroundingResult.Refused("The quote does not stand in the file: copy it exactly as read_file shows it, without line numbers.")
            : new GroundingResult.Grounded(nearest, code);
    }

    private static int Distance(LineRange found, LineRange claimed) => Math.Abs(found.StartLine - claimed.StartLine);
}

/// <summary>What a check against the code found.</summary>
public abstract record GroundingResult
{
    private GroundingResult()
    {
    }

    /// <summary>The quote stands in the file.</summary>
    /// <param name="Lines">Exactly where.</param>
    /// <param name="Quote">As it stands there.</param>
    public sealed record Grounded(LineRange Lines, string Quote) : GroundingResult;

    /// <summary>The quote does not stand in the file.</summary>
    /// <param name="Reason">What is wrong and what to do, for whoever made the claim.</param>
    public sealed record Refused(string Reason) : GroundingResult;
}
