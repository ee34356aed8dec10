using CodeReview.Agents.Engines;
using CodeReview.Agents.Prompts;
using CodeReview.Agents.Tests.Engines;
using CodeReview.Agents.Tests.Models;
using CodeReview.Agents.Tools;
using CodeReview.Protocol.Journaling;
using CodeReview.Testing.Simulation;
using Xunit.Abstractions;

namespace CodeReview.Agents.Tests.Conversations;

/// <summary>
/// A task killed before each call that its transcript makes of the file system, which is before and after every message and within
/// every tool's answer being kept. Another process ends it: with the same findings, and with no turn paid twice but the one under way.
/// </summary>
public sealed class KillMatrixTests(ITestOutputHelper output) : IDisposable
{
    private readonly List<Workspace> _workspaces = [];

    public void Dispose() => _workspaces.ForEach(workspace => workspace.Dispose());

    [Fact]
    public async Task Killed_anywhere_a_task_ends_as_an_undisturbed_one()
    {
        var points = 0;
        while (await EndsAsUndisturbedAsync(points + 1))
            points++;

        output.WriteLine($"{points} points.");
        // An opening, four turns, five calls of tools and an end, each a write, a sync and a look at the claim.
        Assert.InRange(points, 33, 200);
    }

    /// <summary>Whether the point was reached.</summary>
    private async Task<bool> EndsAsUndisturbedAsync(int point)
    {
        var workspace = new Workspace();
        _workspaces.Add(workspace);
        workspace.Fill(ModelEngineTests.Sample);
        var model = ScriptedModel.Of(ModelEngineTests.Sound);
        var files = new FailingFiles(point, _ => new KilledException());
        var killed = false;
        try
        {
            await RunAsync(workspace, model, files);
        }
        catch (KilledException)
        {
            killed = true;
        }

        var (tools, run) = await RunAsync(workspace, model, LogFiles.Instance);

        Assert.Equal(files.HaveFailed, killed);
        Assert.False(run.IsSuspended);
        Assert.Equal(4, run.Usage.Turns);
        Assert.Equal(("app.py", 5), (Assert.Single(tools.Findings).Path.Value, tools.Findings[0].StartLine));
        Assert.Empty(tools.Unread);
        Assert.InRange(model.Requests.Count, 4, 5);
        // The one that was under way is sent again as it was.
        Assert.Equal(4, model.Requests.Distinct(StringComparer.Ordinal).Count());
        return killed;
    }

    private static async Task<(ReviewTools Tools, EngineRun Run)> RunAsync(Workspace workspace, ScriptedModel model, ILogFiles files)
    {
        var tools = workspace.Tools(ModelEngineTests.Sample);
        var engine = new ModelEngine(model.Asked(workspace.Time), PromptCatalog.Load(_ => null), files, workspace.Time);
        return (tools, await engine.ReviewAsync(workspace.EngineTask(tools, ModelEngineTests.Model), default));
    }
}
