using System.Collections.Concurrent;
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
    public void Close(string persistenceId)
    {
        // An activation that failed is remembered until here, so that the journal and the snapshot store fail alike.
        if (_open.TryRemove(persistenceId, out var log) && log.IsValueCreated)
            log.Value.Close();
    }

    private GrainLog Activate(string persistenceId)
    {
        var id = CodeReview.Protocol.Json.TextValue.Parse<ReviewId>(persistenceId[Prefix.Length..]);
        var layout = workspace.Review(id);
        var log = EventLog.Activate(layout.Journal, LeaseOwner.Here.ToString(), files, time);
        return new GrainLog(log, new SnapshotFiles(layout.Snapshots, files, time), Lease.Hold(layout.Lease, log.Token, time));
    }
}

/// <summary>What one activation of a grain writes through. Once it is closed, nothing of that activation is written any more.</summary>
public sealed class GrainLog(EventLog events, SnapshotFiles snapshots, Lease lease)
{
    private readonly Lock _gate = new();
    private bool _closed;

    /// <summary>The grain's events; fenced.</summary>
    public EventLog Events { get; } = events;

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
