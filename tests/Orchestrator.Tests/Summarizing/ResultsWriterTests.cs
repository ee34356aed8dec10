using System.Text.Json;
using CodeReview.Orchestrator.Summarizing;
using CodeReview.Orchestrator.Summarizing.Timelines;
using CodeReview.Orchestrator.Tests.Grains;
using CodeReview.Orchestrator.Tests.Verifying;
using CodeReview.Orchestrator.Verifying;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
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
        var flow = new FlowStep(TextValue.Parse<WorkspacePath>("b.cs"), 1, "comes from [here](http://x)");
        _folder.Planned().Result("security.0001", ReviewedFolder.Claim("src/a b.cs", 1, "one") with { Flow = [flow] }, ReviewedFolder.Claim("b.cs", 1, "gone"));
        Write(new FailedTask(Some.Task("style.0001"), 4, "throttled"));
        var sarif = await File.ReadAllTextAsync(_folder.Layout.ReportSarif);
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "sarif-2.1.0.json")));

        Assert.Empty(schema.Validate(sarif));
        Assert.NotEmpty(schema.Validate(sarif.Replace("\"startLine\": 1", "\"startLine\": 0", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(sarif.Replace("\"level\": \"error\"", "\"level\": \"awful\"", StringComparison.Ordinal)));
        Assert.Contains("\"uri\": \"src/a%20b.cs\"", sarif, StringComparison.Ordinal);
        Assert.Contains("\"executionSuccessful\": false", sarif, StringComparison.Ordinal);
        Assert.Contains("\"suppressions\"", sarif, StringComparison.Ordinal);
        Assert.Contains("\"codeFlows\"", sarif, StringComparison.Ordinal);
        Assert.Contains("comes from [here] (http://x)", sarif, StringComparison.Ordinal);
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

    [Fact]
    public void What_was_not_done_with_a_file_that_was_read_stays_in_the_coverage()
    {
        _folder.Planned().Result("security.0001").Result("style.0001");
        _folder.Remark("security.0001", "b.cs", "minified: only the rules for secrets ran");

        Write();

        var coverage = WorkspaceFile.ReadJson(_folder.Layout.Coverage, ProtocolJson.Indented.Coverage);
        var file = Assert.Single(coverage.Files, file => file.Path is "b.cs");
        Assert.Equal((FileFate.Read, "security: minified: only the rules for secrets ran"), (file.Fate, file.Reason));
        Assert.Contains("| 1 | of them in part: security:", File.ReadAllText(_folder.Layout.ReportMarkdown), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_review_gives_the_same_bytes()
    {
        _folder.Planned().Result("security.0001", ReviewedFolder.Claim("b.cs", 1, "two")).Result("style.0001", ReviewedFolder.Claim("b.cs", 1, "gone"));
        Write();
        var first = Directory.GetFiles(_folder.Layout.Results).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();

        Write();

        Assert.Equal(7, first.Count);
        Assert.Equal(first, Directory.GetFiles(_folder.Layout.Results).Order(StringComparer.Ordinal).Select(File.ReadAllText));
    }

    [Fact]
    public void The_report_fits_in_a_comment_whatever_was_found_and_says_what_it_cut()
    {
        foreach (var number in Enumerable.Range(0, 800))
            _folder.File($"src/{number:d4}.cs", $"call({number});\n");
        var claims = Enumerable.Range(0, 800).Select(number => ReviewedFolder.Claim($"src/{number:d4}.cs", 1, $"call({number});")).ToList();
        _folder.Planned().Result("security.0001", [.. claims, .. claims.Select(claim => claim with { Quote = "gone" })]);

        Write(new FailedTask(Some.Task("style.0001"), 4, new string('x', 5000)));

        var report = File.ReadAllText(_folder.Layout.ReportMarkdown);
        Assert.InRange(report.Length, 40_000, 65_000);
        Assert.Equal(2, report.Split("for which there is no room here").Length - 1);
        Assert.Contains("more are named in coverage.json", report, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_counts_by_severity_and_agent()
    {
        _folder.Planned()
            .Result("security.0001", ReviewedFolder.Claim("b.cs", 1, "two"))
            .Result("style.0001", ReviewedFolder.Claim("src/a b.cs", 1, "one", "naming/short", Severity.Low));

        Write();

        var report = File.ReadAllText(_folder.Layout.ReportMarkdown);
        Assert.Contains("| | security | style | all |\n|---|---:|---:|---:|\n| HIGH | 1 | 0 | 1 |\n| MEDIUM | 0 | 0 | 0 |\n| LOW | 0 | 1 | 1 |\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_of_two_agents_is_a_security_rule_and_scored_by_its_gravest_result()
    {
        _folder.Planned()
            .Result("security.0001", ReviewedFolder.Claim("b.cs", 1, "two", severity: Severity.Low))
            .Result("style.0001", ReviewedFolder.Claim("src/a b.cs", 1, "one", severity: Severity.High));

        Write();

        var run = Sarif();
        var rule = Assert.Single(run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray());
        Assert.Equal("SqlInjectionConcatenation", rule.GetProperty("name").GetString());
        Assert.Equal("error", rule.GetProperty("defaultConfiguration").GetProperty("level").GetString());
        Assert.Equal("8.0", rule.GetProperty("properties").GetProperty("security-severity").GetString());
        Assert.Equal(["security", "external/cwe/cwe-89"], rule.GetProperty("properties").GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
    }

    [Fact]
    public void Repository_text_is_no_link_in_a_sarif_message()
    {
        _folder.Planned().Result("security.0001", ReviewedFolder.Claim("b.cs", 1, "two") with { Title = "[click](http://x)" }).Result("style.0001");

        Write();

        var message = Sarif().GetProperty("results")[0].GetProperty("message").GetProperty("text").GetString();
        Assert.Equal("[click] (http://x). The statement is concatenated.", message);
    }

    [Fact]
    public void A_finding_is_the_same_alert_when_its_lines_move_and_its_copies_are_named()
    {
        _folder.File("c.cs", "two\ntwo\n").Planned().Result("security.0001", ReviewedFolder.Claim("c.cs", 1, "two"), ReviewedFolder.Claim("c.cs", 2, "two")).Result("style.0001");
        Write();
        var before = Sarif().GetProperty("results")[0];
        _folder.File("c.cs", "\n\n\ntwo\n").Planned().Result("security.0001", ReviewedFolder.Claim("c.cs", 4, "two")).Result("style.0001");
        Write();

        Assert.Equal(Prints(before), Prints(Sarif().GetProperty("results")[0]));
        Assert.Equal(2, Assert.Single(before.GetProperty("relatedLocations").EnumerateArray()).GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32());

        static string Prints(JsonElement result) => result.GetProperty("partialFingerprints").GetRawText();
    }

    [Fact]
    public void Each_file_that_was_not_reached_is_a_notification_at_the_file()
    {
        _folder.Planned().Result("security.0001");

        Write(new FailedTask(Some.Task("style.0001"), 4, "throttled"));

        var notifications = Sarif().GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").EnumerateArray().ToList();
        Assert.Equal(["error", "warning", "warning"], notifications.Select(note => note.GetProperty("level").GetString()));
        Assert.Equal("b.cs", notifications[1].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
    }

    [Fact]
    public void Of_more_results_than_are_kept_the_least_severe_are_cut_and_counted()
    {
        _folder.File("many.cs", string.Concat(Enumerable.Range(0, 5001).Select(number => $"call({number});\n")));
        var claims = Enumerable.Range(0, 5001).Select(number => ReviewedFolder.Claim("many.cs", number + 1, $"call({number});"));
        _folder.Planned()
            .Result("security.0001", [.. claims.Select((claim, index) => index is 0 ? claim with { Severity = Severity.Low } : claim)])
            .Result("style.0001");

        Write();

        var run = Sarif();
        Assert.Equal(5000, run.GetProperty("results").GetArrayLength());
        Assert.All(run.GetProperty("results").EnumerateArray(), result => Assert.Equal("error", result.GetProperty("level").GetString()));
        var note = Assert.Single(run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").EnumerateArray());
        Assert.StartsWith("1 results, the least severe,", note.GetProperty("message").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    private JsonElement Sarif() =>
        JsonDocument.Parse(File.ReadAllBytes(_folder.Layout.ReportSarif)).RootElement.GetProperty("runs")[0];

    [Fact]
    public void What_models_took_is_told_by_agent_the_verifier_and_failed_tasks_among_them()
    {
        var claim = ReviewedFolder.Claim("b.cs", 1, "two");
        _folder.Planned().Result("security.0001", claim).Verdicts("verifier.0001", new GivenVerdict(claim.Fingerprint, Confidence.Low, new Verdict(false, "A step is open.", "model", Confidence.Medium)));
        var failed = new FailedTask(Some.Task("style.0001"), 4, "throttled", new Usage(1, 100, 50, 10, 0.25m));

        var summary = Write([failed], [Some.Task("verifier.0001")]);

        Assert.Equal(["style", "verifier"], summary.UsageByAgent!.Keys);
        Assert.Equal((0.25m, 0.5m, 0.75m), (summary.UsageByAgent["style"].Usd, summary.UsageByAgent["verifier"].Usd, summary.Usage.Usd));
        Assert.Equal(new VerdictCounts(0, 1, 0, 0), summary.Verification);
        Assert.Equal(new TaskCounts(3, 2, 1), summary.Tasks);
        var report = File.ReadAllText(_folder.Layout.ReportMarkdown);
        Assert.Contains("150 of them from the cache", report, StringComparison.Ordinal);
        Assert.Contains("less sure than the finder (medium confidence was claimed):** A step is open.", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verifier_that_failed_makes_the_review_partial_and_leaves_no_file_unreached()
    {
        _folder.Planned().Result("security.0001", ReviewedFolder.Claim("b.cs", 1, "two")).Result("style.0001");

        var summary = Write([new FailedTask(Some.Task("verifier.0001"), 4, "the model is gone")]);

        Assert.Equal((Completeness.Partial, 0, new TaskCounts(3, 2, 1)), (summary.Status, summary.Coverage.NotReached, summary.Tasks));
    }

    [Fact]
    public void Tasks_that_a_spent_budget_kept_from_beginning_are_named_with_the_reason()
    {
        _folder.Planned().Result("security.0001");

        Write(new FailedTask(Some.Task("style.0001"), 0, "the review's budget of 1 US dollars is spent"));

        var coverage = WorkspaceFile.ReadJson(_folder.Layout.Coverage, ProtocolJson.Indented.Coverage);
        Assert.All(coverage.Files, file => Assert.Equal("style: task style.0001 was not begun: the review's budget of 1 US dollars is spent", file.Reason));
        Assert.Contains("1 task never begun: the review's budget of 1 US dollars is spent.", File.ReadAllText(_folder.Layout.ReportMarkdown), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_suppressed_is_counted_apart_and_listed_with_its_reason_in_every_report()
    {
        _folder.Planned().Result("security.0001", ReviewedFolder.Claim("b.cs", 1, "two")).Result("style.0001");

        var summary = Write([], [], new FindingPolicy { Rules = [new RuleSetting("sql-injection/*", Off: true, Reason: "Checked by hand in May.")] });

        Assert.Equal((0, 1), (summary.TotalFindings, summary.Suppressed));
        Assert.Contains("the policy: Checked by hand in May.", File.ReadAllText(_folder.Layout.ReportMarkdown), StringComparison.Ordinal);
        Assert.Contains("\"suppression\":{\"kind\":\"policy\",\"reason\":\"Checked by hand in May.\"}", File.ReadAllText(_folder.Layout.ReportHtml), StringComparison.Ordinal);
        using var sarif = JsonDocument.Parse(File.ReadAllBytes(_folder.Layout.ReportSarif));
        var suppression = sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("suppressions")[0];
        Assert.Equal(("external", "Checked by hand in May."), (suppression.GetProperty("kind").GetString(), suppression.GetProperty("justification").GetString()));
    }

    private ReviewSummary Write(params FailedTask[] failed) => Write(failed, []);

    private ReviewSummary Write(FailedTask[] failed, ValueArray<TaskId> verifications, FindingPolicy? policy = null)
    {
        FindingVerifier.Verify(_folder.Layout, new VerificationOrder([AgentName.Security, AgentName.Style], _folder.Digests) { Policy = policy ?? new FindingPolicy() }, CancellationToken.None);
        var order = new ResultsOrder(Some.Id, Some.Request.RepoUrl, Some.Commit, [AgentName.Security, AgentName.Style], 1, failed.ToValueArray()) { Verifications = verifications };
        return ResultsWriter.Write(_folder.Layout, order, ReviewTimeline.None, CancellationToken.None).Summary;
    }
}
