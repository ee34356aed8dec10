using CodeReview.Agents.Engines;
using CodeReview.Agents.Prompts;
using CodeReview.Agents.Tests.Engines;
using CodeReview.Agents.Tests.Models;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing.Simulation;
using Xunit.Abstractions;

namespace CodeReview.Agents.Tests.Conversations;

/// <summary>
/// A disk that fails at one call of a task's transcript and at every later one, for each call in turn. The report says what to do, and
/// once the cause is gone the task ends as an undisturbed one, with no turn paid twice but the one that could not be written down.
/// </summary>
public sealed class FailingTranscriptTests(ITestOutputHelper output)
{
    public static TheoryData<string> Errnos => [.. FailingFiles.Errnos];

    [Theory, MemberData(nameof(Errnos))]
    public async Task Whatever_call_the_disk_fails_at_the_task_is_to_be_tried_again_and_goes_on_once_the_cause_is_gone(string errno)
    {
        var calls = 0;
        while (await FailsAndGoesOnAsync(errno, calls + 1))
            calls++;

        output.WriteLine($"{errno}: failed at each of {calls} calls.");
        Assert.InRange(calls, 33, 200);
    }

    /// <summary>Whether the call was reached.</summary>
    private static async Task<bool> FailsAndGoesOnAsync(string errno, int call)
    {
        using var workspace = new Workspace();
        workspace.Fill(ModelEngineTests.Sample);
        var model = ScriptedModel.Of(ModelEngineTests.Sound);
        var files = new FailingFiles(call, path => FailingFiles.FailureOf(errno, path));
        var engine = new ModelEngine(model.Asked(workspace.Time), PromptCatalog.Load(_ => null), files, workspace.Time);
        var runner = new AgentRunner(workspace.Layout, workspace.Time, new EngineCatalog(_ => engine));

        var first = await runner.RunAsync(Workspace.Task(ModelEngineTests.Model), default);
        var reached = files.HaveFailed;
        files.Mend();
        var second = await runner.RunAsync(Workspace.Task(ModelEngineTests.Model), default);

        Assert.Equal(reached ? AgentOutcome.FailedTransiently : AgentOutcome.Done, first.Outcome);
        if (reached)
        {
            Assert.Contains(errno, first.Error, StringComparison.Ordinal);
            Assert.Contains("look at the disk or mount", first.Error, StringComparison.Ordinal);
        }

        Assert.Equal((AgentOutcome.Done, 1, 4), (second.Outcome, second.Findings, second.Usage.Turns));
        Assert.Single(WorkspaceFile.ReadJson(workspace.Review.TaskResult(Workspace.SecurityTask), ProtocolJson.Default.TaskResult).Findings);
        Assert.InRange(model.Requests.Count, 4, 5);
        return reached;
    }
}
