using System.Text;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Orchestrator.Tests.Grains;
using CodeReview.Protocol.Journaling;
using CodeReview.Testing.Simulation;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace CodeReview.Orchestrator.Tests.Journaling;

/// <summary>
/// Kills a grain's process before each system call of its appends, its snapshots, their removal and the take-over after it, loses
/// what a crash may lose, and recovers: every snapshot that is there is whole and counts.
/// </summary>
public sealed class SnapshotCrashTests(ITestOutputHelper output)
{
    private const string Journal = "/review/journal";
    private const string Snapshots = "/review/snapshots";

    [Fact]
    public void Whatever_a_crash_leaves_every_snapshot_is_whole_and_stands_on_acknowledged_events()
    {
        int calls = 0, points = 0;
        for (var killed = true; killed; calls++)
        {
            var disk = new SimulatedDisk();
            var acknowledged = 0L;
            killed = Kill.Ends(() => Tell(new SimulatedFiles(disk, Kill.At(calls)), ref acknowledged));
            foreach (var loss in Enum.GetValues<Loss>())
            {
                Recover(disk.After(loss), acknowledged, loss);
                points++;
            }
        }

        output.WriteLine($"{calls} system calls, {points} crashes recovered from.");
        // Two activations, ten snapshots and the removal of the old ones: fewer would mean that the story was not told.
        Assert.True(calls > 100);
    }

    private static void Tell(ILogFiles files, ref long acknowledged)
    {
        for (var activation = 0; activation < 2; activation++)
        {
            using var log = EventLog.Activate(Journal, "test", files, new FakeTimeProvider());
            var snapshots = new SnapshotFiles(Snapshots, files, new FakeTimeProvider());
            for (var i = 0; i < 5; i++)
            {
                acknowledged = log.Append([Entry(log.HighestSequenceNumber + 1), Entry(log.HighestSequenceNumber + 2)]);
                snapshots.Save(new SnapshotFiles.Name(acknowledged, log.Token), "some.1", StateAfter(acknowledged));
            }

            log.Close();
        }
    }

    private static void Recover(SimulatedDisk disk, long acknowledged, Loss loss)
    {
        var files = new SimulatedFiles(disk, _ => { });
        EventLog log;
        try
        {
            log = EventLog.Activate(Journal, "test", files, new FakeTimeProvider());
        }
        catch (DamagedLogException) when (loss is Loss.OneBit)
        {
            return;
        }

        using (log)
        {
            Assert.InRange(log.HighestSequenceNumber, acknowledged, acknowledged + 2);
            var snapshots = new SnapshotFiles(Snapshots, files, new FakeTimeProvider());
            var names = snapshots.List();
            Assert.All(names, name => Assert.True(log.Covers(name.Token, name.SequenceNumber)));
            Assert.All(names, name => Assert.Equal(StateAfter(name.SequenceNumber), snapshots.TryRead(name)?.State));
            // One is published whole before the next event, so at most the newest is not there yet. Its name is not synced, which spares a
            // call a snapshot: after a loss of power an older one serves, or the events do.
            if (loss is not (Loss.Unsynced or Loss.Names))
                Assert.InRange(names is [var newest, ..] ? newest.SequenceNumber : 0, acknowledged - 2, log.HighestSequenceNumber);
        }
    }

    private static NewLogEntry Entry(long number) => new("some.1", StateAfter(number));

    private static byte[] StateAfter(long number) => Encoding.UTF8.GetBytes($$"""{"after":{{number}},"name":"{{Some.Id}}"}""");
}
