using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

/// <summary>
/// Whole reviews in which a second look is taken, against a stand-in for Bedrock: the finder reports three claims, and the verifier agrees
/// with one, is less sure of another and refutes the third.
/// </summary>
public sealed class VerificationTests : IAsyncLifetime, IDisposable
{
    private const string Model = "bedrock:us.anthropic.claude-sonnet-5-5";
    private readonly TemporaryFolder _folder = new();
    private FakeBedrock _bedrock = null!;
    private Action<JsonNode> _atRequest = _ => { };

    private string Repository => Path.Combine(_folder.Path, "repository");

    public async Task InitializeAsync()
    {
        _bedrock = await FakeBedrock.StartAsync(Script);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "models.json"), $$"""
            {
              "bedrock": { "endpoint": "invoke", "base_url": "{{_bedrock.Url}}", "api_version": "bedrock-2023-05-31", "effort": null },
              "openai": { "base_url": "{{_bedrock.Url}}/v1", "api_key_variable": null }
            }
            """);
        using var repository = new TestRepository(Repository);
        repository.Commit([("app.py", "import db\n\n\ndef find(name):\n    return db.run(name)\n\n\ndef keep(a, b):\n    return a\n")]);
    }

    public Task DisposeAsync() => _bedrock.DisposeAsync().AsTask();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_found_is_looked_at_again_and_what_falls_is_listed_apart_with_the_reason()
    {
        var (status, output, error) = await Fleet("one").RunAsync("review", Repository, "--id", "sample", "--model", Model, "--agents", "security", "--json");

        Assert.True(status is 0, error);
        var findings = Results("one");
        Assert.Equal(["claim/confirmed", "claim/lowered"], findings.Findings.Select(finding => finding.Rule.Value).Order());
        var lowered = findings.Findings.Single(finding => finding.Rule.Value is "claim/lowered");
        Assert.Equal((Confidence.Low, Confidence.High, Model), (lowered.Confidence, lowered.Verdict!.ClaimedConfidence, lowered.Verdict.By));
        Assert.Equal("It is a library. (app.py:1)", Assert.Single(findings.Refuted).Verdict!.Reason);
        var summary = JsonDocument.Parse(output).RootElement.GetProperty("summary");
        Assert.Equal(2, summary.GetProperty("total_findings").GetInt32());
        Assert.Equal([1, 1, 1, 0], ((string[])["confirmed", "lowered", "refuted", "unverified"]).Select(count => summary.GetProperty("verification").GetProperty(count).GetInt32()));
        var usage = summary.GetProperty("usage_by_agent");
        Assert.Equal(_bedrock.Answered.Count, usage.GetProperty("security").GetProperty("turns").GetInt32() + usage.GetProperty("verifier").GetProperty("turns").GetInt32());
        Assert.True(usage.GetProperty("verifier").GetProperty("cached_input_tokens").GetInt64() > 0);
    }

    [Fact]
    public async Task Killed_in_the_second_look_it_goes_on_with_the_same_request_and_looks_at_nothing_a_third_time()
    {
        await Fleet("undisturbed").RunAsync("review", Repository, "--id", "sample", "--model", Model, "--agents", "security");
        var undisturbed = _bedrock.Answered.Count;
        _bedrock.Answered.Clear();
        var killed = 0;
        using (var process = Fleet("killed").Start("review", Repository, "--id", "sample", "--model", Model, "--agents", "security"))
        {
            _atRequest = request => KillAt(request, process);
            await CommandLine.EndAsync(process);
            _atRequest = _ => { };
        }

        var (status, _, error) = await Fleet("killed").RunAsync("resume", "sample");

        Assert.True(status is 0, error);
        var requests = _bedrock.Answered.ToArray();
        Assert.Equal(undisturbed + 1, requests.Length);
        Assert.Equal(requests[killed - 1], requests[killed]);
        Assert.Equal(Results("undisturbed"), Results("killed"));

        void KillAt(JsonNode request, Process process)
        {
            // The second claim that is looked at: the verdict on the first is given.
            if (killed is 0 && IsVerifier(request) && _bedrock.Answered.Count(IsVerifierText) > 1 && request["messages"]!.AsArray().Count > 1)
            {
                killed = _bedrock.Answered.Count;
                process.Kill();
                process.WaitForExit();
            }
        }
    }

    [Fact]
    public async Task A_verifier_that_cannot_work_leaves_the_findings_as_they_are_and_says_so()
    {
        _bedrock.Refusal = request => IsVerifier(request) ? (403, "You don't have access to the model") : null;

        var (status, _, _) = await Fleet("refused").RunAsync("review", Repository, "--id", "sample", "--model", Model, "--agents", "security");

        Assert.Equal(2, status);
        Assert.Equal(3, Results("refused").Findings.Count);
        Assert.All(Results("refused").Findings, finding => Assert.True(finding.Verdict is { Refuted: false, Unverified: true }));
        Assert.Contains("**Not verified:** It was not verified: The model cannot be used", await ReportAsync("refused"), StringComparison.Ordinal);

        _bedrock.Refusal = _ => null;
        var (resumed, _, error) = await Fleet("refused").RunAsync("resume", "sample");
        Assert.True(resumed is 0, error);
        Assert.Single(Results("refused").Refuted);
    }

    [Fact]
    public async Task A_budget_of_the_review_ends_it_in_part_and_says_what_was_not_begun()
    {
        var (status, output, _) = await Fleet("poor").RunAsync("review", Repository, "--id", "sample", "--model", Model, "--agents", "security", "--max-usd", "0.001");

        Assert.Equal(2, status);
        Assert.Contains("cache", output, StringComparison.Ordinal);
        Assert.Contains("the review's budget of 0.001 US dollars is spent", await File.ReadAllTextAsync(Fleet("poor").Workspace.Review(CommandLine.Id("sample")).Coverage), StringComparison.Ordinal);
        Assert.DoesNotContain(_bedrock.Answered, IsVerifierText);
    }

    [Fact]
    public async Task Several_finders_find_the_same_once()
    {
        var (status, _, error) = await Fleet("many").RunAsync("review", Repository, "--id", "sample", "--model", Model, "--agents", "security", "--finders", "2");

        Assert.True(status is 0, error);
        Assert.Equal((2, 1), (Results("many").Findings.Count, Results("many").Refuted.Count));
        Assert.True(File.Exists(Fleet("many").Workspace.Review(CommandLine.Id("sample")).TaskResult(new TaskId(AgentName.Security, ShardId.At(1), 2))));
    }

    [Fact]
    public async Task A_model_may_look_at_what_rules_found()
    {
        var rules = Path.Combine(_folder.Path, "rules");
        SampleRepository.Create(rules, files: 1).Dispose();

        var (status, _, error) = await Fleet("rules").RunAsync("review", rules, "--id", "sample", "--agents", "security", "--verifier", Model, "--verify-from", "low", "--verify-sure");

        Assert.True(status is 0, error);
        Assert.All(_bedrock.Answered, request => Assert.True(IsVerifierText(request)));
        Assert.NotEmpty(Results("rules").Findings);
        Assert.All(Results("rules").Findings, finding => Assert.NotNull(finding.Verdict));
    }

    [Fact]
    public async Task A_folder_of_prompts_adds_an_agent_whose_findings_are_in_a_file_of_their_own()
    {
        var prompts = Directory.CreateDirectory(Path.Combine(_folder.Path, "prompts")).FullName;
        await File.WriteAllTextAsync(Path.Combine(prompts, "licences.md"), "---\nname: licences\nabout: Looks for licences that do not fit.\n---\nLook for files whose licence does not fit.\n");
        var fleet = Fleet("custom", prompts);

        var (status, _, error) = await fleet.RunAsync("review", Repository, "--id", "sample", "--model", "openai:some", "--agents", "licences");

        Assert.True(status is 0, error);
        Assert.All(_bedrock.Answered.Where(request => !IsVerifierText(request)), request => Assert.Contains("whose licence does not fit", request, StringComparison.Ordinal));
        var findings = WorkspaceFile.ReadJson(fleet.Workspace.Review(CommandLine.Id("sample")).Findings(TextValue.Parse<AgentName>("licences")), ProtocolJson.Default.AgentFindings);
        Assert.Equal((2, 1), (findings.Findings.Count, findings.Refuted.Count));

        var (unknown, _, why) = await Fleet("without").RunAsync("review", Repository, "--model", "openai:some", "--agents", "licences");
        Assert.Equal(64, unknown);
        Assert.Contains("There is no agent 'licences': name security, style", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--verifier", "somewhere:x", "There is no model 'somewhere:x' to verify with")]
    [InlineData("--agents", "verifier", "There is no agent 'verifier'")]
    [InlineData("--finders", "2", "more than one finder needs a model")]
    public async Task What_cannot_be_meant_is_refused(string option, string value, string why)
    {
        var (status, output, error) = await Fleet("none").RunAsync("review", Repository, option, value);

        Assert.Equal(64, status);
        Assert.Contains(why, output + error, StringComparison.Ordinal);
    }

    private static bool IsVerifier(JsonNode request) => IsVerifierText(request.ToJsonString());

    private static bool IsVerifierText(string request) => request.Contains("You check one claim", StringComparison.Ordinal);

    private IReadOnlyList<object> Script(JsonNode request)
    {
        _atRequest(request);
        var turn = request["messages"]!.AsArray().Count(message => message!["role"]!.GetValue<string>() is "assistant");
        if (turn is 0)
            return [Call("read", "read_file", new { path = IsOfRules(request) ? "src/Orders.cs" : "app.py" })];
        if (IsVerifier(request))
            return [Call("verdict", "give_verdict", Verdict(request["messages"]![0]!.ToJsonString()))];
        return turn is 1
            ? [Report("confirmed", 5, "    return db.run(name)"), Report("lowered", 8, "def keep(a, b):"), Report("fallen", 1, "import db")]
            : [Call("done", "finish", new { })];
    }

    private static bool IsOfRules(JsonNode request) => request.ToJsonString().Contains("src/Orders.cs", StringComparison.Ordinal);

    private static object Verdict(string claim) =>
        claim.Contains("claim/lowered", StringComparison.Ordinal) ? new { verdict = "STANDS", confidence = "LOW", reason = "A step is open." }
        : claim.Contains("claim/fallen", StringComparison.Ordinal) ? new { verdict = "REFUTED", confidence = "LOW", reason = "It is a library.", path = "app.py", start_line = 1, end_line = 1, quote = "import db" }
        : new { verdict = "STANDS", confidence = "HIGH", reason = "Every step was read." };

    private static object Call(string id, string name, object input) => new { type = "tool_use", id, name, input };

    private static object Report(string name, int line, string quote) => Call(name, "report_finding", new
    {
        rule = $"claim/{name}",
        severity = "HIGH",
        severity_reason = "It harms.",
        confidence = "HIGH",
        confidence_reason = "The code shows it.",
        title = $"The claim that is {name}",
        description = "What happens.",
        recommendation = "Mend it.",
        path = "app.py",
        start_line = line,
        end_line = line,
        quote,
    });

    private CommandLine Fleet(string workspace, string prompts = "") => new(Path.Combine(_folder.Path, workspace))
    {
        Variables = new Dictionary<string, string>
        {
            ["CODEREVIEW_MODELS"] = Path.Combine(_folder.Path, "models.json"),
            ["CODEREVIEW_PROMPTS"] = prompts,
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "not-a-real-one",
        },
    };

    private AgentFindings Results(string workspace) =>
        WorkspaceFile.ReadJson(Fleet(workspace).Workspace.Review(CommandLine.Id("sample")).Findings(AgentName.Security), ProtocolJson.Default.AgentFindings);

    private Task<string> ReportAsync(string workspace) => File.ReadAllTextAsync(Fleet(workspace).Workspace.Review(CommandLine.Id("sample")).ReportMarkdown);
}
