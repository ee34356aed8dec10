using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Orchestrator.Summarizing.Timelines;
using CodeReview.Orchestrator.Tests.Grains;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;
using Microsoft.Extensions.Time.Testing;

namespace CodeReview.Orchestrator.Tests.Summarizing.Timelines;

public sealed class ReviewTimelineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Some.Time);
    private Review _review = Review.Unrequested;

    private WorkspaceLayout Workspace => new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_killed_and_resumed_review_shows_both_lives_and_how_each_ended()
    {
        using (var killed = Activate())
        {
            Write(killed, new ReviewCommand.Request(Some.Id, Some.Request), new ReviewCommand.NotePinned(Some.Commit, "refs/heads/main"));
            Write(killed, new ReviewCommand.NoteCloned(1, 1, 0, "d"), new ReviewCommand.NotePlanned(1, 1, 0, "d"));
        }

        _time.Advance(TimeSpan.FromHours(3));
        using (var resumed = Activate())
        {
            Write(resumed, new ReviewCommand.Request(Some.Id, Some.Request));
            Write(resumed, Done("security.0001", 0.5m));
            Write(resumed, Done("style.0001", 0.25m));
            resumed.Close();
        }

        var timeline = new ReviewHistory(Workspace, LogFiles.Instance).Timeline(Some.Id, newestLives: false);

        Assert.Equal(["crashed", "alive"], timeline.Activations.Select(bar => bar.Kind));
        Assert.Equal(["ended without a word", "ended by itself"], timeline.Listed.Select(row => row.Ended));
        Assert.Contains("2 activations, 1 of them ended without a word, resumed 1 time", timeline.Told, StringComparison.Ordinal);
        Assert.Equal(["cloning", "planning", "reviewing", "verifying"], timeline.Stages.Select(stage => stage.Name).Distinct());
        Assert.Equal((2, 0.75m), (timeline.MostTasks, timeline.Usd));
        Assert.Equal("3 h later", Assert.Single(timeline.Gaps).Text);
        // Nothing was under way while nobody lived.
        Assert.Contains(timeline.Tasks, point => point[1] is 0 && point[0] <= timeline.Gaps[0].At && point[0] > timeline.Stages[0].To);
    }

    [Fact]
    public void Activations_that_touch_and_ended_alike_are_one_bar()
    {
        for (var life = 0; life < 400; life++)
        {
            using var log = Activate();
            Write(log, new ReviewCommand.Request(Some.Id, Some.Request));
            log.Close();
        }

        var timeline = new ReviewHistory(Workspace, LogFiles.Instance).Timeline(Some.Id, newestLives: false);

        Assert.Equal((400, 60), (timeline.ActivationCount, timeline.Listed.Count));
        Assert.True(timeline.Activations.Count < 400);
        Assert.Contains("Activations 1 to ", timeline.Activations[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_failed_on_the_way_is_marked_with_its_secrets_masked()
    {
        using (var log = Activate())
        {
            Write(log, new ReviewCommand.Request(Some.Id, Some.Request), new ReviewCommand.NotePinned(Some.Commit, "refs/heads/main"));
            Write(log, new ReviewCommand.NoteStepFailed("CheckOut", new(Protocol.Reviews.ErrorKind.Environment, "password='hunter2!Qx9'")));
        }

        var mark = Assert.Single(new ReviewHistory(Workspace, LogFiles.Instance).Timeline(Some.Id, newestLives: true).Marks);

        Assert.Equal("CheckOut, attempt 1: password='hun****'", mark.Text);
    }

    [Fact]
    public void No_journal_gives_no_timeline() =>
        Assert.Equal(ReviewTimeline.None, new ReviewHistory(Workspace, LogFiles.Instance).Timeline(Some.Id, newestLives: false));

    private static ReviewCommand.NoteReport Done(string task, decimal usd) => new(new AgentReport
    {
        ReviewId = Some.Id,
        Task = Some.Task(task),
        Attempt = 1,
        Outcome = AgentOutcome.Done,
        ResultDigest = "d",
        Usage = new Usage(1, 1, 0, 1, usd),
    }, Sending: 0);

    private EventLog Activate() => EventLog.Activate(Workspace.Review(Some.Id).Journal, "here", LogFiles.Instance, _time);

    private void Write(EventLog log, params ReviewCommand[] commands)
    {
        foreach (var command in commands)
        {
            var events = _review.Decide(command, _time.GetUtcNow());
            _review = events.Aggregate(_review, (review, @event) => review.Apply(@event));
            log.Append([.. events.Select(@event => new NewLogEntry(ReviewFormats.NameOf(@event), ReviewFormats.Write(@event)))]);
            _time.Advance(TimeSpan.FromSeconds(2));
        }
    }
}
