using System.Globalization;
using CodeReview.Orchestrator.Grains;
using CodeReview.Protocol.Reviews;
using Spectre.Console;

namespace CodeReview.Cli.Progress;

/// <summary>Shows a review while it goes on: one line that is redrawn on a terminal, a line a stage elsewhere.</summary>
internal abstract class ProgressView : IReviewObserver, IAsyncDisposable
{
    /// <summary>The view that fits the console.</summary>
    public static ProgressView For(IAnsiConsole console, ReviewId id) =>
        console.Profile is { Capabilities: { Ansi: true, Interactive: true } } ? new LiveProgress(console, id) : new PlainProgress(console, id);

    /// <inheritdoc/>
    public abstract void Saw(Review review, ReviewEvent @event);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Where the review stands, in a few words.</summary>
    protected static string Describe(Review review) => review.Stage switch
    {
        ReviewStage.Cloning when review.Commit is { } commit => $"writing the work tree at {commit.Abbreviated}",
        ReviewStage.Cloning => "finding the commit",
        ReviewStage.Planning => string.Create(CultureInfo.InvariantCulture, $"planning {review.Files:n0} files"),
        ReviewStage.Reviewing => string.Create(
            CultureInfo.InvariantCulture,
            $"reviewing: {review.Done.Count + review.GivenUp.Count:n0} of {review.TotalTasks:n0} tasks, findings: {review.Done.Values.Sum(task => task.Findings):n0}"),
        ReviewStage.Verifying => "checking findings against the code",
        ReviewStage.Summarizing => "writing results",
        _ => StageOf(review),
    };

    /// <summary>The stage in one word.</summary>
    public static string StageOf(Review review) => review.FailedBySurroundings ? "suspended" : review.Stage.ToString().ToLowerInvariant();

    /// <summary>What went wrong on the way, if this event says so.</summary>
    protected static string? Trouble(ReviewEvent @event) => @event switch
    {
        ReviewEvent.TaskAttemptFailed e => $"task {e.Task}, attempt {e.Attempt} failed, trying again: {e.Reason}",
        ReviewEvent.TaskFailed e => $"task {e.Task} was given up after {e.Attempts} attempts: {e.Reason}",
        ReviewEvent.TaskReopened e => $"task {e.Task} is done again: {e.Reason}",
        ReviewEvent.BudgetSpent e => $"no further task begins: {e.Reason}",
        ReviewEvent.StepFailed e => $"{e.Step} failed, trying again: {e.Reason}",
        _ => null,
    };

    /// <summary>The text with its review where both fit, else as much of the text as fits: a line that wraps is not redrawn in its place.</summary>
    internal static string Fit(ReviewId id, string text, int room)
    {
        var named = $"{id}: {text}";
        return named.Length <= room ? named : text.Length <= room ? text : $"{text[..Math.Max(0, room - 1)]}…";
    }

    private sealed class PlainProgress(IAnsiConsole console, ReviewId id) : ProgressView
    {
        private string? _last;
        private int _tenth;

        public override void Saw(Review review, ReviewEvent @event)
        {
            if (Trouble(@event) is { } trouble)
                console.WriteWhole($"{id}: {trouble}");
            var tenth = review.TotalTasks is 0 ? 0 : (review.Done.Count + review.GivenUp.Count) * 10 / review.TotalTasks;
            var line = Describe(review);
            // A line for a stage, and within the long one a line for every tenth of it.
            if (review.Stage is ReviewStage.Reviewing && tenth == _tenth && _last is not null && _last.StartsWith("reviewing", StringComparison.Ordinal))
                return;
            if (line == _last)
                return;
            (_last, _tenth) = (line, tenth);
            console.WriteWhole($"{id}: {line}");
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class LiveProgress : ProgressView
    {
        private const int BarWidth = 16;
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly IAnsiConsole _console;
        private readonly ReviewId _id;
        private readonly bool _hasBar;
        private readonly Task _shown;
        private ProgressTask? _bar;

        // Beside the text: the spinner, the time, the bar where there is room for one, and a space between each.
        private int RoomForText => _console.Profile.Width - (1 + 1 + 1 + 8) - (_hasBar ? BarWidth + 1 : 0);

        public LiveProgress(IAnsiConsole console, ReviewId id)
        {
            (_console, _id, _hasBar) = (console, id, console.Profile.Width >= 80);
            ProgressColumn[] bar = _hasBar ? [new ProgressBarColumn { Width = BarWidth }] : [];
            _shown = console.Progress().AutoClear(true)
                .Columns([new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, .. bar, new ElapsedTimeColumn()])
                .StartAsync(async context =>
                {
                    _bar = context.AddTask(Line("starting"), maxValue: 1);
                    await _over.Task;
                });
        }

        public override void Saw(Review review, ReviewEvent @event)
        {
            if (Trouble(@event) is { } trouble)
                _console.WriteLine($"{_id}: {trouble}");
            if (_bar is not { } bar)
                return;
            bar.Description = Line(Describe(review));
            bar.MaxValue = Math.Max(1, review.TotalTasks);
            bar.Value = review.Done.Count + review.GivenUp.Count;
        }

        private string Line(string text) => Markup.Escape(Fit(_id, text, RoomForText));

        public override async ValueTask DisposeAsync()
        {
            _over.TrySetResult();
            await _shown;
        }
    }
}
