using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

/// <summary>
/// Whole reviews in which a second look is taken, against a stand-in for Bedrock: the finder reports three claims, and the verifier agrees
/// with one, is less sure of another and refutes the third.
/// </summary>
public sealed class VerificationTests : IAsyncLifetime
{
    private ModelFleet _fleet = null!;

    private string Repository => _fleet.Repository;

    public async Task InitializeAsync()
    {
        _fleet = await ModelFleet.StartAsync(Script);
        using var repository = new TestRepository(Repository);
        repository.Commit([("app.py", "import db\n\n\ndef find(name):\n    return db.run(name)\n\n\ndef keep(a, b):\n    return a\n")]);
    }

    public Task DisposeAsync() => _fleet.DisposeAsync().AsTask();

    [Fact]
    public async Task What_is_found_is_looked_at_again_and_what_falls_is_listed_apart_with_the_reason()
    {
        var (status, output, error) = await _fleet.Over("one").RunAsync("review", Repository, "--id", "sample", "--model", ModelFleet.Model, "--agents", "security", "--json");

        Assert.True(status is 0, error);
        var findings = _fleet.Results("one");
        Assert.Equal(["claim/confirmed", "claim/lowered"], findings.Findings.Select(finding => finding.Rule.Value).Order());
        var lowered = findings.Findings.Single(finding => finding.Rule.Value is "claim/lowered");
        Assert.Equal((Confidence.Low, Confidence.High, ModelFleet.Model), (lowered.Confidence, lowered.Verdict!.ClaimedConfidence, lowered.Verdict.By));
        Assert.Equal("It is a library. (app.py:1)", Assert.Single(findings.Refuted).Verdict!.Reason);
        var summary = JsonDocument.Parse(output).RootElement.GetProperty("summary");
        Assert.Equal(2, summary.GetProperty("total_findings").GetInt32());
        Assert.Equal([1, 1, 1, 0], ((string[])["confirmed", "lowered", "refuted", "unverified"]).Select(count => summary.GetProperty("verification").GetProperty(count).GetInt32()));
        var usage = summary.GetProperty("usage_by_agent");
        Assert.Equal(_fleet.Bedrock.Answered.Count, usage.GetProperty("security").GetProperty("turns").GetInt32() + usage.GetProperty("verifier").GetProperty("turns").GetInt32());
        Assert.True(usage.GetProperty("verifier").GetProperty("cached_input_tokens").GetInt64() > 0);
    }

    [Fact]
    public async Task Killed_in_the_second_look_it_goes_on_with_the_same_request_and_looks_at_nothing_a_third_time()
    {
        await _fleet.Over("undisturbed").RunAsync("review", Repository, "--id", "sample", "--model", ModelFleet.Model, "--agents", "security");
        var undisturbed = _fleet.Bedrock.Answered.Count;
        _fleet.Bedrock.Answered.Clear();
        var killed = 0;
        using (var process = _fleet.Over("killed").Start("review", Repository, "--id", "sample", "--model", ModelFleet.Model, "--agents", "security"))
        {
            _fleet.AtRequest = request => KillAt(request, process);
            await CommandLine.EndAsync(process);
            _fleet.AtRequest = _ => { };
        }

        var (status, _, error) = await _fleet.Over("killed").RunAsync("resume", "sample");

        Assert.True(status is 0, error);
        var requests = _fleet.Bedrock.Answered.ToArray();
        Assert.Equal(undisturbed + 1, requests.Length);
        Assert.Equal(requests[killed - 1], requests[killed]);
        Assert.Equal(_fleet.Results("undisturbed"), _fleet.Results("killed"));

        void KillAt(JsonNode request, Process process)
        {
            // The second claim that is looked at: the verdict on the first is given.
            if (killed is 0 && IsVerifier(request) && _fleet.Bedrock.Answered.Count(IsVerifierText) > 1 && request["messages"]!.AsArray().Count > 1)
            {
                killed = _fleet.Bedrock.Answered.Count;
                process.Kill();
                process.WaitForExit();
            }
        }
    }

    [Fact]
    public async Task A_verifier_that_cannot_work_leaves_the_findings_as_they_are_and_says_so()
    {
        _fleet.Bedrock.Refusal = request => IsVerifier(request) ? (403, "You don't have access to the model") : null;

        var (status, _, _) = await _fleet.Over("refused").RunAsync("review", Repository, "--id", "sample", "--model", ModelFleet.Model, "--agents", "security");

        Assert.Equal(2, status);
        Assert.Equal(3, _fleet.Results("refused").Findings.Count);
        Assert.All(_fleet.Results("refused").Findings, finding => Assert.True(finding.Verdict is { Refuted: false, Unverified: true }));
        Assert.Contains("**Not verified:** It was not verified: The model cannot be used", await File.ReadAllTextAsync(_fleet.Review("refused").ReportMarkdown), StringComparison.Ordinal);

        _fleet.Bedrock.Refusal = _ => null;
        var (resumed, _, error) = await _fleet.Over("refused").RunAsync("resume", "sample");
        Assert.True(resumed is 0, error);
        Assert.Single(_fleet.Results("refused").Refuted);
    }

