using System.Diagnostics;

namespace CodeReview.Bench.Measuring;

/// <summary>One of several ways to do the same.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="DoAsync">Does it once.</param>
internal sealed record Contestant(string Name, Func<Task> DoAsync);

/// <summary>
/// Lets contestants take turns, so that what else goes on in the machine and its disk meets all of them: a round is a short run of
/// each, in an order that moves on by one from round to round and is turned round every other time, so that nobody always follows
/// the same one. Only numbers of the same round are compared.
/// </summary>
internal static class Rounds
{
    /// <summary>The seconds that one operation took, by contestant and round.</summary>
    public static async Task<IReadOnlyDictionary<string, double[]>> RunAsync(IReadOnlyList<Contestant> contestants, int rounds, int operations)
    {
        var seconds = contestants.ToDictionary(contestant => contestant.Name, _ => new double[rounds]);
        foreach (var contestant in contestants)
            await TimeAsync(contestant, operations);
        for (var round = 0; round < rounds; round++)
        {
            var turns = contestants.Index().Select(turn => contestants[(round + turn.Index) % contestants.Count]);
            foreach (var contestant in round % 2 is 0 ? turns : turns.Reverse())
                seconds[contestant.Name][round] = await TimeAsync(contestant, operations);
        }

        return seconds;
    }

    private static async Task<double> TimeAsync(Contestant contestant, int operations)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < operations; i++)
            await contestant.DoAsync();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / operations;
    }
}
