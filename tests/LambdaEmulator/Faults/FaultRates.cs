namespace CodeReview.LambdaEmulator.Faults;

/// <summary>How often things go wrong, each from 0 (never) to 1 (always). Lambda promises none of them away.</summary>
public sealed record FaultRates
{
    /// <summary>A queued event is delivered twice.</summary>
    public double Duplicate { get; init; }

    /// <summary>A queued event is delivered up to <see cref="MaximumDelaySeconds"/> late, and so behind others.</summary>
    public double Delay { get; init; }

    /// <summary>A queued event is never delivered.</summary>
    public double Loss { get; init; }

    /// <summary>A call is throttled although there is room.</summary>
    public double Throttle { get; init; }

    /// <summary>The environment is killed while it works on an event, within <see cref="MaximumDelaySeconds"/>.</summary>
    public double Kill { get; init; }

    /// <summary>
    /// The environment stops dead while it works on an event, is given up by the service, and goes on later, when the event has been tried
    /// again elsewhere.
    /// </summary>
    public double Stall { get; init; }

    /// <summary>An environment is taken away after an event instead of being kept for the next one.</summary>
    public double Recycle { get; init; }

    /// <summary>Bounds what <see cref="Delay"/> and <see cref="Kill"/> draw; a stall lasts up to twice as long.</summary>
    public double MaximumDelaySeconds { get; init; } = 1;
}
