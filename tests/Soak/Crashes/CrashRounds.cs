using CodeReview.Protocol.Journaling;
using CodeReview.Soak.Kills;
using CodeReview.Testing.Simulation;

namespace CodeReview.Soak.Crashes;

/// <summary>
/// Rounds over a disk in memory. One process after another activates the log and appends, until it is killed before a system call
/// that is drawn; with it goes some of what was not synced. Then the log is held against all that was ever acknowledged.
/// </summary>
internal static class CrashRounds
{
    private const string Log = "/log";
    private const int MostCalls = 80;

    // A flipped bit is refused with its place, so that nothing is left to go on with: the tests of every single call have that one.
    private static readonly Loss[] Losses = [.. Enum.GetValues<Loss>().Where(loss => loss is not Loss.OneBit)];

    /// <returns>The exit status: 0, or 1 where a round broke a promise.</returns>
    public static int Run(int rounds, int seed)
    {
        var random = new Random(seed);
        long crashes = 0, acknowledged = 0;
        for (var round = 1; round <= rounds; round++)
        {
            var heard = new List<Acknowledged>();
            var disk = new SimulatedDisk();
            for (var lives = 2 + random.Next(8); lives > 0; lives--, crashes++)
            {
                Live(new SimulatedFiles(disk, Kill.At(random.Next(MostCalls))), $"{lives}", random, heard);
                disk = disk.After(Losses[random.Next(Losses.Length)]);
            }

            using var last = EventLog.Activate(Log, "check", new SimulatedFiles(disk, _ => { }), TimeProvider.System);
            if (LogCheck.FirstBreach([.. last.Read(1, long.MaxValue)], heard) is { } breach)
            {
                Console.WriteLine($"Round {round} of seed {seed}: {breach}");
                return 1;
            }

            acknowledged += heard.Sum(one => one.Batch.Size);
        }

        Console.WriteLine($"{rounds} rounds, {crashes} crashes, {acknowledged} acknowledged events: none lost, none doubled.");
        return 0;
    }

    private static void Live(SimulatedFiles files, string name, Random random, List<Acknowledged> heard) => Kill.Ends(() =>
    {
        using var log = EventLog.Activate(Log, name, files, TimeProvider.System);
        for (var number = 1; random.Next(10) > 0; number++)
        {
            var batch = new Batch(name, number, 1 + random.Next(4));
            heard.Add(new Acknowledged(log.Append(batch.Entries), batch));
        }

        log.Close();
    });
}
