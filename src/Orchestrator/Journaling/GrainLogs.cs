using System.Collections.Concurrent;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Leasing;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Journaling;

/// <summary>
/// The logs that this process holds, one a living grain. Opening one takes the grain over from every other process; the journal
/// and the snapshot store share it, so that both are fenced by the same token.
/// </summary>
public sealed class GrainLogs(WorkspaceLayout workspace, ILogFiles files, TimeProvider time)
{
    private const string Prefix = "review-";
    private const int MostRemembered = 16;
    private readonly ConcurrentDictionary<ReviewId, (int Token, RememberedReview State)> _remembered = new();
    private readonly ConcurrentDictionary<string, Lazy<GrainLog>> _open = new(StringComparer.Ordinal);

    /// <summary>The persistence id of a review's grain.</summary>
    public static string PersistenceIdOf(ReviewId id) => Prefix + id.Value;

    /// <summary>The open log of a grain, opened now where it is not. Blocks on files.</summary>
    public GrainLog Open(string persistenceId) =>
        _open.GetOrAdd(persistenceId, id => new Lazy<GrainLog>(() => Activate(id))).Value;

    /// <summary>The log that this grain's activation opened; a write that comes after its end must not begin a new one.</summary>
    public GrainLog Opened(string persistenceId) => _open.TryGetValue(persistenceId, out var log)
        ? log.Value
        : throw new IOException($"The activation of '{persistenceId}' has ended; it writes nothing more.");

    /// <summary>Ends the activation. The next <see cref="Open"/> is a new one.</summary>
    /// <param name="id">The review.</param>
    /// <param name="state">The state it ended in, to spare the next activation in this process the reading; null where it is not known.</param>
    internal void Close(ReviewId id, RememberedReview? state)
    {
        // An activation that failed is remembered until here, so that the journal and the snapshot store fail alike.
        if (!_open.TryRemove(PersistenceIdOf(id), out var log) || !log.IsValueCreated)
            return;
        _remembered.TryRemove(id, out _);
        log.Value.Close();
        if (state is { Review: { IsOver: false, Stage: not ReviewStage.Unrequested } })
            Remember(id, log.Value.Events.Token, state);
        else if (state is not null)
            files.Delete(workspace.Pending(id));
    }

    private void Remember(ReviewId id, int token, RememberedReview state)
    {
        _remembered[id] = (token, state);
        // Which one is let go is of no matter: it costs the reading of a snapshot.
        if (_remembered.Count > MostRemembered && _remembered.Keys.FirstOrDefault(other => other != id) is var old)
            _remembered.TryRemove(old, out _);
    }

    private GrainLog Activate(string persistenceId)
    {
        var id = CodeReview.Protocol.Json.TextValue.Parse<ReviewId>(persistenceId[Prefix.Length..]);
        var layout = workspace.Review(id);
        var (token, remembered) = _remembered.GetValueOrDefault(id);
        // Before anything else is written: a review that nobody knows of is one that the sweep does not find.
        if (remembered is null)
            files.CreateNew(workspace.Pending(id))?.Dispose();
        var log = EventLog.Activate(layout.Journal, LeaseOwner.Here.ToString(), files, time, token);
        return new GrainLog(log, new SnapshotFiles(layout.Snapshots, files, time), Lease.Hold(layout.Lease, log.Token, time))
        {
            // What another process has written since follows it; what it took over does not count.
            Remembered = remembered is not null && log.Covers(token, remembered.SequenceNumber) ? remembered : null,
        };
    }
}

/// <summary>What one activation of a grain writes through. Once it is closed, nothing of that activation is written any more.</summary>
public sealed class GrainLog(EventLog events, SnapshotFiles snapshots, Lease lease)
{
    private readonly Lock _gate = new();
    private bool _closed;

    /// <summary>The grain's events; fenced.</summary>
    public EventLog Events { get; } = events;

    /// <summary>The state that an earlier activation in this process ended in, where the log knows every event of it.</summary>
    internal RememberedReview? Remembered { get; init; }

    /// <summary>The grain's snapshots, for reading; written by <see cref="SaveSnapshot"/>.</summary>
    public SnapshotFiles Snapshots { get; } = snapshots;

    /// <summary>Saves a snapshot. Akka confirms one at its own time, so a save may come while the activation ends, or after.</summary>
    /// <exception cref="IOException">The activation has ended.</exception>
    public void SaveSnapshot(long sequenceNumber, string type, byte[] state)
    {
        lock (_gate)
        {
            if (_closed)
                throw new IOException($"Activation {Events.Token} has ended; it saves no snapshot any more.");
            Snapshots.Save(new SnapshotFiles.Name(sequenceNumber, Events.Token), type, state);
        }
    }

    /// <summary>Ends the activation on purpose, after a save that is under way.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            lease.Dispose();
            Events.Close();
        }
    }
}
