using System.Globalization;

namespace CodeReview.Bench.Measuring;

/// <summary>The middle of some numbers, and the quartiles around it.</summary>
internal sealed record Spread(double Median, double Low, double High)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Spread(At(sorted, 0.5), At(sorted, 0.25), At(sorted, 0.75));
    }

    /// <summary>As <c>1.20 (1.10–1.31)</c>.</summary>
    public string Show(string format) => string.Create(
        CultureInfo.InvariantCulture, $"{Text(Median, format)} ({Text(Low, format)}–{Text(High, format)})");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static double At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var (below, above) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return below + ((above - below) * (place - Math.Floor(place)));
    }
}
