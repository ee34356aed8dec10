using System.Text.Json;
using CodeReview.Orchestrator.Grains;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

public sealed class ReviewTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private CommandLine CodeReview => new(Path.Combine(_folder.Path, "workspace"));

    private string Repository => Path.Combine(_folder.Path, "repository");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_review_finds_the_flaw_and_every_quote_stands_at_its_lines()
    {
        SampleRepository.Create(Repository, files: 5);

        var (status, output, error) = await CodeReview.RunAsync("review", Repository, "--id", "sample", "--fail-on", "high", "--json");

        Assert.True(status is 1, error);
        var summary = JsonDocument.Parse(output).RootElement.GetProperty("summary");
        Assert.Equal("complete", summary.GetProperty("status").GetString());
        var coverage = summary.GetProperty("coverage");
        Assert.Equal((8, 7, 1), (coverage.GetProperty("files").GetInt32(), coverage.GetProperty("read").GetInt32(), coverage.GetProperty("skipped").GetInt32()));
        var results = CodeReview.Results(CommandLine.Id("sample"));
        Assert.Equal(["coverage.json", "report.html", "report.md", "report.sarif", "security.json", "style.json", "summary.json"], results.Keys);
        var findings = results.Where(result => result.Key is "security.json" or "style.json")
            .SelectMany(result => JsonSerializer.Deserialize(result.Value, ProtocolJson.Indented.AgentFindings)!.Findings)
            .ToList();
        Assert.Contains(findings, finding => finding is { Cwe: "CWE-89", Path.Value: "src/Orders.cs", StartLine: 8 });
        Assert.All(findings, AssertQuoteStands);
    }

    [Fact]
    public async Task The_same_review_twice_gives_the_same_bytes()
    {
        SampleRepository.Create(Repository, files: 60);
        var other = new CommandLine(Path.Combine(_folder.Path, "other"));

        await CodeReview.RunAsync("review", Repository, "--id", "sample", "--max-parallel", "1");
        await other.RunAsync("review", Repository, "--id", "sample", "--max-parallel", "1");

        Assert.Equal(CodeReview.Results(CommandLine.Id("sample")), other.Results(CommandLine.Id("sample")));
    }

    [Fact]
    public async Task A_killed_review_is_resumed_without_repeating_a_finished_task()
    {
        SampleRepository.Create(Repository, files: 600);
        var id = CommandLine.Id("killed");
        using (var process = CodeReview.Start("review", Repository, "--id", "killed", "--max-parallel", "1"))
        {
            await CommandLine.UntilAsync(process, CommandLine.IsUnderWay);
            process.Kill();
            await process.WaitForExitAsync();
        }

        var before = CodeReview.History.Current(id)!;
        Assert.Equal(ReviewStage.Reviewing, before.Stage);
        Assert.NotEmpty(before.Done);

        var (status, _, error) = await CodeReview.RunAsync("resume", "killed");

        Assert.True(status is 0, error);
        var steps = CodeReview.History.Steps(id).ToList();
        var resumed = steps.FindIndex(step => step.Event is ReviewEvent.Resumed);
        Assert.DoesNotContain(steps[resumed..], step => step.Event is ReviewEvent.TaskDispatched dispatched && before.Done.ContainsKey(dispatched.Task.Value));
        Assert.Equal(steps[^1].After.TotalTasks, steps.Select(step => step.Event).OfType<ReviewEvent.TaskDone>().Select(done => done.Task).Distinct().Count());
        Assert.Equal(steps[^1].After.TotalTasks, steps.Count(step => step.Event is ReviewEvent.TaskDone));
        var undisturbed = new CommandLine(Path.Combine(_folder.Path, "undisturbed"));
        await undisturbed.RunAsync("review", Repository, "--id", "killed", "--max-parallel", "1");
        Assert.Equal(undisturbed.Results(id), CodeReview.Results(id));
    }

    [Fact]
    public async Task Of_two_processes_with_one_review_one_works_and_the_other_says_so()
    {
        // Enough for the first to be at work still when the other two have started and ended.
        SampleRepository.Create(Repository, files: 3_000);
        using var first = CodeReview.Start("review", Repository, "--id", "twice", "--max-parallel", "1");
        await CommandLine.UntilAsync(first, CommandLine.IsUnderWay);

        var (status, output, _) = await CodeReview.RunAsync("review", Repository, "--id", "twice", "--max-parallel", "1", "--json");

        Assert.Equal(2, status);
        Assert.Equal("active_elsewhere", JsonDocument.Parse(output).RootElement.GetProperty("status").GetString());
        Assert.Contains("Review twice: running", (await CodeReview.RunAsync("status", "twice")).Output, StringComparison.Ordinal);
        await first.StandardError.ReadToEndAsync();
        await first.WaitForExitAsync();
        Assert.Equal(0, first.ExitCode);
        var numbers = CodeReview.History.Steps(CommandLine.Id("twice")).Select(step => step.Entry.SequenceNumber).ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);
    }

    private void AssertQuoteStands(Finding finding)
    {
        var source = SourceText.Decode(File.ReadAllBytes(finding.Path.Under(CodeReview.Workspace.Review(CommandLine.Id("sample")).Repo)));
        Assert.Contains(finding.Quote, source.Lines(finding.StartLine, finding.EndLine), StringComparison.Ordinal);
    }
}
