using System.Collections.Immutable;
using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Persistence;
using Akka.Persistence.Journal;
using CodeReview.Protocol.Journaling;

namespace CodeReview.Orchestrator.Journaling;

/// <summary>
/// Akka's journal over the event log. Thin: what is atomic, fenced and durable is the log's. Each call goes to a thread of its own,
/// since files block and the journal actor serves all grains; Akka never has two writes of one grain under way at once.
/// </summary>
internal sealed class WorkspaceJournal : AsyncWriteJournal
{
    private readonly GrainLogs _logs = DependencyResolver.For(Context.System).Resolver.GetService<GrainLogs>();
    private readonly ActorSystem _system = Context.System;

    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr, CancellationToken cancellationToken) =>
        Task.Run(() => _logs.Open(persistenceId).Events.HighestSequenceNumber, cancellationToken);

    public override Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback) =>
        Task.Run(() =>
        {
            var log = _logs.Open(persistenceId).Events;
            foreach (var entry in log.Read(fromSequenceNr, toSequenceNr).Take((int)Math.Min(max, int.MaxValue)))
            {
                var payload = _system.Serialization.Deserialize(entry.Payload.ToArray(), ReviewSerializer.Id, entry.Type);
                // The activation is the writer: Akka's replay filter compares writers, and refuses a sequence that two of them wrote.
                recoveryCallback(new Persistent(payload, entry.SequenceNumber, persistenceId, entry.Type, writerGuid: $"{entry.Token}", timestamp: entry.At.UtcTicks));
            }
        });

    // Null says that nothing was rejected. Every failure fails the whole write: a rejected event would use up a number, and the log has no gaps.
    // The token is not passed on: a write that began is waited for, so that the next read of this grain queues behind it.
    protected override Task<IImmutableList<Exception>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages, CancellationToken cancellationToken)
    {
        var writes = messages.ToList();
        return Task.Run(
            () =>
            {
                foreach (var write in writes)
                    Append(_logs.Opened(write.PersistenceId).Events, write);
                return default(IImmutableList<Exception>);
            },
            CancellationToken.None);
    }

    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The journal is the review's history and is never shortened. Delete the review's folder instead.");

    // The log gives the numbers. Akka counts for itself and detects no gap: an actor whose count differs does not know what is in the log.
    private static void Append(EventLog log, AtomicWrite write)
    {
        if (write.LowestSequenceNr != log.HighestSequenceNumber + 1)
            throw new InvalidOperationException($"'{write.PersistenceId}' was to go on with event {write.LowestSequenceNr}, but its journal ends with event {log.HighestSequenceNumber}. Nothing was written.");
        log.Append(Encode(write));
    }

    private static List<NewLogEntry> Encode(AtomicWrite write) =>
    [
        .. ((IImmutableList<IPersistentRepresentation>)write.Payload)
            .Select(message => new NewLogEntry(ReviewFormats.NameOf(message.Payload), ReviewFormats.Write(message.Payload))),
    ];
}
