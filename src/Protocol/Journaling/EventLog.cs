using System.Buffers;
using System.Globalization;

namespace CodeReview.Protocol.Journaling;

/// <summary>
/// An append-only log of one grain, or of one agent task, in a folder that several processes may open at once, some of them
/// dead, some frozen and about to wake.
/// </summary>
/// <remarks>
/// <para>It stands on two properties of the file system: exclusive create is atomic, and opening a name that exists sees what was
/// written before. Not on locks, leases, clocks, listings, on a file being said to be missing, or on renames that arbitrate.</para>
/// <para>The life of an activation:</para>
/// <code>
///   create claims/N ──▶ seal older claims ──▶ read older segments ──▶ create segments/N ──▶ write fence ──▶ check ──▶ ACTIVE ⇄ append, check
///        │ exists                                                        │ exists, sealed                    │ sealed    │ sealed    │ Close
///        ▼                                                               ▼                                   ▼           ▼           ▼
///      N + 1                                                           STALE                               STALE       STALE      CLOSED
/// </code>
/// <para>Invariants:</para>
/// <list type="number">
/// <item>A token is held by one activation only: the claim is created exclusively. Tokens are contiguous.</item>
/// <item>A claim that is sealed stays sealed. Its owner never writes it again but to close it, and then appends nothing more.</item>
/// <item>A writer writes, then looks at its claim; a successor seals, then reads. So an append that was acknowledged is read by
/// every successor, whichever way the two interleave. A claim that cannot be read acknowledges nothing.</item>
/// <item>What a successor did not read is beyond the cut in its fence, and is nobody's for ever. The fence precedes every event of
/// its segment, so events never stand on a cut that is not recorded.</item>
/// <item>A segment that a successor did not find, it creates: that activation can never begin. So an empty answer of a cache
/// decides nothing.</item>
/// <item>Once a fence is written, everything older is over: an activation walks back to the newest fence and no further. Of an
/// activation that closed itself, the claim says where its segment ends, and the walk ends there without reading it.</item>
/// <item>Sequence numbers are contiguous over all segments. A gap is damage, never skipped.</item>
/// <item>Before an activation writes its fence, its claim survives a loss of power, name and content; before an event is
/// acknowledged, so does its segment.</item>
/// </list>
/// <para>Calls block on files. One caller at a time; the lock only makes a mistake harmless.</para>
/// </remarks>
public sealed class EventLog : IDisposable
{
    private readonly ILogFiles _files;
    private readonly LogFolder _folder;
    private readonly TimeProvider _time;
    private readonly Claim _claim;
    private readonly byte[] _unsealed;
    private readonly Fence _fence;
    private readonly SegmentReads _older;
    private readonly ILogFile _segment;
    private readonly Lock _gate = new();
    private int _length;
    private int _sealedBy;
    private bool _closed;

    private EventLog(ILogFiles files, LogFolder folder, TimeProvider time, Claim claim, Fence fence, SegmentReads older, ILogFile segment)
    {
        (_files, _folder, _time, _claim, _fence, _older, _segment) = (files, folder, time, claim, fence, older, segment);
        _unsealed = claim.ToJson();
        HighestSequenceNumber = fence.First - 1;
    }

    /// <summary>The fencing token of this activation.</summary>
    public int Token => _claim.Token;

    /// <summary>The number of the last acknowledged event; 0 in an empty log.</summary>
    public long HighestSequenceNumber { get; private set; }