    [Fact]
    public async Task A_budget_of_the_review_ends_it_in_part_and_says_what_was_not_begun()
    {
        var (status, output, _) = await _fleet.Over("poor").RunAsync("review", Repository, "--id", "sample", "--model", ModelFleet.Model, "--agents", "security", "--max-usd", "0.001");

        Assert.Equal(2, status);
        Assert.Contains("cache", output, StringComparison.Ordinal);
        Assert.Contains("the review's budget of 0.001 US dollars is spent", await File.ReadAllTextAsync(_fleet.Review("poor").Coverage), StringComparison.Ordinal);
        Assert.DoesNotContain(_fleet.Bedrock.Answered, IsVerifierText);
    }

    [Fact]
    public async Task Several_finders_find_the_same_once()
    {
        var (status, _, error) = await _fleet.Over("many").RunAsync("review", Repository, "--id", "sample", "--model", ModelFleet.Model, "--agents", "security", "--finders", "2");

        Assert.True(status is 0, error);
        Assert.Equal((2, 1), (_fleet.Results("many").Findings.Count, _fleet.Results("many").Refuted.Count));
        Assert.True(File.Exists(_fleet.Review("many").TaskResult(new TaskId(AgentName.Security, ShardId.At(1), 2))));
    }

    [Fact]
    public async Task A_model_may_look_at_what_rules_found()
    {
        var rules = _fleet.Folder("rules-repository");
        SampleRepository.Create(rules, files: 1).Dispose();

        var (status, _, error) = await _fleet.Over("rules").RunAsync("review", rules, "--id", "sample", "--agents", "security", "--verifier", ModelFleet.Model, "--verify-from", "low", "--verify-sure");

        Assert.True(status is 0, error);
        Assert.All(_fleet.Bedrock.Answered, request => Assert.True(IsVerifierText(request)));
        Assert.NotEmpty(_fleet.Results("rules").Findings);
        Assert.All(_fleet.Results("rules").Findings, finding => Assert.NotNull(finding.Verdict));
    }

    [Fact]
    public async Task A_folder_of_prompts_adds_an_agent_whose_findings_are_in_a_file_of_their_own()
    {
        var prompts = Directory.CreateDirectory(_fleet.Folder("prompts")).FullName;
        await File.WriteAllTextAsync(Path.Combine(prompts, "licences.md"), "---\nname: licences\nabout: Looks for licences that do not fit.\n---\nLook for files whose licence does not fit.\n");
        var fleet = _fleet.Over("custom", prompts, key: "a-key");

        var (status, _, error) = await fleet.RunAsync("review", Repository, "--id", "sample", "--model", "openai:some", "--agents", "licences");

        Assert.True(status is 0, error);
        Assert.All(_fleet.Bedrock.Answered.Where(request => !IsVerifierText(request)), request => Assert.Contains("whose licence does not fit", request, StringComparison.Ordinal));
        var findings = _fleet.Results("custom", TextValue.Parse<AgentName>("licences"));
        Assert.Equal((2, 1), (findings.Findings.Count, findings.Refuted.Count));

        var (unknown, _, why) = await _fleet.Over("without", key: "a-key").RunAsync("review", Repository, "--model", "openai:some", "--agents", "licences");
        Assert.Equal(64, unknown);
        Assert.Contains("There is no agent 'licences': name security, style", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--verifier", "somewhere:x", "There is no model 'somewhere:x' to verify with")]
    [InlineData("--agents", "verifier", "There is no agent 'verifier'")]
    [InlineData("--finders", "2", "more than one finder needs a model")]
    public async Task What_cannot_be_meant_is_refused(string option, string value, string why)
    {
        var (status, output, error) = await _fleet.Over("none").RunAsync("review", Repository, option, value);

        Assert.Equal(64, status);
        Assert.Contains(why, output + error, StringComparison.Ordinal);
    }

    private static bool IsVerifier(JsonNode request) => IsVerifierText(request.ToJsonString());

    private static bool IsVerifierText(string request) => request.Contains("You check one claim", StringComparison.Ordinal);

    private static IReadOnlyList<object> Script(JsonNode request)
    {
        var turn = request["messages"]!.AsArray().Count(message => message!["role"]!.GetValue<string>() is "assistant");
        if (turn is 0)
            return [ToolUse.Of("read", "read_file", new { path = IsOfRules(request) ? "src/Orders.cs" : "app.py" })];
        if (IsVerifier(request))
            return [ToolUse.Of("verdict", "give_verdict", Verdict(request["messages"]![0]!.ToJsonString()))];
        return turn is 1
            ? [Claim("confirmed", 5, "    return db.run(name)"), Claim("lowered", 8, "def keep(a, b):"), Claim("fallen", 1, "import db")]
            : [ToolUse.Finish];
    }

    private static object Claim(string name, int line, string quote) => ToolUse.Finding($"claim/{name}", "app.py", line, quote);

    private static bool IsOfRules(JsonNode request) => request.ToJsonString().Contains("src/Orders.cs", StringComparison.Ordinal);

    private static object Verdict(string claim) =>
        claim.Contains("claim/lowered", StringComparison.Ordinal) ? new { verdict = "STANDS", confidence = "LOW", reason = "A step is open." }
        : claim.Contains("claim/fallen", StringComparison.Ordinal) ? new { verdict = "REFUTED", confidence = "LOW", reason = "It is a library.", path = "app.py", start_line = 1, end_line = 1, quote = "import db" }
        : new { verdict = "STANDS", confidence = "HIGH", reason = "Every step was read." };
}
