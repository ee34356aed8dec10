namespace CodeReview.Protocol.Journaling;

/// <summary>
/// Reads a log without claiming it: for status, time travel and people. It disturbs no activation, and may miss what is being
/// written at the moment.
/// </summary>
public static class EventLogReader
{
    /// <summary>All events, in order.</summary>
    /// <exception cref="DamagedLogException">The log holds what no writer wrote.</exception>
    public static IEnumerable<LogEntry> ReadAll(string folder, ILogFiles files) =>
        SegmentsFrom(folder, files, 1).SelectMany(segment => segment.EntriesFrom(1));

    /// <summary>The events after one that an activation has acknowledged, in order; null where it has not, or no such event is known.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="files">The files.</param>
    /// <param name="token">The activation, as the name of a snapshot tells it.</param>
    /// <param name="sequenceNumber">The event's number.</param>
    /// <exception cref="DamagedLogException">The log holds what no writer wrote.</exception>
    public static IEnumerable<LogEntry>? ReadAfter(string folder, ILogFiles files, int token, long sequenceNumber)
    {
        var segments = SegmentsFrom(folder, files, sequenceNumber).ToList();
        return segments.Find(segment => segment.Token == token) is { } written && sequenceNumber <= written.Last
            ? segments.SelectMany(segment => segment.EntriesFrom(sequenceNumber + 1))
            : null;
    }

    private static IEnumerable<Segment> SegmentsFrom(string folder, ILogFiles files, long sequenceNumber)
    {
        var paths = new LogFolder(folder);
        for (var token = paths.HighestListedToken(files); token >= 1; token--)
        {
            var path = paths.Segment(token);
            var newest = Segment.Read(path, token, files.Read(path) ?? []);
            if (newest.Fence is not null)
                return new SegmentReads(files, paths).Before(newest.Fence, sequenceNumber).Append(newest);
        }

        return [];
    }

    /// <summary>All activations that a listing shows, the oldest first.</summary>
    public static IReadOnlyList<LogActivation> ReadActivations(string folder, ILogFiles files)
    {
        var paths = new LogFolder(folder);
        return
        [
            .. Enumerable.Range(1, paths.HighestListedToken(files))
                .Select(token => Claim.TryParse(files.Read(paths.Claim(token))) ?? new Claim(token, "unknown", default))
                .Select(claim => new LogActivation(claim.Token, claim.Owner, claim.ClaimedAt, claim.Closed?.At, claim.SealedBy)),
        ];
    }
}
