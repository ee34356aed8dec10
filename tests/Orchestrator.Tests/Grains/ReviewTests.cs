using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Tests.Grains;

public sealed class ReviewTests
{
    [Fact]
    public void A_request_owes_the_commit_before_the_work_tree()
    {
        var requested = Some.After(Review.Unrequested, new ReviewCommand.Request(Some.Id, Some.Request));
        Assert.Equal([new ReviewEffect.Pin(Some.Request.RepoUrl, null)], requested.Owed(Some.Time));

        var pinned = Some.After(requested, new ReviewCommand.NotePinned(Some.Commit, "refs/heads/main"));
        Assert.Equal([new ReviewEffect.CheckOut(Some.Request.RepoUrl, Some.Commit, "refs/heads/main", Some.Request.EffectiveOptions)], pinned.Owed(Some.Time));
    }

    [Fact]
    public void A_commit_that_is_pinned_is_never_pinned_to_another()
    {
        var pinned = Some.After(
            Review.Unrequested, new ReviewCommand.Request(Some.Id, Some.Request), new ReviewCommand.NotePinned(Some.Commit, "refs/heads/main"));

        Assert.Empty(pinned.Decide(new ReviewCommand.NotePinned(default, "refs/heads/other"), Some.Time));
    }

    [Fact]
    public void A_plan_dispatches_a_window_of_tasks_in_the_batch_that_records_it()
    {
        var review = Some.Reviewing(shards: 4);

        Assert.Equal(["security.0001", "security.0002", "style.0001"], review.Active.Keys);
        Assert.Equal(3, review.Owed(Some.Time).Count);
        Assert.Equal(8, review.TotalTasks);
    }

    [Fact]
    public void A_finished_task_makes_room_for_the_next_one()
    {
        var review = Some.Reviewing(shards: 4);

        var events = review.Decide(Some.Report("style.0001"), Some.Time);

        Assert.Collection(
            events,
            e => Assert.Equal(Some.Task("style.0001"), Assert.IsType<ReviewEvent.TaskDone>(e).Task),
            e => Assert.Equal(new ReviewEvent.TaskDispatched(Some.Task("style.0002"), 1), e));
    }

    [Fact]
    public void A_report_that_is_delivered_twice_counts_once()
    {
        var review = Some.After(Some.Reviewing(shards: 4), Some.Report("style.0001"));

        Assert.Empty(review.Decide(Some.Report("style.0001"), Some.Time));
    }

    [Fact]
    public void An_activation_that_is_about_to_end_begins_no_task()
    {
        var review = Some.Reviewing(shards: 4);

        var events = review.Decide(Some.Report("style.0001", AgentOutcome.Suspended), Some.Time, new ActivationTerms { TakesTasks = false });

        Assert.Equal([new ReviewEvent.TaskSuspended(Some.Task("style.0001"))], events);
    }

    [Fact]
    public void A_suspended_task_is_asked_again_with_the_same_attempt()
    {
        var review = Some.Reviewing(shards: 4);
        review = review.Decide(Some.Report("style.0001", AgentOutcome.Suspended), Some.Time, new ActivationTerms { TakesTasks = false }).Aggregate(review, (s, e) => s.Apply(e));

        var resumed = Some.After(review, new ReviewCommand.Request(Some.Id, Some.Request));

        Assert.Equal(1, resumed.Active["style.0001"].Attempt);
        Assert.True(resumed.Active["style.0001"].Dispatched);
    }

