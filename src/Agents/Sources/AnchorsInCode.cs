namespace CodeReview.Agents.Sources;

/// <summary>Anchors as rules look for them: in code, not in comments and literals.</summary>
internal static class AnchorsInCode
{
    /// <summary>Every anchor that begins in code, and not in the middle of a longer name.</summary>
    public static IEnumerable<(int At, int Length)> InCode(this Anchors anchors, SourceFile file)
    {
        for (var next = anchors.Next(file.Text, 0); next is { } anchor; next = anchors.Next(file.Text, anchor.At + anchor.Length))
        {
            if (file.Code.IsCode(anchor.At) && !ContinuesName(file.Text, anchor.At))
                yield return anchor;
        }
    }

    private static bool ContinuesName(string text, int at) =>
        at > 0 && IsName(text[at]) && (IsName(text[at - 1]) || text[at - 1] is '$');

    private static bool IsName(char c) => char.IsLetterOrDigit(c) || c is '_';
}
