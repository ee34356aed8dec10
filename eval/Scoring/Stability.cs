namespace CodeReview.Eval.Scoring;

/// <summary>Whether several runs say the same.</summary>
internal static class Stability
{
    /// <summary>The mean over all pairs of runs of what both said to what either said; 1 for a single run, or where nobody said anything.</summary>
    public static double Of<T>(IReadOnlyList<IReadOnlySet<T>> runs)
    {
        var pairs = runs.SelectMany((left, i) => runs.Skip(i + 1).Select(right => Shared(left, right))).ToList();
        return pairs.Count is 0 ? 1 : pairs.Average();
    }

    private static double Shared<T>(IReadOnlySet<T> left, IReadOnlySet<T> right)
    {
        var both = left.Count(right.Contains);
        var either = left.Count + right.Count - both;
        return either is 0 ? 1 : (double)both / either;
    }
}
