using CodeReview.Orchestrator.Grains;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Tests.Grains;

public sealed class ReviewPhasesTests
{
    private const string Model = "bedrock:some-model";

    [Fact]
    public void The_verifier_of_a_shard_is_dispatched_when_all_its_finders_are_over_and_before_later_shards()
    {
        var review = Reviewing(shards: 4);
        Assert.Equal(["security.0001", "security.0002", "style.0001"], review.Active.Keys);

        var first = review.Decide(Some.Report("security.0001"), Some.Time);
        review = Some.After(review, Some.Report("security.0001"));
        var second = review.Decide(Some.Report("style.0001"), Some.Time);

        Assert.DoesNotContain(first, e => e is ReviewEvent.TaskDispatched { Task.Agent.Value: "verifier" });
        Assert.Equal(new ReviewEvent.TaskDispatched(Some.Task("verifier.0001"), 1), second[^1]);
    }

    [Fact]
    public void A_verifier_is_given_the_results_of_its_shards_finders_and_its_own_model()
    {
        var review = Some.After(
            Reviewing(shards: 1, new VerificationOptions("bedrock:other", Severity.High)), Some.Report("security.0001"), Some.Report("style.0001", AgentOutcome.FailedForGood));

        var order = Assert.IsType<ReviewEffect.InvokeAgent>(Assert.Single(review.Owed(Some.Time))).Task;

        Assert.Equal(("verifier.0001", "bedrock:other"), (order.Task.Value, order.Model));
        Assert.Equal(new VerificationInput([new FinishedTask(Some.Task("security.0001"), "sha256:security.0001")], new VerificationOptions("bedrock:other", Severity.High)), order.Verification);
    }

    [Fact]
    public void Findings_of_rules_are_verified_only_where_a_verifier_is_named()
    {
        var unnamed = Some.After(Some.Reviewing(shards: 1), Some.Report("security.0001"), Some.Report("style.0001"));
        var options = Some.Request.EffectiveOptions;

        Assert.Equal(ReviewStage.Verifying, unnamed.Stage);
        Assert.Null(options.VerifierModel);
        Assert.Equal(Model, (options with { Verification = new VerificationOptions(Model) }).VerifierModel);
        Assert.Null((options with { Model = Model, Verification = new VerificationOptions(VerificationOptions.None) }).VerifierModel);
    }

    [Fact]
    public void A_shard_without_findings_has_no_verifier()
    {
        var review = Some.After(Reviewing(shards: 1), Report("security.0001", findings: 0), Report("style.0001", findings: 0));

        Assert.Equal((ReviewStage.Verifying, 2), (review.Stage, review.TotalTasks));
    }

    [Fact]
    public void The_review_goes_on_when_the_last_verifier_is_over_also_when_it_failed()
    {
        var review = Some.After(Reviewing(shards: 1), Some.Report("security.0001"), Some.Report("style.0001"));
        Assert.Equal((ReviewStage.Reviewing, 3), (review.Stage, review.TotalTasks));

        review = Some.After(review, Some.Report("verifier.0001", AgentOutcome.FailedForGood));

        Assert.Equal((ReviewStage.Verifying, new TaskCounts(3, 2, 1)), (review.Stage, review.TaskCounts));
    }

    [Fact]
    public void A_reopened_finder_has_its_shard_verified_again_and_no_other()
    {
        var verified = Some.After(
            Reviewing(shards: 2),
            Some.Report("security.0001"), Some.Report("style.0001"), Some.Report("security.0002"), Some.Report("style.0002"),
            Some.Report("verifier.0001"), Some.Report("verifier.0002"));
        Assert.Equal(ReviewStage.Verifying, verified.Stage);

        var reopened = Some.After(verified, new ReviewCommand.NoteResultsLost([new LostTask(Some.Task("style.0001"), "gone"), new LostTask(Some.Task("verifier.0001"), "gone")]));
        Assert.Equal(["style.0001"], reopened.Active.Keys);

        var again = Some.After(reopened, Some.Report("style.0001"));
        Assert.Equal(["verifier.0001"], again.Active.Keys);
        Assert.Equal(6, again.TotalTasks);
        Assert.Equal(ReviewStage.Verifying, Some.After(again, Some.Report("verifier.0001")).Stage);
    }

    [Fact]
    public void A_lost_verdict_reopens_the_verifier_alone()
    {
        var verified = Some.After(Reviewing(shards: 1), Some.Report("security.0001"), Some.Report("style.0001"), Some.Report("verifier.0001"));

        var reopened = Some.After(verified, new ReviewCommand.NoteResultsLost([new LostTask(Some.Task("verifier.0001"), "gone")]));

        Assert.Equal((ReviewStage.Reviewing, 3), (reopened.Stage, reopened.TotalTasks));
        Assert.Equal(["verifier.0001"], reopened.Active.Keys);
    }

    [Fact]
    public void Several_finders_of_an_agent_are_tasks_of_their_own_and_all_come_before_the_verifier()
    {
        var review = Reviewing(shards: 1, finders: 2, parallel: 9);

        Assert.Equal(["security.0001", "security.0001.2", "style.0001", "style.0001.2"], review.Active.Keys);

        review = Some.After(review, Some.Report("security.0001"), Some.Report("security.0001.2"), Some.Report("style.0001"));
        Assert.DoesNotContain("verifier.0001", review.Active.Keys);
        Assert.Contains("verifier.0001", Some.After(review, Some.Report("style.0001.2")).Active.Keys);
    }

