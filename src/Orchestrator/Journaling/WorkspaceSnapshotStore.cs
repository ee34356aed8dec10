using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Persistence;
using Akka.Persistence.Snapshot;

namespace CodeReview.Orchestrator.Journaling;

/// <summary>Akka's snapshot store over <see cref="SnapshotFiles"/>, fenced by the grain's log.</summary>
internal sealed class WorkspaceSnapshotStore : SnapshotStore
{
    private readonly GrainLogs _logs = DependencyResolver.For(Context.System).Resolver.GetService<GrainLogs>();
    private readonly ActorSystem _system = Context.System;

    protected override Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                var log = _logs.Open(persistenceId);
                if (log.Remembered is { } remembered && remembered.SequenceNumber <= criteria.MaxSequenceNr)
                    return new SelectedSnapshot(new SnapshotMetadata(persistenceId, remembered.SequenceNumber, DateTime.UnixEpoch), remembered);
                var content = log.Snapshots.List()
                    // One that a stale activation wrote stands on events that nobody acknowledged.
                    .Where(name => IsIn(criteria, name) && log.Events.Covers(name.Token, name.SequenceNumber))
                    .Select(log.Snapshots.TryRead)
                    .FirstOrDefault(content => content is not null && IsIn(criteria, content));
                if (content is null)
                    return null;
                var state = _system.Serialization.Deserialize(content.State, ReviewSerializer.Id, content.Type);
                return new SelectedSnapshot(new SnapshotMetadata(persistenceId, content.Name.SequenceNumber, content.At.UtcDateTime), state);
            },
            cancellationToken);

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot, CancellationToken cancellationToken) =>
        Task.Run(
            () => _logs.Opened(metadata.PersistenceId).SaveSnapshot(metadata.SequenceNr, ReviewFormats.NameOf(snapshot), ReviewFormats.Write(snapshot)),
            CancellationToken.None);

    // Old snapshots go when new ones come, by themselves. Akka asks for this after a save that failed.
    protected override Task DeleteAsync(SnapshotMetadata metadata, CancellationToken cancellationToken) =>
        DeleteAsync(metadata.PersistenceId, new SnapshotSelectionCriteria(metadata.SequenceNr, DateTime.MaxValue, metadata.SequenceNr), cancellationToken);

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                var snapshots = _logs.Opened(persistenceId).Snapshots;
                foreach (var name in snapshots.List().Where(name => IsIn(criteria, name)))
                {
                    // Without bounds of time, also one that cannot be read.
                    if (HasNoTimes(criteria) || (snapshots.TryRead(name) is { } content && IsIn(criteria, content)))
                        snapshots.Delete(name);
                }
            },
            CancellationToken.None);

    private static bool HasNoTimes(SnapshotSelectionCriteria criteria) =>
        criteria.MaxTimeStamp == DateTime.MaxValue && (criteria.MinTimestamp ?? DateTime.MinValue) == DateTime.MinValue;

    private static bool IsIn(SnapshotSelectionCriteria criteria, SnapshotFiles.Name name) =>
        name.SequenceNumber <= criteria.MaxSequenceNr && name.SequenceNumber >= criteria.MinSequenceNr;

    private static bool IsIn(SnapshotSelectionCriteria criteria, SnapshotFiles.Content content) =>
        content.At.UtcDateTime <= criteria.MaxTimeStamp && content.At.UtcDateTime >= (criteria.MinTimestamp ?? DateTime.MinValue);
}
