using System.Buffers;
using System.Globalization;

namespace CodeReview.Protocol.Journaling;

/// <summary>
/// An append-only log of one grain, or of one agent task, in a folder that several processes may open at once, some of them
/// dead, some frozen and about to wake.
/// </summary>
/// <remarks>
/// <para>It stands on two properties of the file system: exclusive create is atomic, and opening a name that exists sees what was
/// written before. Not on locks, leases, clocks, listings, or on renames that arbitrate.</para>
/// <para>The life of an activation:</para>
/// <code>
///   create claims/N ──▶ seal older claims ──▶ read older segments ──▶ write fence ──▶ check ──▶ ACTIVE ⇄ append, check
///        │ exists                                                                      │ sealed      │ sealed    │ Close
///        ▼                                                                             ▼             ▼           ▼
///      N + 1                                                                         STALE         STALE      CLOSED
/// </code>
/// <para>Invariants:</para>
/// <list type="number">
/// <item>A token is held by one activation only: the claim is created exclusively. Tokens are contiguous.</item>
/// <item>A claim that is sealed stays sealed. Its owner never writes it again but to close it, and then appends nothing more.</item>
/// <item>A writer writes, then looks at its claim; a successor seals, then reads. So an append that was acknowledged is read by
/// every successor, whichever way the two interleave.</item>
/// <item>What a successor did not read is beyond the cut in its fence, and is nobody's for ever. The fence precedes every event of
/// its segment, so events never stand on a cut that is not recorded.</item>
/// <item>Once a fence is acknowledged, everything older is sealed: an activation walks back to the newest fence and no further.</item>
/// <item>Sequence numbers are contiguous over all segments. A gap is damage, never skipped.</item>
/// </list>
/// <para>Calls block on files. One caller at a time; the lock only makes a mistake harmless.</para>
/// </remarks>
public sealed class EventLog : IDisposable
{
    private readonly ILogFiles _files;
    private readonly LogFolder _folder;
    private readonly TimeProvider _time;
    private readonly Claim _claim;
    private readonly Fence _fence;
    private readonly ILogFile _segment;
    private readonly List<LogEntry> _own = [];
    private readonly Dictionary<int, Segment> _read;
    private readonly Lock _gate = new();
    private int _sealedBy;
    private bool _closed;

    private EventLog(ILogFiles files, LogFolder folder, TimeProvider time, Claim claim, Fence fence, ILogFile segment, Dictionary<int, Segment> read)
    {
        (_files, _folder, _time, _claim, _fence, _segment, _read) = (files, folder, time, claim, fence, segment, read);
    }

    /// <summary>The fencing token of this activation.</summary>
    public int Token => _claim.Token;

    /// <summary>The number of the last acknowledged event; 0 in an empty log.</summary>
    public long HighestSequenceNumber => _fence.First - 1 + _own.Count;

    /// <summary>Takes the log over: from here on, no other activation's append is acknowledged.</summary>
    /// <param name="folder">The log's folder; made where it is missing.</param>
    /// <param name="owner">Who takes it, for people who read the claim.</param>
    /// <param name="files">The files.</param>
    /// <param name="time">For the times in claims and lines, by which nothing is decided.</param>
    /// <exception cref="StaleActivationException">Somebody else took it over before this call came to its end.</exception>
    /// <exception cref="DamagedLogException">The log holds what no writer wrote.</exception>
    public static EventLog Activate(string folder, string owner, ILogFiles files, TimeProvider time)
    {
        var paths = new LogFolder(folder);
        var claim = TakeNextToken(files, paths, owner, time);
        var (fence, read) = SealAndRead(files, paths, claim.Token);
        var segment = files.CreateNew(paths.Segment(claim.Token)) ?? throw new DamagedLogException(
            paths.Segment(claim.Token), 1, "it was there before its activation began.");
        try
        {
            var log = new EventLog(files, paths, time, claim, fence, segment, read);
            var line = new ArrayBufferWriter<byte>();
            LogLine.WriteFence(line, fence, time.GetUtcNow());
            log.WriteAndCheck(line.WrittenSpan);
            return log;
        }
        catch
        {
            segment.Dispose();
            throw;
        }
    }

