using System.Diagnostics;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Protocol.Journaling;
using CodeReview.Testing;

namespace CodeReview.Soak.Reviews;

/// <summary>Rounds of one review each, killed at moments drawn over its whole length and resumed until it ends by itself.</summary>
internal static class ReviewRounds
{
    private const string Review = "soak";
    private const int Files = 300;

    // A review that is killed for ever comes to no end; more than these would only make the same moments likelier.
    private const int KillsPerRound = 4;

    /// <returns>The exit status: 0, or 1 where a resumed review ended otherwise than an undisturbed one.</returns>
    public static async Task<int> RunAsync(string folder, int rounds, int seed)
    {
        var repository = Path.Combine(folder, "repository");
        SampleRepository.Create(repository, Files).Dispose();
        var undisturbed = new CommandLine(Path.Combine(folder, "undisturbed"));
        var watch = Stopwatch.StartNew();
        var (status, _, error) = await undisturbed.RunAsync("review", repository, "--id", Review);
        if (status is not 0)
            throw new InvalidOperationException($"The undisturbed review ended with {status}: {error}");
        var length = watch.Elapsed;

        var random = new Random(seed);
        var kills = 0;
        for (var round = 1; round <= rounds; round++)
        {
            var codeReview = new CommandLine(Path.Combine(folder, $"{round}"));
            kills += await DisturbAsync(codeReview, repository, () => length * random.NextDouble());
            if (Breach(codeReview, undisturbed) is { } breach)
            {
                Console.WriteLine($"Round {round}: {breach}");
                return 1;
            }
        }

        Console.WriteLine($"{rounds} reviews of {Files} files, killed {kills} times and resumed: the results are those of an undisturbed review, and no task was recorded twice.");
        return 0;
    }

    private static async Task<int> DisturbAsync(CommandLine codeReview, string repository, Func<TimeSpan> drawn)
    {
        for (var kills = 0; ; kills++)
        {
            // The same command goes on, also where the one before was killed before it had begun anything.
            using var process = codeReview.Start("review", repository, "--id", Review);
            var end = CommandLine.EndAsync(process);
            if (kills < KillsPerRound && !process.WaitForExit(drawn()))
            {
                process.Kill();
                await end;
                continue;
            }

            var (status, _, error) = await end;
            return status is 0 ? kills : throw new InvalidOperationException($"A resumed review ended with {status}: {error}");
        }
    }

    private static string? Breach(CommandLine disturbed, CommandLine undisturbed)
    {
        var id = CommandLine.Id(Review);
        var twice = new ReviewHistory(disturbed.Workspace, LogFiles.Instance).Steps(id)
            .Select(step => step.Event).OfType<ReviewEvent.TaskDone>().CountBy(done => done.Task).FirstOrDefault(pair => pair.Value > 1);
        if (twice.Value > 1)
            return $"Task {twice.Key} was recorded as done {twice.Value} times.";
        var (expected, actual) = (undisturbed.Results(id), disturbed.Results(id));
        return expected.Keys.Union(actual.Keys).FirstOrDefault(name => expected.GetValueOrDefault(name) != actual.GetValueOrDefault(name)) is { } name
            ? $"'{name}' is not what an undisturbed review writes."
            : null;
    }
}
