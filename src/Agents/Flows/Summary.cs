namespace CodeReview.Agents.Flows;

/// <summary>A place where a parameter of a routine ends in a sink, in the routine or deeper.</summary>
/// <param name="Taint">What arrives there, in terms of the parameters.</param>
/// <param name="Set">The rule's sinks.</param>
/// <param name="Sink">The sink.</param>
/// <param name="File">Its file.</param>
/// <param name="At">Its position.</param>
internal sealed record Reach(Taint Taint, SinkSet Set, Sink Sink, ParsedFile File, int At);

/// <summary>What callers have to know of a routine.</summary>
internal sealed class Summary
{
    private const int MaxReaches = 40;
    private readonly Dictionary<(SinkSet, ParsedFile, int), Reach> _reaches = [];

    /// <summary>What it returns: parameters, or what it reads itself.</summary>
    public Taint? Returned { get; private set; }

    public IReadOnlyCollection<Reach> Reaches => _reaches.Values;

    /// <summary>Counts up when there is something new for callers.</summary>
    public int Version { get; private set; }

    public void Return(Taint? taint)
    {
        var merged = Taint.Of(Returned, taint);
        if (merged is null || (Returned is { } known && merged.Parameters == known.Parameters && (merged.From is null) == (known.From is null)))
            return;
        (Returned, Version) = (merged, Version + 1);
    }

    public void Add(Reach reach)
    {
        var key = (reach.Set, reach.File, reach.At);
        if (_reaches.TryGetValue(key, out var known) ? (known.Taint.Parameters | reach.Taint.Parameters) == known.Taint.Parameters : _reaches.Count >= MaxReaches)
            return;
        _reaches[key] = known is null ? reach : known with { Taint = Taint.Of(known.Taint, reach.Taint)! };
        Version++;
    }
}

/// <summary>What somebody sent has reached a sink.</summary>
/// <param name="At">The sink.</param>
/// <param name="Taint">What arrives; where it came from is known.</param>
/// <param name="Via">The call through which it came, where the sink is in another routine.</param>
internal sealed record Flow(int At, Taint Taint, Origin? Via)
{
    /// <summary>Where it came in.</summary>
    public Origin From => Taint.From!;
}
