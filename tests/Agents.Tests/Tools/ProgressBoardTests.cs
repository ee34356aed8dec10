using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Tests.Tools;

public sealed class ProgressBoardTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Progress_counts_what_the_tools_saw()
    {
        var tools = _workspace.Tools(("a.py", "x"), ("b.py", "y"));
        tools.ReadFile("a.py");

        tools.ReportProgress("reading");

        var written = WorkspaceFile.ReadJson(_workspace.Review.TaskProgress(Workspace.SecurityTask), ProtocolJson.Default.TaskProgress);
        Assert.Equal(new TaskProgress(Workspace.SecurityTask, "reading", 2, 1, 0, _workspace.Time.GetUtcNow()), written);
    }

    [Fact]
    public void The_progress_of_other_tasks_can_be_read_by_agent()
    {
        var tools = _workspace.Tools(("a.py", "x"));
        var style = new Agents.Tools.ReviewTools(_workspace.Review, new TaskId(AgentName.Style, ShardId.At(1)), tools.Shard, _workspace.Time);
        tools.ReportProgress("reading");
        style.ReportProgress("finished");

        Assert.True(tools.ReadProgress("style").IsAnswer(out var board, out _));
        Assert.True(tools.ReadProgress().IsAnswer(out var all, out _));

        Assert.Equal("finished", Assert.Single(board!.Tasks).Phase);
        Assert.Equal(2, all!.Tasks.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\nlines")]
    public void A_phase_that_is_no_word_is_refused(string phase) =>
        Assert.False(_workspace.Tools(("a.py", "x")).ReportProgress(phase).IsAnswer(out _, out _));

    [Fact]
    public void An_agent_that_is_none_is_refused() =>
        Assert.False(_workspace.Tools(("a.py", "x")).ReadProgress("../etc").IsAnswer(out _, out _));
}
