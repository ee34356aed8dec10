using System.Collections.Concurrent;
using Akka.Actor;
using CodeReview.Orchestrator.Effects;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CodeReview.Orchestrator.Tests.Grains;

/// <summary>A fleet over a temporary workspace, whose steps do nothing but answer.</summary>
/// <param name="root">The workspace.</param>
/// <param name="files">What the journal and the snapshots stand on; the real files where null.</param>
internal sealed class FleetFixture(string root, ILogFiles? files = null) : IAsyncDisposable
{
    private IHost? _host;

    public ScriptedSteps Steps { get; init; } = new(new WorkspaceLayout(root));

    /// <summary>Where what is logged goes; nowhere where null.</summary>
    public ILoggerProvider? Logs { get; init; }

    /// <summary>Makes the steps for a grain that is constructed, instead of <see cref="Steps"/>.</summary>
    public Func<IReviewSteps>? MakeSteps { get; init; }

    /// <summary>How agents work.</summary>
    public ActivationTerms Terms { get; init; } = ActivationTerms.Attached;

    public ActorSystem System => _host!.Services.GetRequiredService<ActorSystem>();

    public async Task<ReviewFleet> StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        if (Logs is not null)
            builder.Logging.AddProvider(Logs);
        builder.Services.AddTransient(_ => MakeSteps?.Invoke() ?? Steps);
        builder.Services.AddSingleton(files ?? LogFiles.Instance);
        builder.Services.AddReviewFleet(new WorkspaceLayout(root), Terms);
        _host = builder.Build();
        await _host.StartAsync();
        return _host.Services.GetRequiredService<ReviewFleet>();
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is null)
            return;
        await _host.StopAsync();
        _host.Dispose();
    }
}

/// <summary>Steps that answer at once, and count how often each task was done.</summary>
internal sealed class ScriptedSteps(WorkspaceLayout workspace) : IReviewSteps
{
    public int Shards { get; init; } = 5;

    public ConcurrentDictionary<TaskId, int> Done { get; } = new();

    /// <summary>What was sent and has not been taken from here.</summary>
    public ConcurrentQueue<AgentTask> Sent { get; } = new();

    /// <summary>Called before a task is done; may wait, or throw.</summary>
    public Func<TaskId, CancellationToken, Task> BeforeTask { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Holds every task up. The first returned ends when a task is under way; the second lets them go on.</summary>
    public (Task UnderWay, Action GoOn) HoldTasks()
    {
        TaskCompletionSource underWay = new(), goOn = new();
        BeforeTask = async (_, _) =>
        {
            underWay.TrySetResult();
            await goOn.Task;
        };
        return (underWay.Task, goOn.SetResult);
    }

    public async Task<ReviewCommand> PerformAsync(ReviewEffect effect, Review review, CancellationToken suspend)
    {
        switch (effect)
        {
            case ReviewEffect.Pin:
                return new ReviewCommand.NotePinned(Some.Commit, "refs/heads/main");
            case ReviewEffect.CheckOut:
                return new ReviewCommand.NoteCloned(10, 1000, 0, "sha256:0");
            case ReviewEffect.Plan:
                return new ReviewCommand.NotePlanned(Shards, 10, 0, "sha256:1");
            case ReviewEffect.InvokeAgent invoke:
                await BeforeTask(invoke.Task.Task, suspend);
                Done.AddOrUpdate(invoke.Task.Task, 1, (_, times) => times + 1);
                return Some.Report(invoke.Task.Task.Value, attempt: invoke.Task.Attempt, sending: invoke.Task.Sending);
            case ReviewEffect.Send send:
                foreach (var task in send.Tasks)
                    Sent.Enqueue(task);
                return new ReviewCommand.NoteSent(send.Tasks.Select(task => new SentTask(task.Task, task.Sending)).ToValueArray());
            case ReviewEffect.Verify:
                return new ReviewCommand.NoteVerified(1, 0, ["sha256:2", "sha256:3"]);
            default:
                WorkspaceFile.WriteJson(workspace.Review(review.Id!.Value).Summary, Summary(review), ProtocolJson.Indented.ReviewSummary);
                return new ReviewCommand.NoteWritten(Completeness.Complete, "sha256:4");
        }
    }

    private static ReviewSummary Summary(Review review) => new()
    {
        ReviewId = review.Id!.Value,
        RepoUrl = review.Request!.RepoUrl,
        Commit = review.Commit!.Value,
        Status = Completeness.Complete,
        AgentsRun = review.Request.EffectiveAgents,
        TotalFindings = 1,
        ByAgent = [],
        BySeverity = [],
        Tasks = review.TaskCounts,
        Coverage = new CoverageCounts(10, 10, 0, 0),
        Usage = Usage.None,
    };
}
