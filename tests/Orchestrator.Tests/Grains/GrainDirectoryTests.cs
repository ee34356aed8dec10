using Akka.Actor;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeReview.Orchestrator.Tests.Grains;

public sealed class GrainDirectoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("fleet-").FullName;

    private static ReviewRequest Request => Some.Request with { ReviewId = Some.Id };

    private ReviewLayout Layout => new WorkspaceLayout(_root).Review(Some.Id);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_review_runs_to_its_end_and_answers_from_its_journal_afterwards()
    {
        await using var fleet = new FleetFixture(_root);
        var reviews = await fleet.StartAsync();

        var first = await reviews.ReviewAsync(Request, CancellationToken.None);
        var second = await reviews.ReviewAsync(Request, CancellationToken.None);

        Assert.Equal(ReviewStatus.Complete, first.Status);
        Assert.Equal(ReviewStatus.Complete, second.Status);
        Assert.Equal(10, fleet.Steps.Done.Count);
        Assert.All(fleet.Steps.Done, pair => Assert.Equal(1, pair.Value));
    }

    [Fact]
    public async Task Requests_for_one_review_at_once_share_one_activation()
    {
        await using var fleet = new FleetFixture(_root);
        var reviews = await fleet.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => reviews.ReviewAsync(Request, CancellationToken.None)));

        Assert.All(answers, answer => Assert.Equal(ReviewStatus.Complete, answer.Status));
        Assert.All(fleet.Steps.Done, pair => Assert.Equal(1, pair.Value));
    }

    [Fact]
    public async Task A_request_with_other_values_is_refused_and_does_not_disturb_the_review_under_way()
    {
        await using var fleet = new FleetFixture(_root);
        var reviews = await fleet.StartAsync();
        var (underWay, goOn) = fleet.Steps.HoldTasks();

        var first = reviews.ReviewAsync(Request, CancellationToken.None);
        await underWay;
        var other = reviews.ReviewAsync(Request with { Agents = [AgentName.Style] }, CancellationToken.None);
        goOn();

        Assert.Equal(ReviewStatus.Complete, (await first).Status);
        var answer = await other;
        Assert.Equal((ReviewStatus.Failed, ErrorKind.InvalidRequest), (answer.Status, answer.Error!.Kind));
        Assert.Contains("agents", answer.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspended_review_goes_on_in_another_process_without_repeating_finished_tasks()
    {
        using var suspend = new CancellationTokenSource();
        await using (var fleet = new FleetFixture(_root))
        {
            var reviews = await fleet.StartAsync();
            fleet.Steps.BeforeTask = async (_, token) =>
            {
                if (fleet.Steps.Done.Count < 4)
                    return;
                await suspend.CancelAsync();
                await new TaskCompletionSource().Task.WaitAsync(token);
            };

            var suspended = await reviews.ReviewAsync(Request, suspend.Token);

            Assert.Equal(ReviewStatus.Suspended, suspended.Status);
            Assert.InRange(fleet.Steps.Done.Count, 4, 9);
            Assert.Equal(fleet.Steps.Done.Count, suspended.Tasks!.Done);
        }

        var finished = new ReviewHistory(new WorkspaceLayout(_root), LogFiles.Instance).Current(Some.Id)!.Done.Keys.ToList();
        await using var next = new FleetFixture(_root);
        var answer = await (await next.StartAsync()).ReviewAsync(Request, CancellationToken.None);

        Assert.Equal(ReviewStatus.Complete, answer.Status);
        Assert.DoesNotContain(next.Steps.Done.Keys, task => finished.Contains(task.Value));
        Assert.Equal(10, finished.Count + next.Steps.Done.Count);
    }

    [Fact]
    public async Task A_request_that_comes_after_somebody_else_suspended_the_review_is_carried_out_by_the_next_activation()
    {
        await using var fleet = new FleetFixture(_root);
        var reviews = await fleet.StartAsync();
        using var suspend = new CancellationTokenSource();
        var (underWay, goOn) = fleet.Steps.HoldTasks();

        var first = reviews.ReviewAsync(Request, suspend.Token);
        await underWay;
        await suspend.CancelAsync();
        var second = reviews.ReviewAsync(Request, CancellationToken.None);
        goOn();

        Assert.Equal(ReviewStatus.Suspended, (await first).Status);
        Assert.Equal(ReviewStatus.Complete, (await second).Status);
        Assert.All(fleet.Steps.Done, pair => Assert.Equal(1, pair.Value));
    }

    [Fact]
    public async Task A_request_that_waits_for_the_next_activation_can_be_suspended_too()
    {
        await using var fleet = new FleetFixture(_root);
        var reviews = await fleet.StartAsync();
        using CancellationTokenSource suspend = new(), suspendToo = new();
        var (underWay, goOn) = fleet.Steps.HoldTasks();

        var first = reviews.ReviewAsync(Request, suspend.Token);
        await underWay;
        await suspend.CancelAsync();
        var second = reviews.ReviewAsync(Request, suspendToo.Token);
        await suspendToo.CancelAsync();
        goOn();

        Assert.All(await Task.WhenAll(first, second), answer => Assert.Equal(ReviewStatus.Suspended, answer.Status));
    }

    [Fact]
    public async Task An_activation_that_is_taken_over_answers_active_elsewhere()
    {
        await using var fleet = new FleetFixture(_root);
        var reviews = await fleet.StartAsync();
        var taken = 0;
        fleet.Steps.BeforeTask = (_, _) =>
        {
            // Another process, as the log sees it; once.
            if (Interlocked.Exchange(ref taken, 1) is 0)
                EventLog.Activate(Layout.Journal, "another", LogFiles.Instance, TimeProvider.System).Dispose();
            return Task.CompletedTask;
        };

        var answer = await reviews.ReviewAsync(Request, CancellationToken.None);

        Assert.Equal(ReviewStatus.ActiveElsewhere, answer.Status);
        Assert.NotNull(answer.RetryAfterSeconds);
    }

    [Fact]
    public async Task Deleting_every_snapshot_changes_nothing_but_time()
    {
        await using (var fleet = new FleetFixture(_root))
            await (await fleet.StartAsync()).ReviewAsync(Request, CancellationToken.None);
        Assert.NotEmpty(Directory.EnumerateFiles(Layout.Snapshots));
        Directory.Delete(Layout.Snapshots, recursive: true);

        await using var next = new FleetFixture(_root);
        var answer = await (await next.StartAsync()).ReviewAsync(Request, CancellationToken.None);

        Assert.Equal(ReviewStatus.Complete, answer.Status);
        Assert.Empty(next.Steps.Done);
    }

    [Fact]
    public async Task A_finished_review_whose_summary_is_gone_says_so()
    {
        await using var fleet = new FleetFixture(_root);
        var reviews = await fleet.StartAsync();
        await reviews.ReviewAsync(Request, CancellationToken.None);
        File.Delete(Layout.Summary);

        var answer = await reviews.ReviewAsync(Request, CancellationToken.None);

        Assert.Equal((ReviewStatus.Failed, ErrorKind.Environment), (answer.Status, answer.Error?.Kind));
        Assert.Contains(Layout.Summary, answer.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_waits_hears_of_a_fault_of_the_directory_itself()
    {
        await using var fleet = new FleetFixture(_root);
        await fleet.StartAsync();
        Func<ReviewId, Props> faulty = id => id == Some.Id ? Props.Create(() => new Silent()) : throw new InvalidOperationException("no such grain");
        var logs = new GrainLogs(new WorkspaceLayout(_root), LogFiles.Instance, TimeProvider.System);
        var directory = fleet.System.ActorOf(Props.Create(() =>
            new GrainDirectory(new WorkspaceLayout(_root), logs, TimeProvider.System, NullLogger<GrainDirectory>.Instance, faulty)));

        var waiting = directory.Ask<Delivered>(Deliver(Some.Id));
        var faulted = directory.Ask<Delivered>(Deliver(TextValue.Parse<ReviewId>("another")));

        Assert.Equal("no such grain", (await Assert.ThrowsAsync<InvalidOperationException>(() => faulted)).Message);
        Assert.Equal("no such grain", (await Assert.ThrowsAsync<InvalidOperationException>(() => waiting)).Message);
    }

    [Fact]
    public async Task A_damaged_snapshot_is_passed_over()
    {
        await using (var fleet = new FleetFixture(_root))
            await (await fleet.StartAsync()).ReviewAsync(Request, CancellationToken.None);
        foreach (var snapshot in Directory.EnumerateFiles(Layout.Snapshots))
            await File.WriteAllTextAsync(snapshot, "{\"state\":");

        await using var next = new FleetFixture(_root);
        var answer = await (await next.StartAsync()).ReviewAsync(Request, CancellationToken.None);

        Assert.Equal(ReviewStatus.Complete, answer.Status);
    }

    [Fact]
    public async Task A_damaged_journal_stops_the_review_and_names_the_place()
    {
        await using (var fleet = new FleetFixture(_root))
            await (await fleet.StartAsync()).ReviewAsync(Request, CancellationToken.None);
        var segment = Path.Combine(Layout.Journal, "segments", "000001.jsonl");
        var lines = await File.ReadAllLinesAsync(segment);
        lines[2] = lines[2].Replace("refs/heads/main", "refs/heads/evil", StringComparison.Ordinal);
        await File.WriteAllTextAsync(segment, string.Join('\n', lines) + "\n");
        // Behind a snapshot nobody needs these lines, and nobody reads them.
        Directory.Delete(Layout.Snapshots, recursive: true);

        await using var next = new FleetFixture(_root);
        var answer = await (await next.StartAsync()).ReviewAsync(Request, CancellationToken.None);

        Assert.NotEqual(ReviewStatus.Complete, answer.Status);
        Assert.Contains("000001.jsonl' line 3", answer.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_in_a_step_fails_the_review_and_says_where()
    {
        await using var fleet = new FleetFixture(_root);
        fleet.Steps.BeforeTask = (_, _) => throw new InvalidOperationException("broken");

        var answer = await (await fleet.StartAsync()).ReviewAsync(Request, CancellationToken.None);

        Assert.Equal((ReviewStatus.Failed, ErrorKind.Internal), (answer.Status, answer.Error!.Kind));
        Assert.Contains("broken", answer.Error.Message, StringComparison.Ordinal);
    }

    private static GrainDirectory.Deliver Deliver(ReviewId id) => new(id, new ReviewCommand.Request(id, Request), Attached: true);

    /// <summary>A grain that never answers.</summary>
    private sealed class Silent : ReceiveActor
    {
        public Silent() => ReceiveAny(_ => { });
    }
}
