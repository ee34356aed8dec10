using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Tests.Grains;

/// <summary>What a review decides whose tasks are sent to functions, and whose reports come as messages.</summary>
public sealed class SendingTests
{
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(20);

    private static ActivationTerms Terms { get; } = new()
    {
        Sends = true,
        MaxParallelAgents = 3,
        MaxRounds = 4,
        Agents = [new RemoteAgent(AgentName.Security, "bedrock:m", Within), new RemoteAgent(AgentName.Style, "rules", Within)],
    };

    private static Review Assigned => After(
        Review.Unrequested,
        new ReviewCommand.Request(Some.Id, Some.Request with { Options = null }),
        new ReviewCommand.NotePinned(Some.Commit, "refs/heads/main"),
        new ReviewCommand.NoteCloned(10, 1000, 0, "sha256:0"),
        new ReviewCommand.NotePlanned(4, 10, 0, "sha256:1"));

    private static Review Sent => After(Assigned, Accepted("security.0001"), Accepted("style.0001"), Accepted("security.0002"));

    [Fact]
    public void A_plan_owes_the_sending_of_a_window_of_tasks_each_with_the_engine_of_its_agent()
    {
        var send = Assert.IsType<ReviewEffect.Send>(Assert.Single(Assigned.Owed(Some.Time, Terms)));

        Assert.Equal(["security.0001", "security.0002", "style.0001"], send.Tasks.Select(task => task.Task.Value));
        Assert.Equal(["bedrock:m", "bedrock:m", "rules"], send.Tasks.Select(task => task.Model));
        Assert.Equal([false, false, true], send.Tasks.Select(task => task.Budget is null));
        Assert.All(send.Tasks, task => Assert.Equal((1, 1), (task.Attempt, task.Sending)));
    }

    [Fact]
    public void Once_functions_have_accepted_them_nothing_is_owed() => Assert.Empty(Sent.Owed(Some.Time, Terms));

    [Fact]
    public void What_was_assigned_and_may_not_have_been_sent_is_sent_by_the_next_activation()
    {
        var review = After(Assigned, Accepted("style.0001"));

        var send = Assert.IsType<ReviewEffect.Send>(Assert.Single(review.Owed(Some.Time, Terms)));
        Assert.Equal(["security.0001", "security.0002"], send.Tasks.Select(task => task.Task.Value));
    }

