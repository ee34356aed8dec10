using System.Collections.Immutable;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Grains;

/// <remarks>
/// The order of the tasks. All finders of a shard come before its verifier:
/// <code>
/// | the shard                                        | the verifier's task                              |
/// | ------------------------------------------------ | ------------------------------------------------ |
/// | a finder is not over                             | is not known                                     |
/// | all finders are over, and found nothing          | there is none                                    |
/// | all finders are over, and found something        | is owed; it goes before finders of later shards  |
/// | a finder is reopened                             | is forgotten, and owed again when that is over   |
/// | the budget of the review is spent                | does not begin, and counts as failed, also where |
/// |                                                  | some finders did not begin                       |
/// </code>
/// </remarks>
public sealed partial record Review
{
    /// <summary>The shards, by their numbers, whose finders are over and whose findings no verifier has yet.</summary>
    public ImmutableSortedSet<int>? ToVerify { get; init; }

    /// <summary>How many tasks of the verifier are known, begun or not.</summary>
    public int? Verifications { get; init; }

    /// <summary>What each task has taken of paid services, over all its runs.</summary>
    public ImmutableSortedDictionary<string, Usage>? Paid { get; init; }

    /// <summary>What all tasks have taken.</summary>
    public Usage? Spent { get; init; }

    /// <summary>Why the budget of the review is used up, once it is.</summary>
    public string? BudgetSpent { get; init; }

    /// <summary>The tasks that a spent budget keeps from beginning.</summary>
    public IEnumerable<TaskId> NeverBegun() => BudgetSpent is null ? [] : Enumerable.Range(Begun, FinderTasks - Begun).Select(FinderAt).Concat(OwedVerifications);

    private int FinderTasks => Shards * TasksOfShard;

    private int TasksOfShard => Request is null ? 0 : Request.EffectiveAgents.Count * Request.EffectiveOptions.EffectiveFinders;

    private bool IsAllBegun => Begun == FinderTasks && ToVerify is null or { IsEmpty: true };

    // Where functions work and the request does not name one, the journal says whether there is one that verifies.
    private string? VerifierModel => Request!.EffectiveOptions is { EffectiveVerification.Model: null } && Models.FirstOrDefault(known => known.Agent == AgentName.Verifier) is { } verifier
        ? verifier.Model is ReviewOptions.Rules or VerificationOptions.None ? null : verifier.Model
        : Request!.EffectiveOptions.VerifierModel;

    private bool AsksModels => Request!.EffectiveOptions.Model is not (null or ReviewOptions.Rules) || VerifierModel is not null || Models.Any(known => known.Model is not ReviewOptions.Rules);

    private IEnumerable<TaskId> OwedVerifications => (ToVerify ?? []).Select(shard => new TaskId(AgentName.Verifier, ShardId.At(shard)));

    // What is found is verified before more is looked for: a review that is cut short has then proven what it has.
    private IEnumerable<TaskId> FreshTasks(int room) => BudgetSpent is not null ? [] :
        OwedVerifications.Concat(Enumerable.Range(Begun, Math.Max(0, Math.Min(room, FinderTasks - Begun))).Select(FinderAt));

    // Shard by shard, so that agents of different kinds meet on the same files while those are in the page cache.
    private TaskId FinderAt(int ordinal)
    {
        var agents = Request!.EffectiveAgents;
        var inShard = ordinal % TasksOfShard;
        return new TaskId(agents[inShard % agents.Count], ShardId.At((ordinal / TasksOfShard) + 1), (inShard / agents.Count) + 1);
    }

    private IEnumerable<TaskId> FindersOf(ShardId shard) => Enumerable.Range((shard.Ordinal - 1) * TasksOfShard, TasksOfShard).Select(FinderAt);

    private Review NoteBegun(TaskId task) => task.Agent == AgentName.Verifier
        ? this with { ToVerify = ToVerify?.Remove(task.Shard.Ordinal) }
        : this with { Begun = Begun + 1 };

    private Review OweVerificationAfter(TaskId task)
    {
        if (VerifierModel is null || task.Agent == AgentName.Verifier)
            return this;
        var finders = FindersOf(task.Shard).ToList();
        var areOver = finders.TrueForAll(finder => Done.ContainsKey(finder.Value) || GivenUp.ContainsKey(finder.Value) || (BudgetSpent is not null && !Active.ContainsKey(finder.Value)));
        return areOver && finders.Exists(finder => Done.TryGetValue(finder.Value, out var done) && done.Findings > 0)
            ? this with { ToVerify = (ToVerify ?? []).Add(task.Shard.Ordinal), Verifications = (Verifications ?? 0) + 1 }
            : this;
    }

    // Its other finders will not begin; what the first of them found is to say that nobody looked at it again.
    private Review OweVerificationOfTheShardThatWasCutShort() => Begun % TasksOfShard is 0 ? this : OweVerificationAfter(FinderAt(Begun - 1));

    private Review ForgetVerificationOf(TaskId task)
    {
        var verifier = new TaskId(AgentName.Verifier, task.Shard);
        var isKnown = Done.ContainsKey(verifier.Value) || GivenUp.ContainsKey(verifier.Value) || Active.ContainsKey(verifier.Value) || ToVerify?.Contains(task.Shard.Ordinal) is true;
        return task == verifier || !isKnown ? this : this with
        {
            Done = Done.Remove(verifier.Value),
            GivenUp = GivenUp.Remove(verifier.Value),
            Active = Active.Remove(verifier.Value),
            ToVerify = ToVerify?.Remove(task.Shard.Ordinal),
            Verifications = Verifications - 1,
        };
    }

    // A verifier whose finders are reopened too is owed again once they are over.
    private static ValueArray<ReviewEvent> Reopen(IReadOnlyCollection<LostTask> tasks) =>
    [
        .. tasks.Where(lost => lost.Task.Agent != AgentName.Verifier || !tasks.Any(other => other.Task.Shard == lost.Task.Shard && other != lost))
            .Select(lost => new ReviewEvent.TaskReopened(lost.Task, lost.Reason)),
    ];

    private VerificationInput VerificationOf(ShardId shard)
    {
        var results = FindersOf(shard).Where(finder => Done.ContainsKey(finder.Value)).Select(finder => new FinishedTask(finder, Done[finder.Value].Digest));
        return new VerificationInput(results.ToValueArray(), Request!.EffectiveOptions.EffectiveVerification);
    }

    // Rules take nothing, whatever a report says.
    private Review Pay(TaskId task, Usage usage) => usage == Usage.None || !AsksModels ? this : this with
    {
        Spent = (Spent ?? Usage.None) + usage - PaidFor(task),
        Paid = (Paid ?? EmptyTasks<Usage>()).SetItem(task.Value, usage),
    };

    private Usage PaidFor(TaskId task) => Paid?.GetValueOrDefault(task.Value) ?? Usage.None;

    private IEnumerable<ReviewEvent> NewlyPaid(AgentReport report) =>
        report.Usage.Turns > PaidFor(report.Task).Turns ? [new ReviewEvent.TaskPaid(report.Task, report.Usage)] : [];

    private ReviewEvent.BudgetSpent? Overspent() =>
        BudgetSpent is null && Stage is ReviewStage.Reviewing && Spent is not null && Request!.EffectiveOptions.EffectiveBudget.OfReview.Exhausted(Spent) is { } reason
            ? new ReviewEvent.BudgetSpent(Spent, reason)
            : null;
}
