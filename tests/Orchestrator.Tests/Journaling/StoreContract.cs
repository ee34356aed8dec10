using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Persistence;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Orchestrator.Tests.Grains;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Testing;

namespace CodeReview.Orchestrator.Tests.Journaling;

/// <summary>A fleet whose stores a test talks to as a persistent actor does, in Akka.Persistence's own messages.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "xunit ends a test by DisposeAsync, which disposes them.")]
public abstract class StoreContract : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly FleetFixture _fleet;
    private TestKit _kit = null!;

    protected StoreContract() => _fleet = new FleetFixture(_folder.Path);

    /// <summary>The plugin's path in the configuration; the default one where empty.</summary>
    protected abstract string Plugin { get; }

    protected TestProbe Probe { get; private set; } = null!;

    protected virtual IActorRef Journal => Extension.JournalFor("");

    protected PersistenceExtension Extension => Persistence.Instance.Apply(_kit.Sys);

    /// <summary>How long a busy machine may take for an answer.</summary>
    protected static TimeSpan Patience { get; } = TimeSpan.FromMinutes(1);

    public async Task InitializeAsync()
    {
        await _fleet.StartAsync();
        _kit = new TestKit(_fleet.System);
        Probe = _kit.CreateTestProbe();
    }

    public async Task DisposeAsync()
    {
        await _fleet.DisposeAsync();
        _folder.Dispose();
    }

    protected T Expect<T>() => Probe.ExpectMsg<T>(Patience);

    protected static string Id(string review = "some-review") => GrainLogs.PersistenceIdOf(TextValue.Parse<ReviewId>(review));

    /// <summary>Recovers as a persistent actor does, which opens the grain; returns the highest number.</summary>
    protected long Recover(string id)
    {
        Journal.Tell(new ReplayMessages(1, 0, 0, id, Probe.Ref));
        return Expect<RecoverySuccess>().HighestSequenceNr;
    }

    /// <summary>Writes the events with these numbers as one batch.</summary>
    protected void Write(string id, params int[] numbers) => Write(id, [.. numbers.Select(number => ((long)number, (object)Event(number)))]);

    protected void Write(string id, IEnumerable<(long Number, object Event)> batch) =>
        Journal.Tell(new WriteMessages([new AtomicWrite(batch.Select(one => (IPersistentRepresentation)new Persistent(one.Event, one.Number, id)).ToImmutableList())], Probe.Ref, 1));

    protected void Written(string id, params int[] numbers)
    {
        Write(id, numbers);
        Acknowledged(numbers.Length);
    }

    protected static ReviewEvent.TaskDispatched Event(int number) => new(Some.Task("style.0001"), number);

    protected void Acknowledged(int events)
    {
        Expect<WriteMessagesSuccessful>();
        foreach (var _ in Enumerable.Range(0, events))
            Expect<WriteMessageSuccess>();
    }
}