    /// <summary>Appends events as one batch: after a crash either all of them are there or none.</summary>
    /// <returns>The number of the last one. When this returns, they are durable and every successor reads them.</returns>
    /// <exception cref="StaleActivationException">Another activation took over. The batch is not acknowledged, and may or may not count.</exception>
    /// <exception cref="IOException">The write failed. The batch is not acknowledged, and this activation cannot append any more.</exception>
    public long Append(IReadOnlyList<NewLogEntry> batch)
    {
        lock (_gate)
        {
            ThrowIfOver();
            var at = _time.GetUtcNow();
            var first = HighestSequenceNumber + 1;
            var last = first + batch.Count - 1;
            var lines = new ArrayBufferWriter<byte>();
            for (var i = 0; i < batch.Count; i++)
                LogLine.WriteEvent(lines, first + i, last, batch[i], at);
            try
            {
                WriteAndCheck(lines.WrittenSpan);
            }
            catch (IOException)
            {
                // The line may be half there. Never append behind a torn line: the next activation cuts it off.
                _closed = true;
                throw;
            }

            for (var i = 0; i < batch.Count; i++)
                _own.Add(new LogEntry(first + i, batch[i].Type, batch[i].Payload, at, Token));
            return last;
        }
    }

    /// <summary>The acknowledged events with numbers in a range, both ends inclusive, in order.</summary>
    public IEnumerable<LogEntry> Read(long from, long to)
    {
        if (from > to)
            return [];
        var older = from < _fence.First ? LogChain.Before(_fence, from, _files, _folder, _read) : [];
        return older.SelectMany(segment => segment.Entries).Concat(_own).Where(e => e.SequenceNumber >= from && e.SequenceNumber <= to);
    }

    /// <summary>
    /// Whether an activation had acknowledged an event with this number or a higher one; asked of a snapshot's name, so that one
    /// that a stale activation wrote is not taken.
    /// </summary>
    public bool Covers(int token, long sequenceNumber)
    {
        if (token == Token)
            return sequenceNumber <= HighestSequenceNumber;
        if (token > Token || sequenceNumber > _fence.First - 1)
            return false;
        var segment = LogChain.Before(_fence, sequenceNumber, _files, _folder, _read).FirstOrDefault(s => s.Token == token);
        return segment is not null && sequenceNumber <= segment.Last;
    }

    /// <summary>Ends the activation on purpose, so that the next one has nothing to seal. Does nothing when it is over already.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (_closed || _sealedBy > 0)
                return;
            _closed = true;
            _segment.Dispose();
            _files.Publish(_folder.Claim(Token), (_claim with { ClosedAt = _time.GetUtcNow() }).ToJson());
        }
    }

    /// <summary>Lets the file go without a word to the successor, as a crash would.</summary>
    public void Dispose() => _segment.Dispose();

    private static Claim TakeNextToken(ILogFiles files, LogFolder folder, string owner, TimeProvider time)
    {
        // The listing is a hint: it may be old, but what it shows is there. Creation decides.
        for (var token = folder.HighestListedToken(files) + 1; ; token++)
        {
            using var file = files.CreateNew(folder.Claim(token));
            if (file is null)
                continue;
            var claim = new Claim(token, owner, time.GetUtcNow());
            file.Append(claim.ToJson());
            file.Sync();
            return claim;
        }
    }

    private static (Fence Fence, Dictionary<int, Segment> Read) SealAndRead(ILogFiles files, LogFolder folder, int token)
    {
        var cuts = new List<Cut>();
        var read = new Dictionary<int, Segment>();
        for (var older = token - 1; older >= 1; older--)
        {
            var claim = Claim.TryParse(files.Read(folder.Claim(older)));
            if (claim is not { IsOver: true })
            {
                var unknown = new Claim(older, "unknown", default);
                files.Publish(folder.Claim(older), ((claim ?? unknown) with { SealedBy = token }).ToJson());
            }

            var path = folder.Segment(older);
            var segment = Segment.Read(path, older, files.Read(path));
            read[older] = segment;
            cuts.Add(new Cut(older, segment.ValidBytes, segment.Last));
            if (segment.Fence is not null)
                break;
        }

        return (new Fence(token, cuts.Count is 0 ? 1 : cuts[^1].Last + 1, cuts), read);
    }

    private void WriteAndCheck(ReadOnlySpan<byte> lines)
    {
        _segment.Append(lines);
        _segment.Sync();
        // Opened anew each time: only an open is promised to see what the successor closed.
        var claim = Claim.TryParse(_files.Read(_folder.Claim(Token)));
        if (claim is null or { SealedBy: 0 })
            return;
        _sealedBy = claim.SealedBy;
        ThrowIfOver();
    }

    private void ThrowIfOver()
    {
        if (_sealedBy > 0)
            throw new StaleActivationException(_folder.Path, Token, _sealedBy);
        if (_closed)
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"Activation {Token} of '{_folder.Path}' has ended; it appends nothing more."));
    }
}
