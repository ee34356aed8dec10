using System.Collections.Concurrent;
using CodeReview.Orchestrator.Effects;
using CodeReview.Orchestrator.Grains;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Bench;

/// <summary>Steps and agents that answer at once: what is left is the orchestrator's own cost.</summary>
internal sealed class NoSteps(WorkspaceLayout workspace, int shards) : IReviewSteps
{
    /// <summary>What functions were asked to do, and have not reported yet.</summary>
    public ConcurrentQueue<AgentTask> Sent { get; } = new();

    public Task<ReviewCommand> PerformAsync(ReviewEffect effect, Review review, CancellationToken suspend) => Task.FromResult<ReviewCommand>(effect switch
    {
        ReviewEffect.Pin => new ReviewCommand.NotePinned(Some.Commit, "refs/heads/main"),
        ReviewEffect.CheckOut => new ReviewCommand.NoteCloned(shards, 1000, 0, Some.Digest),
        ReviewEffect.Plan => new ReviewCommand.NotePlanned(shards, shards, 0, Some.Digest),
        ReviewEffect.InvokeAgent invoke => new ReviewCommand.NoteReport(Report(invoke.Task), invoke.Task.Sending),
        ReviewEffect.Send send => Accept(send.Tasks),
        ReviewEffect.Verify => new ReviewCommand.NoteVerified(1, 0, [Some.Digest]),
        ReviewEffect.WriteResults => Written(review),
        _ => throw new InvalidOperationException($"The effect '{effect.GetType().Name}' is not a step."),
    });

    private ReviewCommand.NoteSent Accept(ValueArray<AgentTask> tasks)
    {
        foreach (var task in tasks)
            Sent.Enqueue(task);
        return new ReviewCommand.NoteSent(tasks.Select(task => new SentTask(task.Task, task.Sending)).ToValueArray());
    }

    /// <summary>The report of a task that was done without anything being done.</summary>
    public static AgentReport Report(AgentTask task) => new()
    {
        ReviewId = task.ReviewId,
        Task = task.Task,
        Attempt = task.Attempt,
        Outcome = AgentOutcome.Done,
        ResultDigest = Some.Digest,
        Findings = 1,
        FilesRead = 1,
        Usage = Usage.None,
    };

    // The answer to the request is read from it.
    private ReviewCommand.NoteWritten Written(Review review)
    {
        var summary = new ReviewSummary
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
            Coverage = new CoverageCounts(shards, shards, 0, 0),
            Usage = Usage.None,
        };
        WorkspaceFile.WriteJson(workspace.Review(review.Id.Value).Summary, summary, ProtocolJson.Indented.ReviewSummary);
        return new ReviewCommand.NoteWritten(Completeness.Complete, Some.Digest);
    }
}
