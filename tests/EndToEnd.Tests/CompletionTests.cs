using System.Diagnostics;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private CommandLine CodeReview => new(Path.Combine(_folder.Path, "workspace"));

    public void Dispose() => _folder.Dispose();

    [NeedsTheory<Signals>]
    [InlineData("codereview re", "report", "resume", "review")]
    [InlineData("codereview review --bas", "--baseline", "--baseline-file")]
    [InlineData("codereview report sample --format s", "sarif")]
    [InlineData("codereview resume sam", "sample")]
    public async Task Bash_completes_commands_options_values_and_the_ids_of_reviews(string typed, params string[] completions)
    {
        var repository = Path.Combine(_folder.Path, "repository");
        SampleRepository.Create(repository, files: 1).Dispose();
        await CodeReview.RunAsync("review", repository, "--id", "sample");

        var start = new ProcessStartInfo("bash", ["-c", "source <(codereview completions bash); COMP_LINE=$1; COMP_POINT=${#1}; COMP_WORDS=($1); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _codereview; printf '%s\\n' \"${COMPREPLY[@]}\"", "bash", typed])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(CommandLine.Executable)}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["CODEREVIEW_WORKSPACE"] = CodeReview.Workspace.Root;
        using var process = Process.Start(start)!;
        var (status, output, error) = await CommandLine.EndAsync(process);

        Assert.True(status is 0, error);
        Assert.Equal(completions, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }
}
