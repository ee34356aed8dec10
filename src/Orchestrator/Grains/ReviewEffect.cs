using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Grains;

/// <summary>
/// What the world is still owed by a review in a given state. Derived from the state alone, hence asked for again after every
/// recovery: each is idempotent. Equal effects are the same work.
/// </summary>
public abstract record ReviewEffect
{
    private ReviewEffect()
    {
    }

    /// <summary>Resolve the ref.</summary>
    public sealed record Pin(RepositoryUrl Url, string? Ref, string? Since = null) : ReviewEffect;

    /// <summary>Write the work tree.</summary>
    public sealed record CheckOut(RepositoryUrl Url, CommitId Commit, string Ref, ReviewOptions Options, CommitId? Since = null) : ReviewEffect;

    /// <summary>Write the shards.</summary>
    public sealed record Plan(ReviewRequest Request) : ReviewEffect;

    /// <summary>Have an agent do a task.</summary>
    public sealed record InvokeAgent(AgentTask Task) : ReviewEffect;

    /// <summary>Ask agents' functions to do tasks, and wait for none of them.</summary>
    public sealed record Send(ValueArray<AgentTask> Tasks) : ReviewEffect;

    /// <summary>Check and merge the findings.</summary>
    public sealed record Verify : ReviewEffect;

    /// <summary>Write the results.</summary>
    public sealed record WriteResults : ReviewEffect;

    /// <summary>Come back at a time.</summary>
    public sealed record WakeAt(DateTimeOffset At) : ReviewEffect;
}
