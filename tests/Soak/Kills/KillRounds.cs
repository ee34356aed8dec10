using System.Collections.Concurrent;
using CodeReview.Protocol.Journaling;

namespace CodeReview.Soak.Kills;

/// <summary>Rounds of processes that race for one log and are killed; after each, the log is held against what was acknowledged.</summary>
internal static class KillRounds
{
    private const int Writers = 4;
    private const int KillsPerRound = 8;

    /// <returns>The exit status: 0, or 1 where a round broke a promise.</returns>
    public static async Task<int> RunAsync(string folder, int rounds, int seed)
    {
        var random = new Random(seed);
        long acknowledged = 0, unacknowledged = 0, activations = 0;
        for (var round = 1; round <= rounds; round++)
        {
            var log = Path.Combine(folder, $"{round}");
            var heard = await RaceAsync(log, random);
            using var last = EventLog.Activate(log, "check", LogFiles.Instance, TimeProvider.System);
            if (LogCheck.FirstBreach([.. last.Read(1, long.MaxValue)], heard) is { } breach)
            {
                Console.WriteLine($"Round {round}: {breach}");
                return 1;
            }

            acknowledged += heard.Sum(one => one.Batch.Size);
            unacknowledged += last.HighestSequenceNumber - heard.Sum(one => one.Batch.Size);
            activations += last.Token - 1;
        }

        Console.WriteLine($"{rounds} rounds, {rounds * KillsPerRound} processes killed, {activations} activations, {acknowledged} acknowledged events: none lost, none doubled; {unacknowledged} more are there, in whole batches.");
        return 0;
    }

    private static async Task<IReadOnlyCollection<Acknowledged>> RaceAsync(string log, Random random)
    {
        var heard = new ConcurrentBag<Acknowledged>();
        var writers = Enumerable.Range(0, Writers).Select(i => new LivingWriter(log, $"{i}", heard)).ToList();
        for (var kill = 0; kill < KillsPerRound; kill++)
        {
            // Whoever is to die has said something, so that it is killed at its work and not while it starts.
            var victim = random.Next(writers.Count);
            await writers[victim].SaysAsync(1 + random.Next(20));
            await writers[victim].DisposeAsync();
            if (kill < KillsPerRound - Writers)
                writers[victim] = new LivingWriter(log, $"{Writers + kill}", heard);
            else
                writers.RemoveAt(victim);
        }

        return heard;
    }
}
