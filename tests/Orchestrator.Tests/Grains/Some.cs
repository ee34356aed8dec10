using CodeReview.Orchestrator.Grains;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Tests.Grains;

/// <summary>Values that a test needs and is not about.</summary>
internal static class Some
{
    public static DateTimeOffset Time { get; } = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public static CommitId Commit { get; } = TextValue.Parse<CommitId>(new string('a', 40));

    public static ReviewId Id { get; } = TextValue.Parse<ReviewId>("some-review");

    public static ReviewRequest Request { get; } = new()
    {
        RepoUrl = TextValue.Parse<RepositoryUrl>("https://example.org/some/repository"),
        Options = new ReviewOptions(MaxParallelAgents: 3, MaxTaskAttempts: 2),
    };

    /// <summary>A review with this many shards, hence twice as many tasks, whose first tasks are dispatched.</summary>
    public static Review Reviewing(int shards) => After(
        Review.Unrequested,
        new ReviewCommand.Request(Id, Request),
        new ReviewCommand.NotePinned(Commit, "refs/heads/main"),
        new ReviewCommand.NoteCloned(10, 1000, 0, "sha256:0"),
        new ReviewCommand.NotePlanned(shards, 10, 0, "sha256:1"));

    public static Review After(Review review, params ReviewCommand[] commands) =>
        commands.Aggregate(review, (state, command) => state.Decide(command, Time).Aggregate(state, (s, e) => s.Apply(e)));

    public static TaskId Task(string id) => TextValue.Parse<TaskId>(id);

    public static ReviewCommand Report(string task, AgentOutcome outcome = AgentOutcome.Done, int attempt = 1, int sending = 0) => new ReviewCommand.NoteReport(new AgentReport
    {
        ReviewId = Id,
        Task = Task(task),
        Attempt = attempt,
        Outcome = outcome,
        ResultDigest = outcome is AgentOutcome.Done ? $"sha256:{task}" : null,
        Findings = 1,
        FilesRead = 2,
        Usage = Usage.None,
        Error = outcome is AgentOutcome.Done ? null : "the network is down",
    }, sending);
}
