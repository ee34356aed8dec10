using System.Globalization;

namespace CodeReview.Orchestrator.Summarizing.Timelines;

/// <summary>
/// Times as positions. A review may rest for days between two seconds of work: what lies between busy times is drawn as long as it
/// was, or, where that is much, as a short gap that says how long it was.
/// </summary>
internal sealed class TimelineScale
{
    public const decimal Width = 1000;
    private const double GapShare = 0.04;
    private const double AllGapsShare = 0.3;
    private const int Ticks = 8;
    private const int MaxLabelledGaps = 12;
    private static readonly double[] TickSeconds = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400, 604800, 2592000];

    private readonly List<Piece> _pieces = [];
    private readonly double _total;
    private readonly double _busy;

    /// <summary>A scale over these times; the busy ones may overlap, and there is at least one.</summary>
    public TimelineScale(IEnumerable<Busy> busy)
    {
        var merged = Merge(busy);
        _busy = Math.Max(0.001, merged.Sum(time => (time.To - time.From).TotalSeconds));
        var mostOfGap = Math.Min(GapShare * _busy, AllGapsShare * _busy / Math.Max(1, merged.Count - 1));
        foreach (var time in merged)
        {
            if (_pieces is [.., var before])
                Add(before.To, time.From, Math.Min((time.From - before.To).TotalSeconds, mostOfGap));
            Add(time.From, time.To, (time.To - time.From).TotalSeconds);
        }

        _total = Math.Max(0.001, _pieces[^1].End);
    }

    private DateTimeOffset Start => _pieces[0].From;

    /// <summary>A time in which something happened.</summary>
    public readonly record struct Busy(DateTimeOffset From, DateTimeOffset To);

    // A piece of time and the weight that it has on the scale.
    private sealed record Piece(DateTimeOffset From, DateTimeOffset To, double Begin, double Weight)
    {
        public double End => Begin + Weight;

        public bool IsShortened => (To - From).TotalSeconds > Weight * 1.5;
    }

    /// <summary>Where a time is drawn.</summary>
    public decimal At(DateTimeOffset time)
    {
        var index = _pieces.BinarySearch(new Piece(time, time, 0, 0), Comparer<Piece>.Create((left, right) => left.From.CompareTo(right.From)));
        var piece = _pieces[Math.Max(0, index >= 0 ? index : ~index - 1)];
        var length = (piece.To - piece.From).TotalSeconds;
        var share = length <= 0 ? 0 : Math.Clamp((time - piece.From).TotalSeconds / length, 0, 1);
        return Position(piece.Begin + share * piece.Weight);
    }

    /// <summary>The times that are drawn much shorter than they were; the longest where there are many.</summary>
    public IEnumerable<TimelineMark> Gaps() => _pieces.Where(piece => piece.IsShortened)
        .OrderByDescending(piece => piece.To - piece.From).Take(MaxLabelledGaps).OrderBy(piece => piece.From)
        .Select(piece => new TimelineMark(Position(piece.Begin + piece.Weight / 2), $"{Elapsed(piece.To - piece.From)} later"));

    /// <summary>The axis.</summary>
    public IEnumerable<TimelineMark> Axis()
    {
        var step = TickSeconds.FirstOrDefault(seconds => _busy / seconds <= Ticks, TickSeconds[^1]);
        var last = decimal.MinValue;
        foreach (var piece in _pieces.Where(piece => !piece.IsShortened))
        {
            var (from, to) = ((piece.From - Start).TotalSeconds, (piece.To - Start).TotalSeconds);
            for (var number = Math.Ceiling(from / step); number * step <= to; number++)
            {
                var at = At(Start.AddSeconds(number * step));
                if (at - last < Width / 12 && last >= 0)
                    continue;
                last = at;
                yield return new TimelineMark(at, number is 0 ? "0" : Elapsed(TimeSpan.FromSeconds(number * step)));
            }
        }
    }

    /// <summary>A time span as people say it.</summary>
    public static string Elapsed(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalSeconds):0.#} s"),
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalHours: < 1 } => Two(time.Minutes, "min", time.Seconds, "s"),
        { TotalDays: < 1 } => Two(time.Hours, "h", time.Minutes, "min"),
        _ => Two((int)time.TotalDays, "d", time.Hours, "h"),
    };

    private static string Two(int large, string ofLarge, int small, string ofSmall) =>
        string.Create(CultureInfo.InvariantCulture, $"{large} {ofLarge}{(small is 0 ? "" : $" {small} {ofSmall}")}");

    private static List<Busy> Merge(IEnumerable<Busy> busy)
    {
        var merged = new List<Busy>();
        foreach (var time in busy.OrderBy(time => time.From))
        {
            if (merged is [.., var last] && time.From <= last.To)
                merged[^1] = last with { To = time.To > last.To ? time.To : last.To };
            else
                merged.Add(time);
        }

        return merged;
    }

    private void Add(DateTimeOffset from, DateTimeOffset to, double weight) =>
        _pieces.Add(new Piece(from, to, _pieces is [.., var last] ? last.End : 0, weight));

    private decimal Position(double weight) => Math.Round((decimal)(weight / _total) * Width, 1);
}
