using System.Globalization;
using CodeReview.Protocol.Journaling;

namespace CodeReview.Orchestrator.Summarizing.Timelines;

/// <summary>One activation from its claim to its last sign of life.</summary>
internal sealed record Life(int Token, DateTimeOffset Began, DateTimeOffset Ended, int Events, string Kind)
{
    public const string Alive = "alive";
    public const string Crashed = "crashed";
    public const string Open = "open";

    public string Ending => Kind switch
    {
        Alive => "ended by itself",
        Open => "at work",
        _ => "ended without a word",
    };

    /// <summary>The life of an activation.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="events">When it wrote each of its events.</param>
    /// <param name="lives">Whether it is at work.</param>
    public static Life Of(LogActivation activation, IReadOnlyList<DateTimeOffset> events, bool lives)
    {
        var began = activation.ClaimedAt != default || events.Count is 0 ? activation.ClaimedAt : events[0];
        var ended = activation.ClosedAt ?? (events.Count > 0 ? events[^1] : began);
        var kind = activation.ClosedAt is not null ? Alive : lives ? Open : Crashed;
        return new Life(activation.Token, began, ended > began ? ended : began, events.Count, kind);
    }

    public ActivationRow Row() => new(
        Token.ToString(CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"{Began.UtcDateTime:yyyy-MM-dd HH:mm:ss}"),
        TimelineScale.Elapsed(Ended - Began),
        Events,
        Ending);
}
