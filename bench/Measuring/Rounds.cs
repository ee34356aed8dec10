using System.Diagnostics;

namespace CodeReview.Bench.Measuring;

/// <summary>One of several ways to do the same.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="DoAsync">Does it once.</param>
internal sealed record Contestant(string Name, Func<Task> DoAsync);

/// <summary>One that does not count all that it does.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="TimeAsync">Does it once, and says in how many seconds.</param>
internal sealed record Timed(string Name, Func<Task<double>> TimeAsync);

/// <summary>
/// Lets contestants take turns, so that what else goes on in the machine and its disk meets all of them: a round is a short run of
/// each, in an order that moves on by one from round to round and is turned round every other time, so that nobody always follows
/// the same one. Only numbers of the same round are compared.
/// </summary>
internal static class Rounds
{
    /// <summary>The seconds that one operation took, by contestant and round.</summary>
    public static Task<IReadOnlyDictionary<string, double[]>> RunAsync(IReadOnlyList<Contestant> contestants, int rounds, int operations) =>
        RunAsync([.. contestants.Select(contestant => new Timed(contestant.Name, () => TimeAsync(contestant, operations)))], rounds);

    /// <summary>The same, where each says itself how long it took.</summary>
    public static async Task<IReadOnlyDictionary<string, double[]>> RunAsync(IReadOnlyList<Timed> contestants, int rounds)
    {
        var seconds = contestants.ToDictionary(contestant => contestant.Name, _ => new double[rounds]);
        foreach (var contestant in contestants)
            await contestant.TimeAsync();
        for (var round = 0; round < rounds; round++)
        {
            var turns = contestants.Index().Select(turn => contestants[(round + turn.Index) % contestants.Count]);
            foreach (var contestant in round % 2 is 0 ? turns : turns.Reverse())
                seconds[contestant.Name][round] = await contestant.TimeAsync();
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
