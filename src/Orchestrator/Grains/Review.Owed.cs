using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Grains;

public sealed partial record Review
{
    /// <summary>What the world still has to do for this review, given what the journal knows.</summary>
    /// <param name="now">The time, which decides whether a retry is due.</param>
    public ValueArray<ReviewEffect> Owed(DateTimeOffset now) => Stage switch
    {
        _ when StepRetryAt > now => [new ReviewEffect.WakeAt(StepRetryAt.Value)],
        ReviewStage.Cloning when Commit is { } commit =>
            [new ReviewEffect.CheckOut(Request!.RepoUrl, commit, Ref!, Request.EffectiveOptions)],
        ReviewStage.Cloning => [new ReviewEffect.Pin(Request!.RepoUrl, Request.Ref)],
        ReviewStage.Planning => [new ReviewEffect.Plan(Request!)],
        ReviewStage.Reviewing => [.. Invocations(), .. NextWake()],
        ReviewStage.Verifying => [new ReviewEffect.Verify()],
        ReviewStage.Summarizing => [new ReviewEffect.WriteResults()],
        _ => [],
    };

    private IEnumerable<ReviewEffect> Invocations() => Active.Values
        .Where(task => task.Dispatched)
        .Select(task => new ReviewEffect.InvokeAgent(new AgentTask(Id!.Value, task.Task, task.Attempt, Request!.EffectiveOptions.Model, Budget)));

    private TaskBudget? Budget => Request!.EffectiveOptions is { UsesModel: true } options ? options.EffectiveBudget.OfTask : null;

    private IEnumerable<ReviewEffect> NextWake() => Active.Values
        .Where(task => !task.Dispatched && task.RetryAt is not null)
        .Select(task => new ReviewEffect.WakeAt(task.RetryAt!.Value))
        .OrderBy(wake => wake.At)
        .Take(1);
}
