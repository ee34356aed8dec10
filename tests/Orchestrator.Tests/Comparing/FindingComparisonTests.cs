using System.Text;
using System.Text.Json;
using CodeReview.Orchestrator.Comparing;
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

namespace CodeReview.Orchestrator.Tests.Comparing;

public sealed class FindingComparisonTests : IDisposable
{
    private static readonly ReviewId Old = TextValue.Parse<ReviewId>("old");
    private static readonly ReviewId New = TextValue.Parse<ReviewId>("new");
    private readonly TemporaryFolder _folder = new();
    private readonly ReviewedFolder _old;
    private readonly ReviewedFolder _new;

    public FindingComparisonTests()
    {
        _old = new ReviewedFolder(Workspace.Review(Old).Folder);
        _new = new ReviewedFolder(Workspace.Review(New).Folder);
    }

    private WorkspaceLayout Workspace => new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_finding_whose_lines_moved_persists_one_that_was_mended_is_resolved_and_one_that_was_not_there_is_new()
    {
        _old.File("a.cs", "flaw();\nmended();\n").Planned().Result("security.0001", Claim("a.cs", 1, "flaw();"), Claim("a.cs", 2, "mended();"));
        _new.File("a.cs", "// moved\n\nflaw();\nadded();\n").Planned().Result("security.0001", Claim("a.cs", 3, "flaw();"), Claim("a.cs", 4, "added();"));

        var comparison = Compare();

        Assert.Equal((1, 1, 1, 0), Counts(comparison));
        Assert.Equal((3, 4), (comparison.Persisting[0].StartLine, comparison.New[0].StartLine));
        Assert.Equal(2, comparison.Resolved[0].StartLine);
        Assert.Equal(1, comparison.NewBySeverity["HIGH"]);
    }

    [Fact]
    public void What_the_new_review_did_not_reach_is_unknown_and_says_why()
    {
        _old.File("a.cs", "flaw();\n").Planned().Result("security.0001", Claim("a.cs", 1, "flaw();"));
        _new.File("a.cs", "other();\n").Planned();

        var comparison = Compare(new FailedTask(Some.Task("security.0001"), 4, "throttled"));

        Assert.Equal((0, 0, 0, 1), Counts(comparison));
        Assert.Equal("The file was not reached: security: task security.0001 failed after 4 attempts: throttled", comparison.Unknown[0].Reason);
    }

    [Fact]
    public void What_was_read_in_part_or_by_another_agent_is_unknown()
    {
        _old.File("a.cs", "flaw();\n").Planned().Result("security.0001", Claim("a.cs", 1, "flaw();"));
        _new.File("a.cs", "other();\n").Planned().Result("security.0001");
        _new.Remark("security.0001", "a.cs", "minified: only the rules for secrets ran");

        Assert.Equal("The file was read in part: security: minified: only the rules for secrets ran", Assert.Single(Compare().Unknown).Reason);

        _new.Result("style.0001");
        Assert.Equal("The agent 'security' did not run.", Assert.Single(Compare(agent: AgentName.Style).Unknown).Reason);
    }

    [Fact]
    public void A_file_that_is_gone_takes_its_findings_with_it()
    {
        _old.File("a.cs", "flaw();\n").Planned().Result("security.0001", Claim("a.cs", 1, "flaw();"));
        _new.File("b.cs", "fine();\n").Planned().Result("security.0001");

        Assert.Equal((0, 0, 1, 0), Counts(Compare()));
    }

    [Fact]
    public void The_same_code_in_a_file_that_was_renamed_persists_and_each_place_counts_once()
    {
        _old.File("a.cs", "flaw();\n").File("kept.cs", "flaw();\n").Planned()
            .Result("security.0001", Claim("a.cs", 1, "flaw();"), Claim("kept.cs", 1, "flaw();"));
        _new.File("b.cs", "flaw();\n").File("c.cs", "flaw();\n").File("kept.cs", "flaw();\n").Planned()
            .Result("security.0001", Claim("b.cs", 1, "flaw();"), Claim("c.cs", 1, "flaw();"), Claim("kept.cs", 1, "flaw();"));

        var comparison = Compare();

        Assert.Equal((1, 2, 0, 0), Counts(comparison));
        Assert.Equal(("b.cs", "a.cs"), (comparison.Persisting[0].Path.Value, comparison.Persisting[0].MovedFrom!.Value.Value));
        Assert.Equal("c.cs", comparison.New[0].Path.Value);
    }

    [Fact]
    public void What_the_new_review_refuted_is_resolved_and_says_so()
    {
        var claim = Claim("a.cs", 1, "flaw();");
        _old.File("a.cs", "flaw();\n").Planned().Result("security.0001", claim);
        _new.File("a.cs", "flaw();\n").Planned().Result("security.0001", claim with { Verdict = new Verdict(true, "It is a constant.", "model") });

        Assert.Equal("The new review refuted it.", Assert.Single(Compare().Resolved).Reason);
    }

    [Fact]
    public void What_is_suppressed_now_is_not_taken_for_resolved()
    {
        _old.File("a.cs", "flaw();\n").Planned().Result("security.0001", Claim("a.cs", 1, "flaw();"));
        _new.File("a.cs", "flaw();\n").Planned().Result("security.0001", Claim("a.cs", 1, "flaw();"));

        var comparison = Compare(policy: new FindingPolicy { Rules = [new RuleSetting("sql-injection/*", Off: true, Reason: "Not ours.")] });

        Assert.Equal("It is suppressed now: Not ours.", Assert.Single(comparison.Unknown).Reason);
        Assert.Empty(comparison.Resolved);
    }

