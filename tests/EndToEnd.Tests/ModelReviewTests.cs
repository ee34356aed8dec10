using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

/// <summary>Whole reviews by a model, against a stand-in for Bedrock that answers by what it is asked.</summary>
public sealed class ModelReviewTests : IAsyncLifetime, IDisposable
{
    private const string Model = "bedrock:us.anthropic.claude-sonnet-5-5";
    private readonly TemporaryFolder _folder = new();
    private FakeBedrock _bedrock = null!;
    private Action<int> _atRequest = _ => { };

    private string Repository => Path.Combine(_folder.Path, "repository");

    public async Task InitializeAsync()
    {
        _bedrock = await FakeBedrock.StartAsync(Script);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "models.json"), $$"""
            { "bedrock": { "endpoint": "invoke", "base_url": "{{_bedrock.Url}}", "api_version": "bedrock-2023-05-31", "effort": null } }
            """);
        SampleRepository.Create(Repository, files: 5);
    }

    public Task DisposeAsync() => _bedrock.DisposeAsync().AsTask();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_reviews_and_its_findings_and_costs_are_in_the_results()
    {
        var (status, output, error) = await Fleet("one").RunAsync("review", Repository, "--id", "sample", "--model", Model, "--json");

        Assert.True(status is 0, error);
        var summary = JsonDocument.Parse(output).RootElement.GetProperty("summary");
        Assert.Equal("complete", summary.GetProperty("status").GetString());
        var usage = summary.GetProperty("usage");
        Assert.Equal(_bedrock.Answered.Count, usage.GetProperty("turns").GetInt32());
        Assert.True(usage.GetProperty("usd").GetDecimal() > 0);
        var finding = Assert.Single(Findings("one"), finding => finding.Rule.Value is "sql-injection/from-model");
        Assert.Equal(("src/Orders.cs", 8), (finding.Path.Value, finding.StartLine));
        Assert.Contains("Models answered", await File.ReadAllTextAsync(Fleet("one").Workspace.Review(CommandLine.Id("sample")).ReportMarkdown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_while_the_model_answers_it_goes_on_with_the_very_same_request_and_pays_for_no_other_turn_again()
    {
        await Fleet("undisturbed").RunAsync("review", Repository, "--id", "sample", "--model", Model, "--max-parallel", "1");
        var undisturbed = _bedrock.Answered.Count;
        _bedrock.Answered.Clear();
        var killed = 0;
        using (var process = Fleet("killed").Start("review", Repository, "--id", "sample", "--model", Model, "--max-parallel", "1"))
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
        Assert.Equal(Findings("undisturbed"), Findings("killed"));

        void KillAt(int request, Process process)
        {
            // In the middle of a conversation: the request holds answers of tools.
            if (killed is 0 && request > 1 && _bedrock.Answered.Last().Contains("tool_result", StringComparison.Ordinal))
            {
                killed = request;
                process.Kill();
                process.WaitForExit();
            }
        }
    }

    [Fact]
    public async Task A_throttled_model_suspends_nothing_and_loses_nothing()
    {
        _bedrock.Fail(429, "Too many tokens");
        _bedrock.Cut();

        var (status, _, error) = await Fleet("throttled").RunAsync("review", Repository, "--id", "sample", "--model", Model, "--max-parallel", "1");

        Assert.True(status is 0, error);
        Assert.Equal(_bedrock.Answered.Count + 2, _bedrock.Seen.Count);
    }

    [Fact]
    public async Task A_spent_budget_leaves_a_partial_result_that_says_so()
    {
        var (status, _, _) = await Fleet("poor").RunAsync("review", Repository, "--id", "sample", "--model", Model, "--max-task-usd", "0.0001");

        var coverage = await File.ReadAllTextAsync(Fleet("poor").Workspace.Review(CommandLine.Id("sample")).Coverage);
        Assert.Equal(2, status);
        Assert.Contains("US dollars is spent", coverage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("somewhere:x", "There is no model 'somewhere:x'")]
    [InlineData("openai:x", "set OPENAI_API_KEY")]
    public async Task A_model_that_is_not_there_is_refused_before_anything_is_begun(string model, string why)
    {
        var (status, _, error) = await Fleet("none").RunAsync("review", Repository, "--model", model);

        Assert.Equal(64, status);
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.Empty(Fleet("none").Workspace.ReviewIds());
    }

    private CommandLine Fleet(string workspace) => new(Path.Combine(_folder.Path, workspace))
    {
        Variables = new Dictionary<string, string>
        {
            ["CODEREVIEW_MODELS"] = Path.Combine(_folder.Path, "models.json"),
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "not-a-real-one",
            ["OPENAI_API_KEY"] = "",
        },
    };

    private List<Finding> Findings(string workspace) =>
        [.. WorkspaceFile.ReadJson(Fleet(workspace).Workspace.Review(CommandLine.Id("sample")).Findings(Protocol.Tasks.AgentName.Security), ProtocolJson.Default.AgentFindings).Findings];

    // First it reads all that it was given, then it reports what it saw, then it is done.
    private IReadOnlyList<object> Script(JsonNode request)
    {
        _atRequest(_bedrock.Answered.Count);
        var messages = request["messages"]!.AsArray();
        var given = messages[0]!.ToJsonString();
        var files = messages[0]!["content"]![0]!["text"]!.GetValue<string>().Split('\n').Where(line => line.Contains(" bytes\t", StringComparison.Ordinal)).Select(line => line.Split('\t')[0]);
        return messages.Count(message => message!["role"]!.GetValue<string>() is "assistant") switch
        {
            0 => [.. files.Select((file, i) => (object)new { type = "tool_use", id = $"read{i}", name = "read_file", input = new { path = file } })],
            1 when given.Contains("src/Orders.cs", StringComparison.Ordinal) && request["system"]!.ToJsonString().Contains("attack", StringComparison.Ordinal) => [Report],
            _ => [new { type = "tool_use", id = "done", name = "finish", input = new { } }],
        };
    }

    private static object Report => new
    {
        type = "tool_use",
        id = "report",
        name = "report_finding",
        input = new
        {
            rule = "sql-injection/from-model",
            cwe = "CWE-89",
            severity = "HIGH",
            severity_reason = "It reads every order.",
            confidence = "HIGH",
            confidence_reason = "The code shows it.",
            title = "A customer's name becomes a statement",
            description = "The name is put into the statement.",
            recommendation = "Bind it.",
            path = "src/Orders.cs",
            start_line = 7,
            end_line = 7,
            quote = "var command = new SqlCommand(\"SELECT * FROM orders WHERE customer = '\" + customer + \"'\", connection);",
        },
    };
}
