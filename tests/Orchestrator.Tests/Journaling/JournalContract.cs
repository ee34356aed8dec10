using Akka.Actor;
using Akka.Persistence;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Tests.Grains;

namespace CodeReview.Orchestrator.Tests.Journaling;

/// <summary>What Akka.Persistence expects of a journal, held over its own protocol of messages; every journal subclasses it.</summary>
public abstract class JournalContract : StoreContract
{
    /// <summary>A capability: whether events can be deleted.</summary>
    protected abstract bool Deletes { get; }

    protected override IActorRef Journal => Extension.JournalFor(Plugin);

    [Fact]
    public void What_was_written_is_replayed_in_order_with_its_numbers()
    {
        Recover(Id());
        foreach (var number in Enumerable.Range(1, 5))
            Written(Id(), number);

        var replayed = Replay(Id(), 1, long.MaxValue);

        Assert.Equal([1, 2, 3, 4, 5], replayed.Select(message => message.SequenceNr));
        Assert.Equal(Enumerable.Range(1, 5).Select(number => (object)Event(number)), replayed.Select(message => message.Payload));
        Assert.All(replayed, message => Assert.Equal(Id(), message.PersistenceId));
    }

    [Theory]
    [InlineData(1, 10, 100, "1 2 3 4 5 6")]
    [InlineData(2, 4, 100, "2 3 4")]
    [InlineData(3, 3, 100, "3")]
    [InlineData(1, 6, 2, "1 2")]
    [InlineData(5, 2, 100, "")]
    [InlineData(7, 9, 100, "")]
    [InlineData(1, 6, 0, "")]
    [InlineData(1, 0, 100, "")]
    public void A_replay_keeps_to_its_range_and_its_limit(long from, long to, long max, string numbers)
    {
        Recover(Id());
        Written(Id(), 1, 2, 3);
        Written(Id(), 4);
        Written(Id(), 5, 6);

        Assert.Equal(numbers, string.Join(' ', Replay(Id(), from, to, max).Select(message => message.SequenceNr)));
    }

    [Fact]
    public void The_highest_number_is_zero_where_nothing_was_written_and_that_of_the_last_event_else()
    {
        Assert.Equal(0, Recover(Id()));

        Written(Id(), 1, 2, 3);

        Assert.Equal(3, Recover(Id()));
    }

    [Fact]
    public void Grains_that_are_written_side_by_side_do_not_mix()
    {
        var ids = Enumerable.Range(1, 4).Select(grain => Id($"grain-{grain}")).ToList();
        ids.ForEach(id => Recover(id));

        foreach (var number in Enumerable.Range(1, 20))
        {
            // All at once, but of each grain one at a time, as a persistent actor writes.
            ids.ForEach(id => Write(id, number));
            Assert.Equal(ids.Count, Probe.ReceiveN(2 * ids.Count, Patience).OfType<WriteMessageSuccess>().Count());
        }

        Assert.All(ids, id => Assert.Equal(Enumerable.Range(1, 20).Select(number => (long)number), Numbers(id)));
    }

    [Fact]
    public void A_large_event_comes_back_whole()
    {
        Recover(Id());
        var large = new ReviewEvent.TaskFailed(Some.Task("style.0001"), 1, new string('é', 1 << 20));

        Write(Id(), [(1, large)]);
        Acknowledged(1);

        Assert.Equal(large, Assert.Single(Replay(Id(), 1, 1)).Payload);
    }

    [Fact]
    public void Deleting_removes_up_to_a_number_and_keeps_the_highest_or_is_refused_and_removes_nothing()
    {
        Recover(Id());
        Written(Id(), 1, 2, 3);

        Journal.Tell(new DeleteMessagesTo(Id(), 2, Probe.Ref));

        if (Deletes)
            Expect<DeleteMessagesSuccess>();
        else
            Assert.Contains("never shortened", Expect<DeleteMessagesFailure>().Cause.Message, StringComparison.Ordinal);
        Assert.Equal(Deletes ? [3] : [1, 2, 3], Numbers(Id()));
        Assert.Equal(3, Recover(Id()));
    }

    /// <summary>The numbers of all events of a grain.</summary>
    protected IEnumerable<long> Numbers(string id) => Replay(id, 1, long.MaxValue).Select(message => message.SequenceNr);

    protected List<IPersistentRepresentation> Replay(string id, long from, long to, long max = long.MaxValue)
    {
        Journal.Tell(new ReplayMessages(from, to, max, id, Probe.Ref));
        var replayed = new List<IPersistentRepresentation>();
        while (Expect<object>() is ReplayedMessage message)
            replayed.Add(message.Persistent);
        Assert.IsType<RecoverySuccess>(Probe.LastMessage);
        return replayed;
    }

    /// <summary>Nothing is acknowledged, and the reason is this.</summary>
    protected Exception Failed(int events)
    {
        var failed = Expect<WriteMessagesFailed>();
        foreach (var _ in Enumerable.Range(0, events))
            Expect<WriteMessageFailure>();
        return failed.Cause is AggregateException aggregate ? aggregate.GetBaseException() : failed.Cause;
    }
}

/// <summary>Akka's own journal in memory: what the contract means.</summary>
public sealed class MemoryJournalTests : JournalContract
{
    protected override string Plugin => "akka.persistence.journal.inmem";

    protected override bool Deletes => true;
}

public sealed class WorkspaceJournalTests : JournalContract
{
    protected override string Plugin => "";

    protected override bool Deletes => false;

    [Fact]
    public void A_batch_with_an_event_that_has_no_stored_format_is_not_written_at_all()
    {
        Recover(Id());
        Written(Id(), 1);

        Write(Id(), [(2, new ReviewEvent.Cancelled()), (3, "text")]);

        Assert.Contains("has no stored format", Failed(events: 2).Message, StringComparison.Ordinal);
        Assert.Equal([1], Numbers(Id()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_write_that_does_not_follow_the_last_event_is_refused(int number)
    {
        Recover(Id());
        Written(Id(), 1);

        Write(Id(), number);

        Assert.Contains($"event {number}", Failed(events: 1).Message, StringComparison.Ordinal);
        Assert.Equal([1], Numbers(Id()));
    }

    [Fact]
    public void A_write_of_a_grain_that_is_not_open_is_refused_and_opens_nothing()
    {
        Write(Id(), 1);

        Assert.Contains("has ended", Failed(events: 1).Message, StringComparison.Ordinal);
        Assert.Equal(0, Recover(Id()));
    }
}