    [Fact]
    public void The_silence_of_a_model_about_code_that_still_stands_resolves_nothing()
    {
        _old.File("a.cs", "flaw();\n").Planned().Result("security.0001", Claim("a.cs", 1, "flaw();"));
        _new.File("a.cs", "// moved\nflaw();\n").Planned().Result("security.0001");

        Assert.Single(Compare().Resolved);
        _new.Took("security.0001", new Usage(3, 1, 0, 1, 0.1m));
        Assert.StartsWith("The very code still stands", Assert.Single(Compare().Unknown).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_old_review_did_not_look_at_counts_as_new_and_says_that_it_may_be_older()
    {
        _old.File("a.cs", "flaw();\n").Planned();
        Write(_old, Old, [new FailedTask(Some.Task("security.0001"), 4, "throttled")], AgentName.Security);
        _new.File("a.cs", "flaw();\n").Planned().Result("security.0001", Claim("a.cs", 1, "flaw();"));
        Write(_new, New, [], AgentName.Security);

        var comparison = FindingComparison.Compare(FinishedReview.Read(Workspace, Old), FinishedReview.Read(Workspace, New));

        Assert.StartsWith("It may be older. In the old review: The file was not reached", Assert.Single(comparison.New).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_baseline_that_went_through_a_file_tells_the_same_as_the_review()
    {
        _old.File("a.cs", "flaw();\nmended();\n").File("gone.cs", "moved();\n").Planned()
            .Result("security.0001", Claim("a.cs", 1, "flaw();"), Claim("a.cs", 2, "mended();"), Claim("gone.cs", 1, "moved();"));
        _new.File("a.cs", "flaw();\nadded();\n").File("here.cs", "moved();\n").Planned()
            .Result("security.0001", Claim("a.cs", 1, "flaw();"), Claim("a.cs", 2, "added();"), Claim("here.cs", 1, "moved();"));
        var comparison = Compare();

        var file = JsonSerializer.SerializeToUtf8Bytes(FinishedReview.Read(Workspace, Old).AsBaseline(), ProtocolJson.Indented.Baseline);
        var again = FindingComparison.Compare(JsonSerializer.Deserialize(file, ProtocolJson.Indented.Baseline)!, FinishedReview.Read(Workspace, New));

        Assert.Equal((1, 2, 1, 0), Counts(comparison));
        Assert.Equal(JsonSerializer.Serialize(comparison, ProtocolJson.Line.ReviewComparison), JsonSerializer.Serialize(again, ProtocolJson.Line.ReviewComparison));
    }

    [Fact]
    public async Task The_sarif_with_a_baseline_says_of_each_result_what_became_of_it_and_is_valid()
    {
        var refuted = Claim("a.cs", 3, "harmless();") with { Verdict = new Verdict(true, "It is a constant.", "model") };
        _old.File("a.cs", "flaw();\nmended();\n").File("b.cs", "there();\n").Planned().Result("security.0001", Claim("a.cs", 1, "flaw();"), Claim("a.cs", 2, "mended();"), Claim("b.cs", 1, "there();"));
        _new.File("a.cs", "flaw();\nadded();\nharmless();\n").File("c.cs", "there();\n").Planned().Result("security.0001", Claim("a.cs", 1, "flaw();"), Claim("a.cs", 2, "added();"), refuted, Claim("c.cs", 1, "there();"));
        Compare();

        var sarif = Encoding.UTF8.GetString(ComparedSarif.Render(FinishedReview.Read(Workspace, Old), FinishedReview.Read(Workspace, New)));

        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "sarif-2.1.0.json")));
        Assert.Empty(schema.Validate(sarif));
        var states = JsonDocument.Parse(sarif).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .ToDictionary(result => result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("snippet").GetProperty("text").GetString()!, result => result.GetProperty("baselineState").GetString());
        Assert.Equal(new Dictionary<string, string?> { ["flaw();"] = "unchanged", ["added();"] = "new", ["there();"] = "updated", ["harmless();"] = "new" }, states);
        Assert.DoesNotContain("baselineState", await File.ReadAllTextAsync(_new.Layout.ReportSarif), StringComparison.Ordinal);
    }

    [Fact]
    public void A_review_without_results_is_refused_with_what_to_do() =>
        Assert.Contains("resume old", Assert.Throws<InvalidRequestException>(() => FinishedReview.Read(Workspace, Old)).Message, StringComparison.Ordinal);

    private static Finding Claim(string path, int line, string quote) => ReviewedFolder.Claim(path, line, quote);

    private static (int New, int Persisting, int Resolved, int Unknown) Counts(ReviewComparison comparison) =>
        (comparison.Counts.New, comparison.Counts.Persisting, comparison.Counts.Resolved, comparison.Counts.Unknown);

    private ReviewComparison Compare(FailedTask? failed = null, AgentName? agent = null, FindingPolicy? policy = null)
    {
        Write(_old, Old, [], AgentName.Security);
        Write(_new, New, failed is null ? [] : [failed], agent ?? AgentName.Security, policy);
        return FindingComparison.Compare(FinishedReview.Read(Workspace, Old), FinishedReview.Read(Workspace, New));
    }

    private static void Write(ReviewedFolder folder, ReviewId id, ValueArray<FailedTask> failed, AgentName agent, FindingPolicy? policy = null)
    {
        var digests = folder.Digests.Where(pair => pair.Key.Agent == agent).ToDictionary();
        FindingVerifier.Verify(folder.Layout, new VerificationOrder([agent], digests) { Policy = policy ?? new FindingPolicy() }, CancellationToken.None);
        ResultsWriter.Write(folder.Layout, new ResultsOrder(id, Some.Request.RepoUrl, Some.Commit, [agent], 1, failed), ReviewTimeline.None, CancellationToken.None);
    }
}
