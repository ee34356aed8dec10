using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

/// <summary>Whole reviews by a model, against a stand-in for Bedrock that answers by what it is asked.</summary>
public sealed class ModelReviewTests : IAsyncLifetime
{
    private ModelFleet _fleet = null!;

    private string Repository => _fleet.Repository;

    public async Task InitializeAsync()
    {
        _fleet = await ModelFleet.StartAsync(Script);
        SampleRepository.Create(Repository, files: 5);
    }

    public Task DisposeAsync() => _fleet.DisposeAsync().AsTask();

    [Fact]
    public async Task A_model_reviews_and_its_findings_and_costs_are_in_the_results()
    {
        var (status, output, error) = await _fleet.Over("one").RunAsync("review", Repository, "--id", "sample", "--model", ModelFleet.Model, "--json");

        Assert.True(status is 0, error);
        var summary = JsonDocument.Parse(output).RootElement.GetProperty("summary");
        Assert.Equal("complete", summary.GetProperty("status").GetString());
        var usage = summary.GetProperty("usage");
        Assert.Equal(_fleet.Bedrock.Answered.Count, usage.GetProperty("turns").GetInt32());
        Assert.True(usage.GetProperty("usd").GetDecimal() > 0);
        var finding = Assert.Single(_fleet.Results("one").Findings, finding => finding.Rule.Value is "sql-injection/from-model");
        Assert.Equal(("src/Orders.cs", 8), (finding.Path.Value, finding.StartLine));
        Assert.Contains("Models answered", await File.ReadAllTextAsync(_fleet.Review("one").ReportMarkdown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_while_the_model_answers_it_goes_on_with_the_very_same_request_and_pays_for_no_other_turn_again()
    {
        await _fleet.Over("undisturbed").RunAsync("review", Repository, "--id", "sample", "--model", ModelFleet.Model, "--max-parallel", "1");
        var undisturbed = _fleet.Bedrock.Answered.Count;
        _fleet.Bedrock.Answered.Clear();
        var killed = 0;
        using (var process = _fleet.Over("killed").Start("review", Repository, "--id", "sample", "--model", ModelFleet.Model, "--max-parallel", "1"))
        {
            _fleet.AtRequest = _ => KillAt(_fleet.Bedrock.Answered.Count, process);
            await CommandLine.EndAsync(process);
            _fleet.AtRequest = _ => { };
        }

        var (status, _, error) = await _fleet.Over("killed").RunAsync("resume", "sample");

        Assert.True(status is 0, error);
        var requests = _fleet.Bedrock.Answered.ToArray();
        Assert.Equal(undisturbed + 1, requests.Length);
        Assert.Equal(requests[killed - 1], requests[killed]);
        Assert.Equal(_fleet.Results("undisturbed").Findings, _fleet.Results("killed").Findings);

        void KillAt(int request, Process process)
        {
            // In the middle of a conversation: the request holds answers of tools.
            if (killed is 0 && request > 1 && _fleet.Bedrock.Answered.Last().Contains("tool_result", StringComparison.Ordinal))
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
        _fleet.Bedrock.Fail(429, "Too many tokens");
        _fleet.Bedrock.Cut();

        var (status, _, error) = await _fleet.Over("throttled").RunAsync("review", Repository, "--id", "sample", "--model", ModelFleet.Model, "--max-parallel", "1");

        Assert.True(status is 0, error);
        Assert.Equal(_fleet.Bedrock.Answered.Count + 2, _fleet.Bedrock.Seen.Count);
    }

    [Fact]
    public async Task A_spent_budget_leaves_a_partial_result_that_says_so()
    {
        var (status, _, _) = await _fleet.Over("poor").RunAsync("review", Repository, "--id", "sample", "--model", ModelFleet.Model, "--max-task-usd", "0.0001");

        var coverage = await File.ReadAllTextAsync(_fleet.Review("poor").Coverage);
        Assert.Equal(2, status);
        Assert.Contains("US dollars is spent", coverage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("somewhere:x", "There is no model 'somewhere:x'")]
    [InlineData("openai:x", "set OPENAI_API_KEY")]
    public async Task A_model_that_is_not_there_is_refused_before_anything_is_begun(string model, string why)
    {
        var (status, _, error) = await _fleet.Over("none").RunAsync("review", Repository, "--model", model);

        Assert.Equal(64, status);
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.Empty(_fleet.Over("none").Workspace.ReviewIds());
    }

    // First it reads all that it was given, then it reports what it saw, then it is done.
    private static IReadOnlyList<object> Script(JsonNode request)
    {
        var given = request["messages"]![0]!.ToJsonString();
        return ToolUse.AnswersIn(request) switch
        {
            0 => ToolUse.ReadAll(request),
            1 when given.Contains("src/Orders.cs", StringComparison.Ordinal) && request["system"]!.ToJsonString().Contains("attack", StringComparison.Ordinal) => [Report],
            _ => [ToolUse.Finish],
        };
    }

    private static object Report { get; } = ToolUse.Finding(
        "sql-injection/from-model", "src/Orders.cs", 7, "var command = new SqlCommand(\"SELECT * FROM orders WHERE customer = '\" + customer + \"'\", connection);");
}
