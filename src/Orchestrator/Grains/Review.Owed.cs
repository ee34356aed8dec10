using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Grains;

public sealed partial record Review
{
    /// <summary>What the world still has to do for this review, given what the journal knows.</summary>
    /// <param name="now">The time, which decides whether a retry is due.</param>
    /// <param name="terms">The terms of the activation; that of an attached one where null. Nothing is owed by one that sends while reports are to come.</param>
    public ValueArray<ReviewEffect> Owed(DateTimeOffset now, ActivationTerms? terms = null) => Stage switch
    {
        _ when StepRetryAt > now => [new ReviewEffect.WakeAt(StepRetryAt.Value)],
        ReviewStage.Cloning when Commit is { } commit =>
            [new ReviewEffect.CheckOut(Request!.RepoUrl, commit, Ref!, Request.EffectiveOptions, Since)],
        ReviewStage.Cloning => [new ReviewEffect.Pin(Request!.RepoUrl, Request.Ref, Request.Since)],
        ReviewStage.Planning => [new ReviewEffect.Plan(Request!)],
        ReviewStage.Reviewing when terms is { Sends: true } => [.. Sendings(), .. AwaitsReports ? [] : NextWake()],
        ReviewStage.Reviewing => [.. Given().Select(task => new ReviewEffect.InvokeAgent(task)), .. NextWake()],
        ReviewStage.Verifying => [new ReviewEffect.Verify()],
        ReviewStage.Summarizing => [new ReviewEffect.WriteResults()],
        _ => [],
    };

    /// <summary>Whether functions have tasks, so that messages of theirs are to come.</summary>
    private bool AwaitsReports => Active.Values.Any(task => task.DueAt is not null);

    private IEnumerable<ReviewEffect> Sendings() => Given().ToValueArray() is { Count: > 0 } tasks ? [new ReviewEffect.Send(tasks)] : [];

    // What a function has accepted is out of this activation's hands.
    private IEnumerable<AgentTask> Given() => Active.Values.Where(task => task is { Dispatched: true, DueAt: null }).Select(OrderOf);

    private AgentTask OrderOf(ActiveTask active)
    {
        var isVerifier = active.Task.Agent == AgentName.Verifier;
        var model = isVerifier ? VerifierModel! : ModelOf(active.Task.Agent);
        return new AgentTask(Id!.Value, active.Task, active.Attempt, model, model is ReviewOptions.Rules ? null : Request!.EffectiveOptions.EffectiveBudget.OfTask, active.Sendings)
        {
            Verification = isVerifier ? VerificationOf(active.Task.Shard) : null,
        };
    }

    private string ModelOf(AgentName agent) =>
        Request!.EffectiveOptions.Model ?? Models.FirstOrDefault(model => model.Agent == agent)?.Model ?? ReviewOptions.Rules;

    private IEnumerable<ReviewEffect> NextWake() => Active.Values
        .Where(task => !task.Dispatched && task.RetryAt is not null)
        .Select(task => new ReviewEffect.WakeAt(task.RetryAt!.Value))
        .OrderBy(wake => wake.At)
        .Take(1);
}
