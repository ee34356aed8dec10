using Akka.Actor;
using Akka.Persistence;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Orchestrator.Tests.Grains;

namespace CodeReview.Orchestrator.Tests.Journaling;

/// <summary>What Akka.Persistence expects of a snapshot store; every store subclasses it. The events below the snapshots stand in the journal.</summary>
public abstract class SnapshotStoreContract : StoreContract
{
    private IActorRef Store => Extension.SnapshotStoreFor(Plugin);

    [Fact]
    public void Where_nothing_was_saved_nothing_is_offered()
    {
        Recover(Id());

        Assert.Null(Load(Id(), SnapshotSelectionCriteria.Latest));
    }

    [Theory]
    [InlineData(long.MaxValue, 0, long.MaxValue, 3)]
    [InlineData(3, 0, long.MaxValue, 3)]
    [InlineData(2, 0, long.MaxValue, 2)]
    [InlineData(long.MaxValue, 0, 2, 2)]
    [InlineData(long.MaxValue, 3, long.MaxValue, 3)]
    [InlineData(2, 2, long.MaxValue, 2)]
    public void The_newest_that_fits_is_offered_with_the_state_it_was_saved_with(long most, long least, long to, int offered)
    {
        SaveThree();

        var loaded = Load(Id(), new SnapshotSelectionCriteria(most, DateTime.MaxValue, least, DateTime.MinValue), to);

        Assert.Equal(offered, loaded?.Metadata.SequenceNr);
        Assert.Equal(ReviewHistory.ToJson(State(offered)), ReviewHistory.ToJson((Review)loaded!.Snapshot));
    }

    [Fact]
    public void Times_bound_what_is_offered_from_both_sides()
    {
        SaveThree();
        var second = Load(Id(), new SnapshotSelectionCriteria(2))!.Metadata.Timestamp;
        var tick = TimeSpan.FromTicks(1);

        Assert.Equal(2, Offered(DateTime.MinValue, second));
        Assert.Equal(1, Offered(DateTime.MinValue, second - tick));
        Assert.Equal(3, Offered(second + tick, DateTime.MaxValue));
    }

    [Fact]
    public void Saving_at_the_same_event_again_leaves_the_later_state()
    {
        SaveThree();

        Save(Id(), 3, State(7));

        Assert.Equal(ReviewHistory.ToJson(State(7)), ReviewHistory.ToJson((Review)Load(Id(), SnapshotSelectionCriteria.Latest)!.Snapshot));
    }

    [Fact]
    public void The_snapshots_of_one_grain_are_not_offered_to_another()
    {
        SaveThree();
        Recover(Id("another"));

        Assert.Null(Load(Id("another"), SnapshotSelectionCriteria.Latest));
    }

    [Fact]
    public void One_that_was_deleted_is_not_offered_any_more()
    {
        SaveThree();

        Store.Tell(new DeleteSnapshot(new SnapshotMetadata(Id(), 3, DateTime.MaxValue)), Probe.Ref);
        Expect<DeleteSnapshotSuccess>();

        Assert.Equal(2, Load(Id(), SnapshotSelectionCriteria.Latest)?.Metadata.SequenceNr);
    }

    [Fact]
    public void Those_that_were_deleted_by_their_numbers_are_not_offered_any_more()
    {
        SaveThree();

        Store.Tell(new DeleteSnapshots(Id(), new SnapshotSelectionCriteria(2, DateTime.MaxValue)), Probe.Ref);
        Expect<DeleteSnapshotsSuccess>();

        Assert.Equal(3, Load(Id(), SnapshotSelectionCriteria.Latest)?.Metadata.SequenceNr);
        Assert.Null(Load(Id(), new SnapshotSelectionCriteria(2))?.Snapshot);
    }

    private static Review State(int shards) => Some.Reviewing(shards);

    private long? Offered(DateTime since, DateTime until) => Load(Id(), new SnapshotSelectionCriteria(long.MaxValue, until, 0, since))?.Metadata.SequenceNr;

    protected void SaveThree()
    {
        Recover(Id());
        foreach (var number in Enumerable.Range(1, 3))
        {
            Written(Id(), number);
            Save(Id(), number, State(number));
        }
    }

    private void Save(string id, long number, Review state)
    {
        Store.Tell(new SaveSnapshot(new SnapshotMetadata(id, number, new DateTime(2026, 11, 1, 12, 0, (int)number, DateTimeKind.Utc)), state), Probe.Ref);
        Expect<SaveSnapshotSuccess>();
    }

    protected SelectedSnapshot? Load(string id, SnapshotSelectionCriteria criteria, long to = long.MaxValue)
    {
        Store.Tell(new LoadSnapshot(id, criteria, to), Probe.Ref);
        return Expect<LoadSnapshotResult>().Snapshot;
    }
}

/// <summary>Akka's own store in memory: what the contract means.</summary>
public sealed class MemorySnapshotStoreTests : SnapshotStoreContract
{
    protected override string Plugin => "akka.persistence.snapshot-store.inmem";
}

public sealed class WorkspaceSnapshotStoreTests : SnapshotStoreContract
{
    protected override string Plugin => "";

    // Akka's own store in memory offers one nonetheless.
    [Theory]
    [InlineData(long.MaxValue, 4)]
    [InlineData(0, 0)]
    [InlineData(2, 3)]
    public void Where_none_fits_none_is_offered(long most, long least)
    {
        SaveThree();

        Assert.Null(Load(Id(), new SnapshotSelectionCriteria(most, DateTime.MaxValue, least, DateTime.MinValue)));
    }
}
