using CodeReview.Protocol.Journaling;
using CodeReview.Testing.Simulation;
using Xunit.Abstractions;

namespace CodeReview.Protocol.Tests.Journaling;

/// <summary>
/// Kills the writer before each of its system calls, loses what a crash may lose, and recovers; and kills the recovery in the same way.
/// </summary>
public sealed class CrashMatrixTests(ITestOutputHelper output)
{
    public static TheoryData<string> Stories => ["append", "take-over", "repair", "many take-overs without a fence"];

    [Theory, MemberData(nameof(Stories))]
    public void Whatever_a_crash_leaves_what_was_acknowledged_is_there_and_the_rest_is_whole_or_absent(string story)
    {
        int points = 0, refused = 0, calls = CallsOf(files => Tell(story, files, new Witness()));
        for (var at = 0; at <= calls; at++)
        {
            var (disk, witness) = Crash(story, at);
            foreach (var loss in Enum.GetValues<Loss>())
            {
                refused += Recover(disk.After(loss), new Witness(witness), loss) ? 0 : 1;
                points += 1 + (loss is Loss.Nothing or Loss.Unsynced or Loss.OddSectors ? CrashTheRecovery(disk.After(loss), witness) : 0);
            }
        }

        output.WriteLine($"{story}: {calls} system calls, {points} crashes recovered from, {refused} of them refused as damage with their place");
        Assert.True(calls > 20);
    }

    private static int CrashTheRecovery(SimulatedDisk crashed, Witness soFar)
    {
        for (var at = 0; ; at++)
        {
            var disk = crashed.After(Loss.Nothing);
            var witness = new Witness(soFar);
            if (!Kill.Ends(() => TellRecovery(new SimulatedFiles(disk, Kill.At(at)), witness)))
                return 2 * at;
            new Witness(witness).Check(disk.After(Loss.Unsynced));
            witness.Check(disk.After(Loss.EvenSectors));
        }
    }

    private static (SimulatedDisk Disk, Witness Witness) Crash(string story, int at)
    {
        var disk = new SimulatedDisk();
        var witness = new Witness();
        Kill.Ends(() => Tell(story, new SimulatedFiles(disk, Kill.At(at)), witness));
        return (disk, witness);
    }

    // Only a disk that changed what it was given is refused, and the place is said.
    private static bool Recover(SimulatedDisk disk, Witness witness, Loss loss)
    {
        try
        {
            witness.Check(disk);
            return true;
        }
        catch (DamagedLogException damaged) when (loss is Loss.OneBit)
        {
            Assert.EndsWith(".jsonl", damaged.Path, StringComparison.Ordinal);
            Assert.InRange(damaged.Line, 1, 10);
            return false;
        }
    }

    private static void Tell(string story, ILogFiles files, Witness witness)
    {
        switch (story)
        {
            case "append":
                TellAppends(files, witness);
                break;
            case "take-over":
                using (var first = Witness.Activate(files))
                    witness.Append(first, 2);
                TellAppends(files, witness);
                TellAppends(files, witness);
                break;
            case "repair":
                Tear(files, witness);
                TellAppends(files, witness);
                break;
            default:
                for (var i = 0; i < 3; i++)
                    _ = Kill.Ends(() => Witness.Activate(new KilledBeforeItsFence(files)));
                TellAppends(files, witness);
                break;
        }
    }

    private static void TellAppends(ILogFiles files, Witness witness)
    {
        using var log = Witness.Activate(files);
        witness.Append(log, 3);
        witness.Append(log, 1);
        witness.Append(log, 2);
        log.Close();
    }

    private static void TellRecovery(ILogFiles files, Witness witness)
    {
        using var log = Witness.Activate(files);
        witness.Append(log, 2);
        log.Close();
    }

    // A writer that dies in the middle of a batch, on a disk that goes on.
    private static void Tear(ILogFiles files, Witness witness)
    {
        using var log = Witness.Activate(new TornWrites(files));
        witness.Append(log, 2);
        Assert.True(Kill.Ends(() => witness.Append(log, 3)));
    }

    private static int CallsOf(Action<ILogFiles> story)
    {
        var calls = 0;
        story(new SimulatedFiles(new SimulatedDisk(), _ => calls++));
        return calls;
    }

    private sealed class KilledBeforeItsFence(ILogFiles files) : FilesDecorator(files)
    {
        public override ILogFile? CreateNew(string path) =>
            path.EndsWith(".jsonl", StringComparison.Ordinal) ? throw new KilledException() : base.CreateNew(path);
    }

    private sealed class TornWrites(ILogFiles files) : FilesDecorator(files)
    {
        public override ILogFile? CreateNew(string path) => base.CreateNew(path) is { } file ? new TornFile(file) : null;

        private sealed class TornFile(ILogFile file) : ILogFile
        {
            private int _writes;

            public void Append(ReadOnlySpan<byte> content)
            {
                var dies = ++_writes > 2;
                file.Append(content[..(dies ? content.Length - 5 : content.Length)]);
                if (dies)
                    throw new KilledException();
            }

            public void Sync() => file.Sync();

            public void Dispose() => file.Dispose();
        }
    }
}
