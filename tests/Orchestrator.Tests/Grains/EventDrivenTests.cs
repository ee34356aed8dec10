using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.Orchestrator.Tests.Grains;

/// <summary>Grains that rest while agents work, and go on with each message.</summary>
public sealed class EventDrivenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static ReviewRequest Request => new() { RepoUrl = Some.Request.RepoUrl, ReviewId = Some.Id };

    private static ActivationTerms Terms { get; } = new() { Sends = true, MaxParallelAgents = 3 };

    private WorkspaceLayout Workspace => new(_folder.Path);

    private Review State => new ReviewHistory(Workspace, LogFiles.Instance).Current(Some.Id)!;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_request_answers_that_it_runs_and_the_last_report_that_it_is_complete()
    {
        await using var fleet = Fleet();
        var reviews = await fleet.StartAsync();

        var first = await reviews.ReviewAsync(Request, CancellationToken.None);
        Assert.Equal((ReviewStatus.Running, 3), (first.Status, fleet.Steps.Sent.Count));
        Assert.NotNull(first.RetryAfterSeconds);

        var last = await ReportAllAsync(fleet, reviews);
        Assert.Equal(ReviewStatus.Complete, last.Status);
        Assert.Equal(10, State.Done.Count);
    }

    [Fact]
    public async Task Each_message_may_come_to_another_process()
    {
        var sent = new Queue<AgentTask>();
        await using (var fleet = Fleet())
        {
            await (await fleet.StartAsync()).ReviewAsync(Request, CancellationToken.None);
            Take(fleet, sent);
        }

        var status = ReviewStatus.Running;
        while (sent.TryDequeue(out var task))
        {
            await using var fleet = Fleet();
            status = (await (await fleet.StartAsync()).TellAsync(Some.Id, Done(task), CancellationToken.None)).Response.Status;
            Take(fleet, sent);
        }

        Assert.Equal((ReviewStatus.Complete, 10), (status, State.Done.Count));
    }

    [Fact]
    public async Task A_process_that_was_away_while_another_went_on_forgets_what_it_remembers()
    {
        await using FleetFixture here = Fleet(), there = Fleet();
        var (reviews, others) = (await here.StartAsync(), await there.StartAsync());
        await reviews.ReviewAsync(Request, CancellationToken.None);
        var sent = here.Steps.Sent.ToArray();

        await others.TellAsync(Some.Id, Done(sent[0]), CancellationToken.None);
        await reviews.TellAsync(Some.Id, Done(sent[1]), CancellationToken.None);
        await others.TellAsync(Some.Id, Done(sent[2]), CancellationToken.None);

        Assert.Equal(sent.Select(task => task.Task.Value).Order(), State.Done.Keys);
        Assert.Equal(6, State.Begun);
    }

    [Fact]
    public async Task Reports_that_come_all_at_once_and_twice_are_each_noted_once()
    {
        await using var fleet = Fleet(shards: 20, parallel: 40);
        var reviews = await fleet.StartAsync();
        await reviews.ReviewAsync(Request, CancellationToken.None);
        var sent = fleet.Steps.Sent.ToArray();

        var answers = await Task.WhenAll(sent.Concat(sent).Select(task => reviews.TellAsync(Some.Id, Done(task), CancellationToken.None)));

        Assert.All(answers, answer => Assert.True(answer.IsNoted));
        Assert.Contains(answers, answer => answer.Response.Status is ReviewStatus.Complete);
        var history = new ReviewHistory(Workspace, LogFiles.Instance).Steps(Some.Id).ToList();
        Assert.Equal(40, history.Count(step => step.Event is ReviewEvent.TaskDone));
    }

    [Fact]
    public async Task A_review_that_is_not_over_is_marked_for_the_sweep_and_one_that_is_over_is_not()
    {
        await using var fleet = Fleet();
        var reviews = await fleet.StartAsync();

        await reviews.ReviewAsync(Request, CancellationToken.None);
        Assert.Equal([Some.Id.Value], Directory.EnumerateFiles(Workspace.PendingReviews).Select(Path.GetFileName));

        await ReportAllAsync(fleet, reviews);
        Assert.Empty(Directory.EnumerateFiles(Workspace.PendingReviews));
    }

    [Fact]
    public async Task A_cancelled_review_takes_no_report_any_more()
    {
        await using var fleet = Fleet();
        var reviews = await fleet.StartAsync();
        await reviews.ReviewAsync(Request, CancellationToken.None);

        var cancelled = await reviews.TellAsync(Some.Id, new ReviewCommand.Cancel(), CancellationToken.None);
        var late = await ReportAllAsync(fleet, reviews);

        Assert.Equal((ReviewStatus.Cancelled, ReviewStatus.Cancelled), (cancelled.Response.Status, late.Status));
        Assert.Empty(State.Done);
    }

    [Fact]
    public async Task Whoever_waits_gets_the_finished_review_whatever_functions_were_doing()
    {
        await using var fleet = Fleet();
        var reviews = await fleet.StartAsync();
        await reviews.ReviewAsync(Request, CancellationToken.None);

        var answer = await reviews.ReviewAsync(Request with { Wait = true }, CancellationToken.None);

        Assert.Equal(ReviewStatus.Complete, answer.Status);
        Assert.Equal(10, fleet.Steps.Done.Count);
    }

    private FleetFixture Fleet(int shards = 5, int parallel = 3) => new(_folder.Path)
    {
        Steps = new ScriptedSteps(Workspace) { Shards = shards }, Terms = Terms with { MaxParallelAgents = parallel },
    };

    private static async Task<ReviewResponse> ReportAllAsync(FleetFixture fleet, ReviewFleet reviews)
    {
        ReviewResponse? last = null;
        while (fleet.Steps.Sent.TryDequeue(out var task))
            last = (await reviews.TellAsync(Some.Id, Done(task), CancellationToken.None)).Response;
        return last!;
    }

    private static void Take(FleetFixture fleet, Queue<AgentTask> sent)
    {
        while (fleet.Steps.Sent.TryDequeue(out var task))
            sent.Enqueue(task);
    }

    private static ReviewCommand Done(AgentTask task) => Some.Report(task.Task.Value, attempt: task.Attempt, sending: task.Sending);
}
