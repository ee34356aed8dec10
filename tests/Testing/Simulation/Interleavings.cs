using CodeReview.Protocol.Journaling;

namespace CodeReview.Testing.Simulation;

/// <summary>One run that <see cref="Interleavings"/> repeats in every order.</summary>
/// <param name="Writers">What each process does with its files.</param>
/// <param name="FilesOf">The files of a process, given what is to be called before each of its system calls.</param>
/// <param name="Check">Called when all have ended; throws where something is wrong.</param>
public sealed record Race(IReadOnlyList<Action<ILogFiles>> Writers, Func<int, Action<Call>, ILogFiles> FilesOf, Action Check);

/// <summary>
/// Runs processes over one disk in every order of their system calls that can make a difference.
/// </summary>
/// <remarks>
/// The log's code is synchronous, and processes meet in nothing but files: so the points where they can be interleaved are the calls
/// of the file layer, all of them and no others, and a scheduler over that layer controls the unchanged code, which a rewriting
/// tool for tasks and locks would not. The search is depth first and without states: each run follows the choices of the one before
/// up to the last that is not used up. Sleep sets leave out orders that differ only in calls that do not conflict; every order
/// that is left out ends like one that is run.
/// </remarks>
public static class Interleavings
{
    /// <summary>Runs them all.</summary>
    /// <param name="race">Makes a run anew, on a new disk.</param>
    /// <param name="atMost">Where to give up.</param>
    /// <returns>How many runs there were.</returns>
    /// <exception cref="InvalidOperationException">There are more than <paramref name="atMost"/>.</exception>
    public static int Explore(Func<Race> race, int atMost)
    {
        var path = new List<Choice>();
        for (var runs = 0; ;)
        {
            if (runs > atMost)
                throw new InvalidOperationException($"There are more than {atMost} interleavings.");
            runs += Run(race(), path) ? 1 : 0;
            while (path.Count > 0 && !path[^1].TryNext())
                path.RemoveAt(path.Count - 1);
            if (path.Count is 0)
                return runs;
        }
    }

    /// <summary>Runs some of them, drawn by a seed: for races that have too many orders to run them all.</summary>
    public static void Sample(Func<Race> race, int seed, int runs)
    {
        var random = new Random(seed);
        for (var i = 0; i < runs; i++)
        {
            var drawn = race();
            var order = new List<string>();
            var last = 0;
            using var run = new LockStep(drawn, pending =>
            {
                // Mostly on with the same one: a take-over needs a stretch of calls to come far.
                last = pending.ContainsKey(last) && random.Next(4) > 0 ? last : pending.Keys.ElementAt(random.Next(pending.Count));
                order.Add($"{last}: {pending[last].Kind} {pending[last].Path}");
                return last;
            });
            run.Run();
            run.ThrowIfFailed(order);
            drawn.Check();
        }
    }

    // False where the rest of the run would repeat another one.
    private static bool Run(Race race, List<Choice> path)
    {
        var depth = 0;
        using var run = new LockStep(race, pending =>
        {
            if (depth == path.Count)
            {
                path.Add(new Choice(pending, depth is 0 ? [] : path[^1].SleepAfter()));
                if (!path[^1].TryNext())
                    return -1;
            }

            return path[depth++].Chosen;
        });
        if (!run.Run())
            return false;
        run.ThrowIfFailed(path.Select(choice => choice.ToString()));
        race.Check();
        return true;
    }

    private sealed class Choice(IReadOnlyDictionary<int, Call> pending, HashSet<int> asleep)
    {
        public int Chosen { get; private set; } = -1;

        public bool TryNext()
        {
            if (Chosen >= 0)
                asleep.Add(Chosen);
            Chosen = pending.Keys.Where(writer => !asleep.Contains(writer)).Order().FirstOrDefault(-1);
            return Chosen >= 0;
        }

        // Whoever could have gone first without a difference need not be tried after.
        public HashSet<int> SleepAfter() => [.. asleep.Where(writer => !pending[writer].Conflicts(pending[Chosen]))];

        public override string ToString() => $"{Chosen}: {pending[Chosen].Kind} {pending[Chosen].Path}";
    }
}