    /// <summary>Takes the log over: from here on, no other activation's append is acknowledged.</summary>
    /// <param name="folder">The log's folder; made where it is missing.</param>
    /// <param name="owner">Who takes it, for people who read the claim.</param>
    /// <param name="files">The files.</param>
    /// <param name="time">For the times in claims and lines, by which nothing is decided.</param>
    /// <param name="known">A token that is known to be taken, which spares a listing; 0 where none is.</param>
    /// <exception cref="StaleActivationException">Somebody else took it over before this call came to its end.</exception>
    /// <exception cref="DamagedLogException">The log holds what no writer wrote.</exception>
    public static EventLog Activate(string folder, string owner, ILogFiles files, TimeProvider time, int known = 0)
    {
        var paths = new LogFolder(folder);
        var claim = Takeover.TakeNextToken(files, paths, owner, time, known);
        var older = new SegmentReads(files, paths);
        var fence = Takeover.SealAndRead(files, paths, claim.Token, older);
        var segment = Takeover.CreateSegment(files, paths, claim.Token);
        try
        {
            var log = new EventLog(files, paths, time, claim, fence, older, segment);
            log.WriteAndCheck(LogLine.OfFence(fence, time.GetUtcNow()));
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
                lines.Write(LogLine.OfEvent(new LogLine.Head(first + i, last), batch[i], at));
            // Recovery is over: whoever reads the history once more reads it from the files.
            _older.Forget();
            try
            {
                WriteAndCheck(lines.WrittenSpan);
            }
            catch
            {
                // The lines may be half there. Never append behind a torn line: the next activation cuts it off.
                _closed = true;
                throw;
            }

            return HighestSequenceNumber = last;
        }
    }

    /// <summary>The acknowledged events with numbers in a range, both ends inclusive, in order; decoded as they are taken.</summary>
    public IEnumerable<LogEntry> Read(long from, long to)
    {
        lock (_gate)
        {
            var segments = from < _fence.First ? _older.Before(_fence, from) : [];
            if (Math.Min(to, HighestSequenceNumber) >= _fence.First)
            {
                var path = _folder.Segment(Token);
                segments = segments.Append(Segment.Read(path, Token, _files.Read(path) ?? [], _length));
            }

            return segments.SelectMany(segment => segment.EntriesFrom(from)).TakeWhile(entry => entry.SequenceNumber <= to);
        }
    }

    /// <summary>
    /// Whether an activation had acknowledged an event with this number or a higher one; asked of a snapshot's name, so that one
    /// that a stale activation wrote is not taken.
    /// </summary>
    public bool Covers(int token, long sequenceNumber)
    {
        lock (_gate)
        {
            if (token == Token)
                return sequenceNumber <= HighestSequenceNumber;
            if (token > Token || sequenceNumber > _fence.First - 1)
                return false;
            if (_fence.Cuts.FirstOrDefault(cut => cut.Token == token) is { } cut)
                return sequenceNumber <= cut.Last;
            return _older.Before(_fence, sequenceNumber).FirstOrDefault(segment => segment.Token == token) is { } older && sequenceNumber <= older.Last;
        }
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
            _files.Publish(_folder.Claim(Token), (_claim with { Closed = new Closing(_time.GetUtcNow(), _length, HighestSequenceNumber) }).ToJson());
        }
    }

    /// <summary>Lets the file go without a word to the successor, as a crash would.</summary>
    public void Dispose() => _segment.Dispose();

    private void WriteAndCheck(ReadOnlySpan<byte> lines)
    {
        _segment.Append(lines);
        _segment.Sync();
        // Opened anew each time: only an open is promised to see what the successor closed.
        var content = _files.Read(_folder.Claim(Token));
        // As this activation wrote it, almost always: only what differs has to be understood.
        if (!content.AsSpan().SequenceEqual(_unsealed))
        {
            var claim = Claim.TryParse(content)
                ?? throw new IOException($"'{_folder.Claim(Token)}' is missing or damaged, so nothing tells whether another process has taken over.");
            _sealedBy = claim.SealedBy;
            ThrowIfOver();
        }

        _length += lines.Length;
    }

    private void ThrowIfOver()
    {
        if (_sealedBy > 0)
            throw new StaleActivationException(_folder.Path, Token, _sealedBy);
        if (_closed)
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"Activation {Token} of '{_folder.Path}' has ended; it appends nothing more."));
    }
}
