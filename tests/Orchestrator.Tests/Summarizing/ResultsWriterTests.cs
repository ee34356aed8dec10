using CodeReview.Orchestrator.Summarizing;
using CodeReview.Orchestrator.Tests.Grains;
using CodeReview.Orchestrator.Tests.Verifying;
using CodeReview.Orchestrator.Verifying;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;
using NJsonSchema;

namespace CodeReview.Orchestrator.Tests.Summarizing;

public sealed class ResultsWriterTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly ReviewedFolder _folder;

    public ResultsWriterTests() => _folder = new ReviewedFolder(_temporary.Path).File("src/a b.cs", "one\n```\n@everyone <img src=x> [x](http://x)\n").File("b.cs", "two\n");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Every_entry_of_the_commit_is_accounted_for_once()
    {
        _folder.Planned(new LeftOut("link", "symbolic link")).Result("security.0001").Result("style.0001");

        var summary = Write();

        Assert.Equal(new CoverageCounts(3, 2, 1, 0), summary.Coverage);
        Assert.Equal(Completeness.Complete, summary.Status);
    }

    [Fact]
    public void The_files_of_a_task_that_was_given_up_are_not_reached_and_say_why()
    {
        _folder.Planned().Result("security.0001");

        var summary = Write(new FailedTask(Some.Task("style.0001"), 4, "throttled"));

        Assert.Equal((Completeness.Partial, 2), (summary.Status, summary.Coverage.NotReached));
        var coverage = WorkspaceFile.ReadJson(_folder.Layout.Coverage, ProtocolJson.Indented.Coverage);
        Assert.All(coverage.Files, file => Assert.Equal("style: task style.0001 failed after 4 attempts: throttled", file.Reason));
    }

    [Fact]
    public async Task The_sarif_is_valid_and_a_broken_one_would_not_be()
    {
        _folder.Planned().Result("security.0001", ReviewedFolder.Claim("src/a b.cs", 1, "one"), ReviewedFolder.Claim("b.cs", 1, "gone"));
        Write(new FailedTask(Some.Task("style.0001"), 4, "throttled"));
        var sarif = await File.ReadAllTextAsync(_folder.Layout.ReportSarif);
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "sarif-2.1.0.json")));

        Assert.Empty(schema.Validate(sarif));
        Assert.NotEmpty(schema.Validate(sarif.Replace("\"startLine\": 1", "\"startLine\": 0", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(sarif.Replace("\"level\": \"error\"", "\"level\": \"awful\"", StringComparison.Ordinal)));
        Assert.Contains("\"uri\": \"src/a%20b.cs\"", sarif, StringComparison.Ordinal);
        Assert.Contains("\"executionSuccessful\": false", sarif, StringComparison.Ordinal);
        Assert.Contains("\"suppressions\"", sarif, StringComparison.Ordinal);
    }

    [Fact]
    public void Repository_text_is_never_markup_in_the_report()
    {
        _folder.Planned()
            .Result("security.0001", ReviewedFolder.Claim("src/a b.cs", 2, "```\n@everyone <img src=x> [x](http://x)") with { Title = "<b>@everyone</b> [x](http://x)\n# heading" })
            .Result("style.0001");
        Write();

        var report = File.ReadAllText(_folder.Layout.ReportMarkdown);

        Assert.Contains("````text\n```\n", report, StringComparison.Ordinal);
        var outsideOfCode = report[..report.IndexOf("````text", StringComparison.Ordinal)];
        Assert.DoesNotContain("@everyone", outsideOfCode, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", outsideOfCode, StringComparison.Ordinal);
        Assert.DoesNotContain("[x](", outsideOfCode, StringComparison.Ordinal);
        Assert.DoesNotContain("\n# heading", outsideOfCode, StringComparison.Ordinal);
    }

    private ReviewSummary Write(params FailedTask[] failed)
    {
        FindingVerifier.Verify(_folder.Layout, new VerificationOrder([AgentName.Security, AgentName.Style], _folder.Digests), CancellationToken.None);
        var order = new ResultsOrder(Some.Id, Some.Request.RepoUrl, Some.Commit, [AgentName.Security, AgentName.Style], 1, failed.ToValueArray());
        return ResultsWriter.Write(_folder.Layout, order, CancellationToken.None).Summary;
    }
}
