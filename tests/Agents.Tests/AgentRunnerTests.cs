using CodeReview.Agents.Engines;
using CodeReview.Agents.Tools;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Tests;

public sealed class AgentRunnerTests : IDisposable
{
    private static readonly (string Path, string Text)[] Sample =
    [
        ("app.py", "import os\n\n\ndef run(name):\n    os.system('ls ' + name)\n"),
        ("Db.cs", "class Db\n{\n    void Find(string id) =>\n        new SqlCommand(\n            \"SELECT * FROM users WHERE id = \" + id,\n            _connection);\n}\n"),
        ("logo.bin", "\0\0\0"),
        ("view.js", "export function show(el, name) {\n  el.innerHTML = `<b>${name}</b>`;\n}\n"),
    ];

    private readonly Workspace _workspace = new();

    private string ResultPath => _workspace.Review.TaskResult(Workspace.SecurityTask);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_task_leaves_a_result_and_reports_its_counts_and_digest()
    {
        _workspace.Fill(Sample);

        var report = await Runner().RunAsync(Workspace.Task(), default);

        var result = WorkspaceFile.TryReadJson(ResultPath, ProtocolJson.Default.TaskResult, out var digest)!;
        Assert.Equal((AgentOutcome.Done, 3, 3), (report.Outcome, report.Findings, report.FilesRead));
        Assert.Equal(digest, report.ResultDigest);
        Assert.Equal(["app.py", "Db.cs", "view.js"], result.Findings.Select(finding => finding.Path.Value).Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal(new FileCoverage("logo.bin", FileFate.Skipped, "binary"), result.Files.Single(file => file.Path is "logo.bin"));
    }

    [Fact]
    public async Task Every_quote_stands_at_its_lines()
    {
        _workspace.Fill(Sample);

        await Runner().RunAsync(Workspace.Task(), default);

        var result = WorkspaceFile.ReadJson(ResultPath, ProtocolJson.Default.TaskResult);
        Assert.All(result.Findings, finding =>
        {
            var source = SourceText.Decode(File.ReadAllBytes(finding.Path.Under(_workspace.Review.Repo)));
            Assert.Contains(finding.Quote, source.Lines(finding.StartLine, finding.EndLine), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_same_task_gives_the_same_bytes()
    {
        _workspace.Fill(Sample);
        await Runner().RunAsync(Workspace.Task(), default);
        var first = await File.ReadAllBytesAsync(ResultPath);
        File.Delete(ResultPath);
        _workspace.Time.Advance(TimeSpan.FromDays(1));

        await Runner().RunAsync(Workspace.Task(), default);

        Assert.Equal(first, await File.ReadAllBytesAsync(ResultPath));
    }

    [Fact]
    public async Task Finished_work_is_answered_from_and_not_repeated()
    {
        _workspace.Fill(Sample);
        var first = await Runner().RunAsync(Workspace.Task(), default);
        Directory.Delete(_workspace.Review.Repo, recursive: true);

        var second = await Runner().RunAsync(Workspace.Task(), default);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_damaged_result_is_made_anew()
    {
        _workspace.Fill(Sample);
        var first = await Runner().RunAsync(Workspace.Task(), default);
        await File.WriteAllTextAsync(ResultPath, "{ \"schema\": 1, \"task\"");

        var second = await Runner().RunAsync(Workspace.Task(), default);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_result_for_another_plan_is_made_anew()
    {
        _workspace.Fill(Sample);
        await Runner().RunAsync(Workspace.Task(), default);
        _workspace.Fill(("app.py", "x = 1\n"));

        var report = await Runner().RunAsync(Workspace.Task(), default);

        Assert.Equal((AgentOutcome.Done, 0, 1), (report.Outcome, report.Findings, report.FilesRead));
    }

    [Fact]
    public async Task Progress_ends_as_finished()
    {
        _workspace.Fill(Sample);

        await Runner().RunAsync(Workspace.Task(), default);

        var progress = WorkspaceFile.ReadJson(_workspace.Review.TaskProgress(Workspace.SecurityTask), ProtocolJson.Default.TaskProgress);
        Assert.Equal(("finished", 4, 3, 3), (progress.Phase, progress.FilesTotal, progress.FilesDone, progress.Findings));
    }

    [Fact]
    public async Task Asked_to_suspend_it_stops_without_a_result()
    {
        _workspace.Fill(Sample);

        var report = await Runner().RunAsync(Workspace.Task(), new CancellationToken(canceled: true));

        Assert.Equal(AgentOutcome.Suspended, report.Outcome);
        Assert.False(File.Exists(ResultPath));
    }

    [Fact]
    public async Task Asked_to_suspend_it_still_answers_from_finished_work()
    {
        _workspace.Fill(Sample);
        var first = await Runner().RunAsync(Workspace.Task(), default);

        Assert.Equal(first, await Runner().RunAsync(Workspace.Task(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Suspended_between_files_it_ends_with_the_findings_of_an_undisturbed_run()
    {
        _workspace.Fill(Sample);
        using var patience = new CancellationTokenSource();
        var impatient = new Engine(async (tools, suspend) =>
        {
            await patience.CancelAsync();
            return await new RulesEngine().ReviewAsync(_workspace.EngineTask(tools), suspend);
        });

        var suspended = await Runner(impatient).RunAsync(Workspace.Task(), patience.Token);
        var resumed = await Runner().RunAsync(Workspace.Task(), default);

        Assert.Equal((AgentOutcome.Suspended, AgentOutcome.Done, 3), (suspended.Outcome, resumed.Outcome, resumed.Findings));
    }

    [Fact]
    public async Task An_unknown_model_fails_for_good_and_says_what_there_is()
    {
        _workspace.Fill(Sample);

        var report = await Runner().RunAsync(Workspace.Task("elsewhere:x"), default);

        Assert.Equal(AgentOutcome.FailedForGood, report.Outcome);
        Assert.Contains("'rules'", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_without_rules_fails_for_good()
    {
        _workspace.Fill(Sample);

        var report = await Runner().RunAsync(Workspace.Task(agent: TextValue.Parse<AgentName>("poetry")), default);

        Assert.Equal(AgentOutcome.FailedForGood, report.Outcome);
        Assert.Contains("'security' and 'style'", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shard_that_is_not_to_be_seen_yet_fails_transiently()
    {
        var report = await Runner().RunAsync(Workspace.Task(), default);

        Assert.Equal(AgentOutcome.FailedTransiently, report.Outcome);
    }

    [Fact]
    public async Task A_damaged_shard_fails_for_good_and_names_the_file()
    {
        _workspace.Fill(Sample);
        await File.WriteAllTextAsync(_workspace.Review.Shard(ShardId.At(1)), "{}");

        var report = await Runner().RunAsync(Workspace.Task(), default);

        Assert.Equal(AgentOutcome.FailedForGood, report.Outcome);
        Assert.Contains("0001.json", report.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(IOException), AgentOutcome.FailedTransiently)]
    [InlineData(typeof(UnauthorizedAccessException), AgentOutcome.FailedTransiently)]
    [InlineData(typeof(OperationCanceledException), AgentOutcome.FailedForGood)]
    [InlineData(typeof(InvalidOperationException), AgentOutcome.FailedForGood)]
    public async Task What_an_engine_throws_becomes_an_outcome_that_names_it(Type thrown, AgentOutcome outcome)
    {
        _workspace.Fill(Sample);
        var failing = new Engine((_, _) => throw (Exception)Activator.CreateInstance(thrown, "the mount is gone")!);

        var report = await Runner(failing).RunAsync(Workspace.Task(), default);

        Assert.Equal(outcome, report.Outcome);
        Assert.Contains("the mount is gone", report.Error, StringComparison.Ordinal);
    }

    private AgentRunner Runner(IReviewEngine? engine = null) => new(_workspace.Layout, _workspace.Time,
        engine is null ? EngineCatalog.Of(_ => null, _workspace.Time) : new EngineCatalog(model => model is "rules" ? engine : null));

    private sealed class Engine(Func<ReviewTools, CancellationToken, Task<EngineRun>> review) : IReviewEngine
    {
        public IReadOnlyCollection<AgentName> Agents => [];

        public Task<EngineRun> ReviewAsync(EngineTask task, CancellationToken suspend) => review(task.Tools, suspend);
    }
}
