namespace CodeReview.Protocol.Texts;

/// <summary>How unpredictable text is.</summary>
public static class Entropy
{
    /// <summary>Shannon's measure over the characters of the text, in bits a character.</summary>
    public static double Of(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[128];
        counts.Clear();
        foreach (var c in text)
            counts[c & 127]++;
        var bits = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
                bits -= (double)count / text.Length * Math.Log2((double)count / text.Length);
        }

        return bits;
    }
}
