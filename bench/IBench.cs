using CodeReview.Bench.Measuring;

namespace CodeReview.Bench;

/// <summary>One question about speed or size, with its bar.</summary>
internal interface IBench
{
    /// <summary>What it is asked for by.</summary>
    string Name { get; }

    /// <summary>Measures, and says what came out.</summary>
    Task<Table> RunAsync(BenchSettings settings);
}

/// <summary>A benchmark whose numbers come from processes that did nothing else: first calls and peaks of memory are theirs alone.</summary>
internal interface IMeasuredApart : IBench
{
    /// <summary>Called in the other process; see <see cref="FreshProcess"/>.</summary>
    Task<Measures> MeasureAsync(string[] arguments);
}

/// <summary>What the caller decides.</summary>
/// <param name="Scratch">Where files are written.</param>
/// <param name="Repos">Git repositories of this machine.</param>
/// <param name="Sizes">The numbers of files of the repositories that are cloned.</param>
/// <param name="CountWith">A shell command that prints how many calls the mount has had; null where it does not count.</param>
/// <param name="Packages">The folder of packaged functions.</param>
internal sealed record BenchSettings(Scratch Scratch, IReadOnlyList<string> Repos, IReadOnlyList<int> Sizes, string? CountWith, string Packages);