    [Fact]
    public void Engines_are_pinned_by_the_first_request_whatever_later_ones_are_set_up_with()
    {
        var other = Terms with { Agents = [new RemoteAgent(AgentName.Security, "rules", Within)] };

        var send = Assert.IsType<ReviewEffect.Send>(Assert.Single(Assigned.Owed(Some.Time, other)));

        Assert.Equal("bedrock:m", send.Tasks[0].Model);
        Assert.Null(Assigned.Refusal(Some.Request with { Options = null }));
        Assert.Contains("options", Assigned.Refusal(Some.Request with { Options = new ReviewOptions(Model: "rules") }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_the_request_names_is_every_agents()
    {
        var request = Some.Request with { Options = new ReviewOptions(Model: "rules") };

        var requested = Assert.IsType<ReviewEvent.Requested>(Assert.Single(Review.Unrequested.Decide(new ReviewCommand.Request(Some.Id, request), Some.Time, Terms)));

        Assert.Empty(requested.Models);
    }

    [Theory]
    [InlineData(null, "bedrock:function", "bedrock:function")]
    [InlineData("bedrock:named", "bedrock:function", "bedrock:named")]
    [InlineData("bedrock:named", null, "none")]
    [InlineData(null, null, "none")]
    public void Who_verifies_is_in_the_journal_so_that_no_task_is_sent_to_a_function_that_is_not_there(string? named, string? function, string verifier)
    {
        var terms = function is null ? Terms : Terms with { Agents = [.. Terms.Agents, new RemoteAgent(AgentName.Verifier, function, TimeSpan.FromMinutes(1))] };
        var request = Some.Request with { Options = new ReviewOptions(Model: named) };

        var requested = Assert.IsType<ReviewEvent.Requested>(Assert.Single(Review.Unrequested.Decide(new ReviewCommand.Request(Some.Id, request), Some.Time, terms)));

        Assert.Equal(verifier, requested.Models.Single(model => model.Agent == AgentName.Verifier).Model);
    }

    [Fact]
    public void The_fleets_bound_on_tasks_at_once_holds_whatever_the_request_asks_for()
    {
        var review = After(
            Review.Unrequested,
            new ReviewCommand.Request(Some.Id, Some.Request with { Options = new ReviewOptions(MaxParallelAgents: 100) }),
            new ReviewCommand.NotePinned(Some.Commit, "refs/heads/main"),
            new ReviewCommand.NoteCloned(10, 1000, 0, "sha256:0"),
            new ReviewCommand.NotePlanned(4, 10, 0, "sha256:1"));

        Assert.Equal(3, review.Active.Count);
    }

    [Fact]
    public void Asking_again_while_agents_work_changes_nothing() =>
        Assert.Empty(Sent.Decide(new ReviewCommand.Request(Some.Id, Some.Request with { Options = null }), Some.Time, Terms));

    [Fact]
    public void A_report_makes_room_for_the_next_task()
    {
        var events = Sent.Decide(Report("style.0001"), Some.Time, Terms);

        Assert.Equal(Some.Task("style.0001"), Assert.IsType<ReviewEvent.TaskDone>(events[0]).Task);
        Assert.Equal(new ReviewEvent.TaskAssigned(Some.Task("style.0002"), 1), events[1]);
    }

    [Theory]
    [InlineData(AgentOutcome.Done)]
    [InlineData(AgentOutcome.Suspended)]
    [InlineData(AgentOutcome.FailedTransiently)]
    [InlineData(AgentOutcome.FailedForGood)]
    public void A_report_that_comes_twice_counts_once(AgentOutcome outcome)
    {
        var once = After(Sent, Report("style.0001", outcome));

        Assert.Empty(once.Decide(Report("style.0001", outcome), Some.Time, Terms));
    }

    [Fact]
    public void The_word_that_a_task_was_sent_may_come_after_its_report()
    {
        var suspended = After(Assigned, Report("style.0001", AgentOutcome.Suspended));
        Assert.Equal(2, suspended.Active["style.0001"].Sendings);

        var review = After(suspended, Accepted("style.0001"));

        Assert.Null(review.Active["style.0001"].DueAt);
        Assert.Contains(review.Owed(Some.Time, Terms).OfType<ReviewEffect.Send>().Single().Tasks, task => task is { Task.Value: "style.0001", Sending: 2, Attempt: 1 });
    }

    [Fact]
    public void A_task_whose_function_died_is_sent_again_and_costs_no_attempt_until_it_has_happened_too_often()
    {
        var review = Sent;
        for (var sending = 1; sending < 8; sending++)
        {
            review = After(review, Died("style.0001", sending));
            Assert.Equal((1, sending + 1, sending), (review.Active["style.0001"].Attempt, review.Active["style.0001"].Sendings, review.Active["style.0001"].Interruptions));
            review = After(review, Accepted("style.0001", sending + 1));
        }

        review = After(review, Died("style.0001", 8));

        Assert.Contains("Runtime exited", review.GivenUp["style.0001"].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_death_of_an_earlier_sending_does_not_disturb_the_one_under_way()
    {
        var review = After(Sent, Died("style.0001", 1), Accepted("style.0001", 2));

        Assert.Empty(review.Decide(Died("style.0001", 1), Some.Time, Terms));
    }

    [Fact]
    public void A_task_of_which_nothing_is_heard_is_sent_again_when_its_report_is_overdue()
    {
        Assert.Empty(Sent.Decide(new ReviewCommand.Continue(), Some.Time + Within - TimeSpan.FromSeconds(1), Terms));

        var events = Sent.Decide(new ReviewCommand.Continue(), Some.Time + Within, Terms);

        Assert.Equal(3, events.OfType<ReviewEvent.TaskInterrupted>().Count());
        Assert.Equal(3, events.OfType<ReviewEvent.TaskAssigned>().Count());
    }

    [Fact]
    public void A_function_that_takes_no_call_costs_an_attempt_and_is_called_again_later()
    {
        var refused = After(
            Assigned,
            new ReviewCommand.NoteSent([new SentTask(Some.Task("style.0001"), 1, "throttled")]),
            Accepted("security.0001"), Accepted("security.0002"), Accepted("style.0002"));

        Assert.False(refused.Active["style.0001"].Dispatched);
        // Reports of the others are to come, and wake the review; nobody waits for the time.
        Assert.Empty(refused.Owed(Some.Time, Terms));
        var events = refused.Decide(Report("style.0002"), Some.Time + TimeSpan.FromMinutes(1), Terms);
        Assert.Equal(new ReviewEvent.TaskAssigned(Some.Task("style.0001"), 2), events[1]);
    }

    [Fact]
    public void Where_no_report_is_to_come_the_activation_itself_waits_for_the_time_of_the_next_try()
    {
        var review = After(Sent, Report("security.0001"), Report("security.0002"));
        review = review with { Active = review.Active.Where(pair => pair.Key is "style.0001").Aggregate(review.Active.Clear(), (all, pair) => all.Add(pair.Key, pair.Value)) };

        review = After(review, Report("style.0001", AgentOutcome.FailedTransiently));

        Assert.IsType<ReviewEffect.WakeAt>(Assert.Single(review.Owed(Some.Time, Terms with { TakesTasks = false }).OfType<ReviewEffect.WakeAt>()));
    }

    [Fact]
    public void A_report_long_after_the_review_was_called_off_changes_nothing()
    {
        var cancelled = After(Sent, new ReviewCommand.Cancel());

        Assert.Empty(cancelled.Decide(Report("style.0001"), Some.Time, Terms));
        Assert.Empty(cancelled.Decide(Died("style.0001", 1), Some.Time, Terms));
        Assert.Empty(cancelled.Decide(new ReviewCommand.Continue(), Some.Time + TimeSpan.FromDays(1), Terms));
        Assert.Empty(cancelled.Owed(Some.Time + TimeSpan.FromDays(1), Terms));
    }

    [Fact]
    public void A_task_that_wants_to_be_asked_again_each_time_is_given_up_in_the_end()
    {
        var review = Sent;
        for (var sending = 1; sending < Terms.MaxRounds; sending++)
            review = After(review, Report("style.0001", AgentOutcome.Suspended, sending), Accepted("style.0001", sending + 1));

        review = After(review, Report("style.0001", AgentOutcome.Suspended, Terms.MaxRounds));

        Assert.Contains("never came to an end", review.GivenUp["style.0001"].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_review_that_goes_on_by_itself_without_an_end_fails_and_goes_on_when_somebody_asks()
    {
        var review = After(Review.Unrequested, new ReviewCommand.Request(Some.Id, Some.Request));
        for (var round = 0; round < Terms.MaxRounds; round++)
            review = After(review, new ReviewCommand.Continue());
        Assert.Equal(ReviewStage.Cloning, review.Stage);

        review = After(review, new ReviewCommand.Continue());

        Assert.Equal(ReviewStage.Failed, review.Stage);
        Assert.Contains("loop", review.Error!.Message, StringComparison.Ordinal);
        Assert.Equal((ReviewStage.Cloning, 0), (After(review, new ReviewCommand.Request(Some.Id, Some.Request)) is var again ? again.Stage : default, again.Rounds));
    }

    [Fact]
    public void Whoever_waits_takes_over_what_functions_have()
    {
        var review = Sent.Decide(new ReviewCommand.Request(Some.Id, Some.Request with { Options = null }), Some.Time).Aggregate(Sent, (state, e) => state.Apply(e));

        Assert.Superset(Sent.Active.Keys.ToHashSet(), review.Owed(Some.Time).OfType<ReviewEffect.InvokeAgent>().Select(invoke => invoke.Task.Task.Value).ToHashSet());
    }

    [Fact]
    public void A_snapshot_holds_what_was_sent()
    {
        var restored = (Review)ReviewFormats.Read(ReviewFormats.Snapshot, ReviewFormats.Write(Sent));

        Assert.Equal(ReviewFormats.Write(Sent), ReviewFormats.Write(restored));
        Assert.Equal(Sent.Decide(Report("style.0001"), Some.Time, Terms), restored.Decide(Report("style.0001"), Some.Time, Terms));
    }

    private static Review After(Review review, params ReviewCommand[] commands) =>
        commands.Aggregate(review, (state, command) => state.Decide(command, Some.Time, Terms).Aggregate(state, (s, e) => s.Apply(e)));

    private static ReviewCommand.NoteSent Accepted(string task, int sending = 1) => new([new SentTask(Some.Task(task), sending)]);

    private static ReviewCommand Report(string task, AgentOutcome outcome = AgentOutcome.Done, int sending = 1) => Some.Report(task, outcome, sending: sending);

    private static ReviewCommand.NoteInterrupted Died(string task, int sending) =>
        new(new AgentTask(Some.Id, TextValue.Parse<TaskId>(task), 1, "rules", null, sending), "Runtime exited with error: signal: killed");
}
