using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodeReview.Agents.Functions;
using CodeReview.Lambda.Logging;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;
using Microsoft.Extensions.Logging;

namespace CodeReview.Agents.Tests.Functions;

public sealed class TaskFunctionTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly TaskFunction _function;

    public TaskFunctionTests()
    {
        _workspace.Fill(("src/app.py", "import os\nos.system(input())\n"));
        AgentFolder.Make(_workspace.Layout.Checks);
        var log = new JsonLog(Stream.Null, LogLevel.None, TimeProvider.System);
        _function = new TaskFunction(AgentName.Security, _workspace.Layout, new AgentRunner(_workspace.Layout, TimeProvider.System), log, TimeProvider.System);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_task_is_answered_with_its_report_and_a_second_delivery_with_the_same()
    {
        var first = await ServeAsync(Task(Workspace.SecurityTask));
        var second = await ServeAsync(Task(Workspace.SecurityTask));

        Assert.Equal(("done", 1), ((string?)first["outcome"], (int?)first["files_read"]));
        Assert.Equal((string?)first["result_digest"], (string?)second["result_digest"]);
    }

    [Fact]
    public async Task A_function_whose_time_is_over_suspends_its_task()
    {
        var report = await ServeAsync(Task(Workspace.SecurityTask), TimeSpan.Zero);

        Assert.Equal("suspended", (string?)report["outcome"]);
    }

    [Fact]
    public async Task A_task_of_another_agent_is_refused() =>
        Assert.Contains("CODEREVIEW_AGENTS", (await Assert.ThrowsAsync<InvalidRequestException>(() => ServeAsync(Task(Workspace.SecurityTask with { Agent = AgentName.Style })))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"review_id":"sample"}""")]
    [InlineData("null")]
    [InlineData("""{"command":"status"}""")]
    public async Task What_is_no_task_is_refused(string message) => await Assert.ThrowsAsync<InvalidRequestException>(() => ServeAsync(message));

    [Fact]
    public async Task A_check_says_whether_the_agent_can_write_where_it_has_to()
    {
        Assert.Equal("ok", (string?)(await ServeAsync("""{"command":"check"}"""))["status"]);

        Directory.Delete(_workspace.Layout.Checks, recursive: true);
        var failed = await ServeAsync("""{"command":"check"}""");
        Assert.Equal("failed", (string?)failed["status"]);
        Assert.Contains("has not made this workspace ready", (string?)failed["error"]!["message"], StringComparison.Ordinal);
        await Assert.ThrowsAsync<MountException>(() => ServeAsync(Task(Workspace.SecurityTask)));
    }

    private static string Task(TaskId task) => JsonSerializer.Serialize(new AgentTask(Workspace.ReviewId, task, 1, "rules"), ProtocolJson.Line.AgentTask);

    private async Task<JsonNode> ServeAsync(string message, TimeSpan? left = null)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(message));
        await using var answer = await _function.ServeAsync(input, new FakeContext { RemainingTime = left ?? TimeSpan.FromMinutes(1) });
        return (await JsonNode.ParseAsync(answer))!;
    }
}
