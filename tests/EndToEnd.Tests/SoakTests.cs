using System.Diagnostics;

namespace CodeReview.EndToEnd.Tests;

/// <summary>A short run of the heavier suite, so that it is never found broken when somebody needs it.</summary>
public sealed class SoakTests
{
    [Theory]
    [InlineData("kills", 12)]
    [InlineData("reviews", 3)]
    [InlineData("crashes", 500)]
    public async Task Killed_processes_lose_and_double_nothing(string suite, int rounds)
    {
        var folder = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var soak = Path.Combine(folder, "..", "..", "Soak", Path.GetFileName(folder), "CodeReview.Soak");
        using var process = Process.Start(new ProcessStartInfo(soak, [suite, "--rounds", $"{rounds}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

        var (status, output, error) = await Testing.CommandLine.EndAsync(process);

        Assert.True(status is 0, $"{output}{error}");
        Assert.StartsWith($"{rounds} r", output, StringComparison.Ordinal);
    }
}