    [Fact]
    public void A_failed_attempt_waits_and_the_last_one_gives_the_task_up()
    {
        var review = Some.After(Some.Reviewing(shards: 1), Some.Report("style.0001", AgentOutcome.FailedTransiently));
        var retryAt = review.Active["style.0001"].RetryAt;

        Assert.InRange(retryAt!.Value - Some.Time, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.Contains(new ReviewEffect.WakeAt(retryAt.Value), review.Owed(Some.Time));
        Assert.Empty(review.Decide(new ReviewCommand.Wake(), Some.Time));
        var again = Assert.Single(review.Decide(new ReviewCommand.Wake(), retryAt.Value));
        Assert.Equal(new ReviewEvent.TaskDispatched(Some.Task("style.0001"), 2), again);

        var last = Some.After(review.Apply(again), Some.Report("style.0001", AgentOutcome.FailedTransiently, attempt: 2));
        Assert.Equal(new GivenUpTask(2, "the network is down"), last.GivenUp["style.0001"]);
    }

    [Fact]
    public void The_last_report_owes_the_verification_even_when_tasks_were_given_up()
    {
        var review = Some.After(
            Some.Reviewing(shards: 1), Some.Report("security.0001"), Some.Report("style.0001", AgentOutcome.FailedForGood));

        Assert.Equal(ReviewStage.Verifying, review.Stage);
        Assert.Equal([new ReviewEffect.Verify()], review.Owed(Some.Time));
        Assert.Equal(new TaskCounts(2, 1, 1), review.TaskCounts);
    }

    [Fact]
    public void Going_on_after_the_last_report_tries_again_what_was_given_up()
    {
        var verifying = Some.After(
            Some.Reviewing(shards: 1), Some.Report("security.0001"), Some.Report("style.0001", AgentOutcome.FailedForGood));

        var review = Some.After(verifying, new ReviewCommand.Request(Some.Id, Some.Request));

        Assert.Equal(ReviewStage.Reviewing, review.Stage);
        Assert.Equal(["security.0001"], review.Done.Keys);
        Assert.True(review.Active["style.0001"].Dispatched);
    }

    [Fact]
    public void A_plan_without_shards_goes_straight_to_the_verification() =>
        Assert.Equal(ReviewStage.Verifying, Some.Reviewing(shards: 0).Stage);

    [Fact]
    public void A_lost_result_reopens_its_task_and_no_other()
    {
        var verifying = Some.After(Some.Reviewing(shards: 1), Some.Report("security.0001"), Some.Report("style.0001"));

        var review = Some.After(verifying, new ReviewCommand.NoteResultsLost([new LostTask(Some.Task("style.0001"), "it is gone")]));

        Assert.Equal(ReviewStage.Reviewing, review.Stage);
        Assert.Equal(["security.0001"], review.Done.Keys);
        Assert.True(review.Active["style.0001"].Dispatched);
    }

    [Fact]
    public void A_task_during_which_activation_after_activation_ends_is_given_up()
    {
        var review = Some.Reviewing(shards: 1);
        for (var i = 0; i < 7; i++)
            review = Some.After(review, new ReviewCommand.Request(Some.Id, Some.Request));
        Assert.Empty(review.GivenUp);

        review = Some.After(review, new ReviewCommand.Request(Some.Id, Some.Request));

        Assert.Equal(["security.0001", "style.0001"], review.GivenUp.Keys);
        Assert.Equal(ReviewStage.Verifying, review.Stage);
    }

    [Fact]
    public void A_failed_review_that_is_asked_for_again_goes_on_where_it_failed()
    {
        var error = new ReviewError(ErrorKind.InvalidRequest, "there is no such repository");
        var failed = Some.After(
            Review.Unrequested, new ReviewCommand.Request(Some.Id, Some.Request), new ReviewCommand.NoteStepFailed("Pin", error));
        Assert.Equal((ReviewStage.Failed, error), (failed.Stage, failed.Error));

        var again = Some.After(failed, new ReviewCommand.Request(Some.Id, Some.Request));

        Assert.Equal(ReviewStage.Cloning, again.Stage);
        Assert.Null(again.Error);
    }

    [Fact]
    public void A_step_that_meets_trouble_is_tried_again_and_fails_in_the_end()
    {
        var trouble = new ReviewCommand.NoteStepFailed("Pin", new ReviewError(ErrorKind.Environment, "no route to host"));
        var review = Some.After(Review.Unrequested, new ReviewCommand.Request(Some.Id, Some.Request), trouble);
        Assert.IsType<ReviewEffect.WakeAt>(Assert.Single(review.Owed(Some.Time)));

        review = Some.After(review, trouble, trouble, trouble);

        Assert.Equal(ReviewStage.Failed, review.Stage);
    }

    [Fact]
    public void A_request_with_other_values_is_refused_and_says_which()
    {
        var review = Some.Reviewing(shards: 1);

        Assert.Null(review.Refusal(Some.Request));
        Assert.Contains("agents (security, style)", review.Refusal(Some.Request with { Agents = [AgentName.Style] }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_that_runs_more_tasks_at_once_may_go_on_with_the_review_and_one_with_other_limits_may_not()
    {
        var review = Some.Reviewing(shards: 1);
        var options = Some.Request.EffectiveOptions;

        Assert.Null(review.Refusal(Some.Request with { Options = options with { MaxParallelAgents = options.MaxParallelAgents + 1 } }));
        Assert.Contains("options", review.Refusal(Some.Request with { Options = options with { MaxFiles = 1 } }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_at_any_event_gives_the_state_that_the_events_give()
    {
        var review = Some.After(Some.Reviewing(shards: 3), Some.Report("security.0001"), Some.Report("style.0001", AgentOutcome.FailedTransiently));

        var restored = (Review)ReviewFormats.Read(ReviewFormats.Snapshot, ReviewFormats.Write(review));

        Assert.Equal(ReviewFormats.Write(review), ReviewFormats.Write(restored));
        var next = Some.Report("security.0002");
        Assert.Equal(review.Decide(next, Some.Time), restored.Decide(next, Some.Time));
    }
}
