using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Orchestrator.Planning;
using CodeReview.Orchestrator.Sources;
using CodeReview.Orchestrator.Summarizing;
using CodeReview.Orchestrator.Verifying;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Effects;

/// <summary>The real steps: each reads what earlier ones left in the workspace, and leaves its own.</summary>
internal sealed class ReviewSteps(
    WorkspaceLayout workspace, RepositorySource source, IAgentInvoker agents, ILogFiles files, IAgentSender? sender = null) : IReviewSteps
{
    private const int SendsAtOnce = 16;

    /// <inheritdoc/>
    public async Task<ReviewCommand> PerformAsync(ReviewEffect effect, Review review, CancellationToken suspend)
    {
        var layout = workspace.Review(review.Id!.Value);
        return effect switch
        {
            ReviewEffect.Pin pin => await PinAsync(pin, suspend).ConfigureAwait(false),
            ReviewEffect.CheckOut checkOut => await CheckOutAsync(checkOut, layout, suspend).ConfigureAwait(false),
            ReviewEffect.Plan plan => Plan(plan, layout, suspend),
            ReviewEffect.InvokeAgent invoke => new ReviewCommand.NoteReport(await InvokeAsync(invoke.Task, suspend).ConfigureAwait(false), invoke.Task.Sending),
            ReviewEffect.Send send => await SendAsync(send.Tasks, suspend).ConfigureAwait(false),
            ReviewEffect.Verify => Verify(review, layout, suspend),
            ReviewEffect.WriteResults => WriteResults(review, layout, suspend),
            _ => throw new InvalidOperationException($"The effect '{effect.GetType().Name}' is not a step."),
        };
    }

    private async Task<ReviewCommand> PinAsync(ReviewEffect.Pin pin, CancellationToken suspend)
    {
        var pinned = await source.PinAsync(pin.Url, pin.Ref, pin.Since, suspend).ConfigureAwait(false);
        return new ReviewCommand.NotePinned(pinned.Commit, pinned.Ref, pinned.Since);
    }

    private async Task<ReviewCommand> CheckOutAsync(ReviewEffect.CheckOut checkOut, ReviewLayout layout, CancellationToken suspend)
    {
        var pinned = new PinnedCommit(checkOut.Commit, checkOut.Ref, checkOut.Since);
        var (manifest, digest) = await source.CheckOutAsync(checkOut.Url, pinned, layout, checkOut.Options, suspend).ConfigureAwait(false);
        return new ReviewCommand.NoteCloned(manifest.Files, manifest.Bytes, manifest.LeftOut.Count, digest);
    }

    private static ReviewCommand.NotePlanned Plan(ReviewEffect.Plan plan, ReviewLayout layout, CancellationToken suspend)
    {
        AgentFolder.Make(layout.Tasks);
        AgentFolder.Make(layout.State);
        var manifest = WorkspaceFile.ReadJson(layout.RepoManifest, ProtocolJson.Indented.RepoManifest);
        var (planned, digest) = ReviewPlanner.Plan(manifest, layout, plan.Request.EffectiveOptions, plan.Request.Paths, suspend);
        return new ReviewCommand.NotePlanned(planned.ShardDigests.Count, planned.Files, planned.Skipped.Count, digest);
    }

    // An agent that cannot be asked has failed this attempt, not the review.
    private async Task<AgentReport> InvokeAsync(AgentTask task, CancellationToken suspend)
    {
        try
        {
            return await agents.InvokeAsync(task, suspend).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new AgentReport
            {
                ReviewId = task.ReviewId,
                Task = task.Task,
                Attempt = task.Attempt,
                Outcome = AgentOutcome.FailedTransiently,
                Error = $"{e.GetType().Name}: {e.Message}",
                Usage = Usage.None,
            };
        }
    }

    private async Task<ReviewCommand> SendAsync(ValueArray<AgentTask> tasks, CancellationToken suspend)
    {
        var to = sender ?? throw new InvalidOperationException("Tasks are to be sent, and there is no sender.");
        var sent = new SentTask[tasks.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = SendsAtOnce, CancellationToken = suspend };
        await Parallel.ForAsync(0, tasks.Count, options, async (i, cancelled) =>
            sent[i] = new SentTask(tasks[i].Task, tasks[i].Sending, await to.SendAsync(tasks[i], cancelled).ConfigureAwait(false))).ConfigureAwait(false);
        return new ReviewCommand.NoteSent([.. sent]);
    }

    private static ReviewCommand Verify(Review review, ReviewLayout layout, CancellationToken suspend)
    {
        var digests = review.Done.ToDictionary(pair => TextValue.Parse<TaskId>(pair.Key), pair => pair.Value.Digest);
        var options = review.Request!.EffectiveOptions;
        var order = new VerificationOrder(review.Request.EffectiveAgents, digests) { Unverified = Unverified(review), Options = options.EffectiveVerification, Policy = options.EffectivePolicy };
        return FindingVerifier.Verify(layout, order, suspend) switch
        {
            Verification.Verified verified => new ReviewCommand.NoteVerified(
                verified.Agents.Sum(agent => agent.Findings),
                verified.Agents.Sum(agent => agent.Refuted),
                verified.Agents.Select(agent => agent.Digest).ToValueArray()),
            Verification.ResultsLost lost => new ReviewCommand.NoteResultsLost(
                lost.Tasks.Select(task => new LostTask(task.Task, task.Reason)).ToValueArray()),
            var unknown => throw new InvalidOperationException($"'{unknown}' is no outcome of a verification."),
        };
    }

    // A verification that did not come about leaves its findings as they are, and says so at each.
    private static Dictionary<ShardId, string> Unverified(Review review) =>
        Failed(review).Where(failed => failed.Task.Agent == AgentName.Verifier).ToDictionary(failed => failed.Task.Shard, failed => failed.Reason);

    private static ValueArray<FailedTask> Failed(Review review) =>
    [
        .. review.GivenUp.Select(pair => new FailedTask(TextValue.Parse<TaskId>(pair.Key), pair.Value.Attempts, pair.Value.Reason, review.Paid?.GetValueOrDefault(pair.Key))),
        .. review.NeverBegun().Select(task => new FailedTask(task, 0, review.BudgetSpent!)),
    ];

    private ReviewCommand.NoteWritten WriteResults(Review review, ReviewLayout layout, CancellationToken suspend)
    {
        var order = new ResultsOrder(
            review.Id!.Value,
            review.Request!.RepoUrl,
            review.Commit!.Value,
            review.Request.EffectiveAgents,
            review.Shards,
            Failed(review))
        {
            Finders = review.Request.EffectiveOptions.EffectiveFinders,
            Verifications = review.Done.Keys.Select(TextValue.Parse<TaskId>).Where(task => task.Agent == AgentName.Verifier).ToValueArray(),
        };
        var (summary, digest) = ResultsWriter.Write(layout, order, new ReviewHistory(workspace, files).Timeline(order.ReviewId, newestLives: true), suspend);
        return new ReviewCommand.NoteWritten(summary.Status, digest);
    }
}