    [Fact]
    public void A_spent_budget_begins_no_further_task_and_counts_those_as_failed()
    {
        var review = Reviewing(shards: 3, parallel: 2, budget: new ModelBudget(ReviewUsd: 1));

        var events = review.Decide(Report("security.0001", usd: 1), Some.Time);
        review = Some.After(review, Report("security.0001", usd: 1));

        var spent = Assert.IsType<ReviewEvent.BudgetSpent>(events[^1]);
        Assert.Equal("the review's budget of 1 US dollars is spent", spent.Reason);
        Assert.Equal(["style.0001"], review.Active.Keys);
        Assert.Equal(ReviewStage.Reviewing, review.Stage);

        review = Some.After(review, Report("style.0001", usd: 0.1m));
        Assert.Equal(ReviewStage.Verifying, review.Stage);
        Assert.Equal(["security.0002", "style.0002", "security.0003", "style.0003", "verifier.0001"], review.NeverBegun().Select(task => task.Value));
        Assert.Equal(new TaskCounts(7, 2, 5), review.TaskCounts);
    }

    [Fact]
    public void Findings_of_a_shard_that_a_spent_budget_cut_short_are_owed_a_second_look_that_does_not_begin()
    {
        var review = Some.After(Reviewing(shards: 2, parallel: 1, budget: new ModelBudget(ReviewUsd: 1)), Report("security.0001", usd: 1));

        Assert.Equal((ReviewStage.Verifying, 5), (review.Stage, review.TotalTasks));
        Assert.Equal(["style.0001", "security.0002", "style.0002", "verifier.0001"], review.NeverBegun().Select(task => task.Value));
    }

    [Fact]
    public void What_suspended_and_failed_attempts_took_counts_once()
    {
        var review = Reviewing(shards: 3, budget: new ModelBudget(ReviewUsd: 1));

        review = Some.After(review, Report("security.0001", AgentOutcome.Suspended, usd: 0.2m), Report("security.0001", AgentOutcome.FailedTransiently, usd: 0.3m));
        Assert.Equal(0.3m, review.Spent!.Usd);

        // A report that nothing was added to is no news.
        Assert.DoesNotContain(review.Decide(Report("style.0001", AgentOutcome.Suspended, usd: 0), Some.Time), e => e is ReviewEvent.TaskPaid);
        Assert.Equal(0.9m, Some.After(review, Report("style.0001", usd: 0.6m)).Spent!.Usd);
    }

    [Fact]
    public void A_task_that_was_begun_is_dispatched_again_after_the_budget_is_spent_so_that_what_it_found_is_not_lost()
    {
        var review = Some.After(
            Reviewing(shards: 3, parallel: 2, budget: new ModelBudget(ReviewUsd: 1)), Report("security.0001", usd: 1), Report("style.0001", AgentOutcome.Suspended, usd: 0.1m));

        Assert.True(review.Active["style.0001"].Dispatched);
    }

    [Fact]
    public void A_partial_review_that_is_asked_for_again_begins_nothing_that_the_budget_forbids()
    {
        var review = Some.After(
            Reviewing(shards: 2, parallel: 1, budget: new ModelBudget(ReviewUsd: 1)),
            Report("security.0001", usd: 1), new ReviewCommand.NoteVerified(0, 0, []), new ReviewCommand.NoteWritten(Completeness.Partial, "sha256:4"));
        Assert.Equal(ReviewStage.Complete, review.Stage);

        Assert.Empty(review.Decide(new ReviewCommand.Request(Some.Id, Request()), Some.Time));
    }

    [Fact]
    public void A_snapshot_in_the_middle_of_a_phase_gives_the_state_that_the_events_give()
    {
        var review = Some.After(Reviewing(shards: 3, parallel: 1), Report("security.0001", usd: 0.5m), Report("style.0001", usd: 0.5m));

        var restored = (Review)Orchestrator.Journaling.ReviewFormats.Read("review.1", Orchestrator.Journaling.ReviewFormats.Write(review));

        Assert.Equal(["verifier.0001"], restored.Active.Keys);
        Assert.Equal(review.Decide(Report("verifier.0001", usd: 0.1m), Some.Time), restored.Decide(Report("verifier.0001", usd: 0.1m), Some.Time));
    }

    private static ReviewRequest Request(VerificationOptions? verification = null, int? finders = null, int parallel = 3, ModelBudget? budget = null) => Some.Request with
    {
        Options = new ReviewOptions(Model, parallel, MaxTaskAttempts: 2, Budget: budget, Finders: finders, Verification: verification),
    };

    private static Review Reviewing(int shards, VerificationOptions? verification = null, int? finders = null, int parallel = 3, ModelBudget? budget = null) => Some.After(
        Review.Unrequested,
        new ReviewCommand.Request(Some.Id, Request(verification, finders, parallel, budget)),
        new ReviewCommand.NotePinned(Some.Commit, "refs/heads/main"),
        new ReviewCommand.NoteCloned(10, 1000, 0, "sha256:0"),
        new ReviewCommand.NotePlanned(shards, 10, 0, "sha256:1"));

    private static ReviewCommand.NoteReport Report(string task, AgentOutcome outcome = AgentOutcome.Done, decimal usd = 0, int findings = 1)
    {
        var report = ((ReviewCommand.NoteReport)Some.Report(task, outcome)).Report;
        return new ReviewCommand.NoteReport(report with { Findings = findings, Usage = usd is 0 ? Usage.None : new Usage((int)(usd * 10), 0, 0, 0, usd) }, Sending: 0);
    }
}
