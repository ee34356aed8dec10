using System.Globalization;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Secrets;

namespace CodeReview.Orchestrator.Summarizing.Timelines;

/// <summary>Reads the life of a review out of its journal.</summary>
internal sealed class TimelineReading
{
    private const int MaxStages = 200;
    private const int MaxMarks = 200;
    private const int MaxRows = 60;
    private const int MaxPoints = 1500;
    private readonly IReadOnlyList<ReviewHistory.Step> _steps;
    private readonly List<Life> _lives;
    private readonly List<(DateTimeOffset At, int Tasks)> _tasks;
    private readonly DateTimeOffset _start;
    private readonly DateTimeOffset _end;
    private readonly TimelineScale _scale;

    private TimelineReading(IReadOnlyList<ReviewHistory.Step> steps, IReadOnlyList<LogActivation> activations, bool newestLives)
    {
        _steps = steps;
        var events = steps.ToLookup(step => step.Entry.Token, step => step.Entry.At);
        _lives = [.. activations.Select(activation => Life.Of(activation, [.. events[activation.Token]], newestLives && activation.Token == activations.Count)).Where(life => life.Began != default)];
        _tasks = TasksUnderWay();
        _start = _lives.Select(life => life.Began).Append(steps[0].Entry.At).Min();
        _end = _lives.Select(life => life.Ended).Append(steps[^1].Entry.At).Max();
        var working = _tasks.Zip(_tasks.Skip(1)).Where(pair => pair.First.Tasks > 0).Select(pair => new TimelineScale.Busy(pair.First.At, pair.Second.At));
        // The first and the last moment too, whatever the clocks of two machines say.
        _scale = new TimelineScale([new(_start, _start), .. _lives.Select(life => new TimelineScale.Busy(life.Began, life.Ended)), .. working, new(_end, _end)]);
    }

    /// <summary>The timeline of a journal.</summary>
    /// <param name="steps">Its events.</param>
    /// <param name="activations">Its activations, from the first.</param>
    /// <param name="newestLives">Whether the newest activation is at work.</param>
    public static ReviewTimeline Of(IReadOnlyList<ReviewHistory.Step> steps, IReadOnlyList<LogActivation> activations, bool newestLives) =>
        steps.Count is 0 ? ReviewTimeline.None : new TimelineReading(steps, activations, newestLives).Read();

    private ReviewTimeline Read()
    {
        var cost = Cost();
        var usd = cost.Count is 0 ? 0 : cost[^1][1];
        return new ReviewTimeline
        {
            Told = Tell(usd),
            Stages = Stages().Take(MaxStages).ToValueArray(),
            Activations = Bars().ToValueArray(),
            ActivationCount = _lives.Count,
            Listed = _lives.Where((_, index) => index < MaxRows / 2 || index >= _lives.Count - MaxRows / 2).Select(life => life.Row()).ToValueArray(),
            Tasks = Thin([.. _tasks.Select(point => (_scale.At(point.At), (decimal)point.Tasks))]),
            MostTasks = _tasks.Max(point => point.Tasks),
            Cost = cost,
            Usd = usd,
            Marks = _steps.Select(Mark).OfType<TroubleMark>().Take(MaxMarks).ToValueArray(),
            Gaps = _scale.Gaps().ToValueArray(),
            Ticks = _scale.Axis().ToValueArray(),
        };
    }

    private string Tell(decimal usd)
    {
        var crashed = _lives.Count(life => life.Kind is Life.Crashed);
        var resumed = _steps.Count(step => step.Event is ReviewEvent.Resumed);
        var parts = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"Began {_start.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC and took {TimelineScale.Elapsed(_end - _start)}"),
            $"{Counted.Of(_lives.Count, "activation")}{(crashed > 0 ? $", {crashed} of them ended without a word" : "")}{(resumed > 0 ? $", resumed {Counted.Of(resumed, "time")}" : "")}",
            $"at most {Counted.Of(_tasks.Max(point => point.Tasks), "task")} at once",
        };
        if (usd > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{usd:n2} US dollars"));
        return $"{string.Join("; ", parts)}.";
    }

    private IEnumerable<StageSpan> Stages()
    {
        for (var first = 0; first < _steps.Count;)
        {
            var stage = _steps[first].After.Stage;
            var next = first + 1;
            while (next < _steps.Count && _steps[next].After.Stage == stage)
                next++;
            var (from, to) = (_steps[first].Entry.At, next < _steps.Count ? _steps[next].Entry.At : _end);
            // A stage in which nothing is done any more has no length.
            if (!_steps[first].After.IsOver)
                yield return new StageSpan(stage.ToString().ToLowerInvariant(), _scale.At(from), _scale.At(to), TimelineScale.Elapsed(to - from));
            first = next;
        }
    }

    // Those that touch and ended alike are one bar: a fleet of functions activates a review for a moment, thousands of times.
    private List<ActivationBar> Bars()
    {
        var bars = new List<(ActivationBar Bar, int First, int Last)>();
        foreach (var life in _lives)
        {
            var (from, to) = (_scale.At(life.Began), _scale.At(life.Ended));
            if (bars is [.., var last] && last.Bar.Kind == life.Kind && from - last.Bar.To < 1)
                bars[^1] = (last.Bar with { To = Math.Max(to, last.Bar.To), Text = $"Activations {last.First} to {life.Token}: {life.Ending}" }, last.First, life.Token);
            else
                bars.Add((new ActivationBar(from, to, life.Kind, $"Activation {life.Token}: {TimelineScale.Elapsed(life.Ended - life.Began)}, {Counted.Of(life.Events, "event")}, {life.Ending}"), life.Token, life.Token));
        }

        return [.. bars.Select(bar => bar.Bar)];
    }

    // What a process had under way ends with it, unless it ended on purpose: then what it had handed to others goes on.
    private List<(DateTimeOffset At, int Tasks)> TasksUnderWay()
    {
        var points = new List<(DateTimeOffset At, int Tasks)>();
        var crashes = _lives.Where(life => life.Kind is Life.Crashed).ToDictionary(life => life.Token, life => life.Ended);
        for (var index = 0; index < _steps.Count; index++)
        {
            var entry = _steps[index].Entry;
            // Of one batch, which ends a task and begins the next, only what it comes to.
            if (points is [.., var last] && last.At == entry.At)
                points.RemoveAt(points.Count - 1);
            points.Add((entry.At, _steps[index].After.Active.Values.Count(task => task.Dispatched)));
            if ((index + 1 == _steps.Count || _steps[index + 1].Entry.Token != entry.Token) && crashes.TryGetValue(entry.Token, out var ended))
                points.Add((ended, 0));
        }

        return points;
    }

    private ValueArray<ValueArray<decimal>> Cost()
    {
        var paid = 0m;
        var points = new List<(decimal, decimal)>();
        foreach (var step in _steps)
        {
            if (step.Event is ReviewEvent.TaskDone { Usage.Usd: > 0 } done)
                points.Add((_scale.At(step.Entry.At), paid += done.Usage.Usd));
        }

        return points.Count is 0 ? [] : Thin([(0, 0), .. points]);
    }

    // Of many points at one place the highest and the last.
    private static ValueArray<ValueArray<decimal>> Thin(List<(decimal At, decimal Value)> points)
    {
        var kept = points.Count <= MaxPoints ? points : points.GroupBy(point => Math.Floor(point.At))
            .SelectMany(place => new[] { place.First() with { Value = place.Max(point => point.Value) }, place.Last() });
        return kept.Select(point => ValueArray.Create([point.At, point.Value])).ToValueArray();
    }

    private TroubleMark? Mark(ReviewHistory.Step step) => step.Event switch
    {
        ReviewEvent.TaskAttemptFailed e => At(step, $"{e.Task}, attempt {e.Attempt}: {e.Reason}"),
        ReviewEvent.TaskFailed e => At(step, $"{e.Task} was given up after {Counted.Of(e.Attempts, "attempt")}: {e.Reason}"),
        ReviewEvent.TaskReopened e => At(step, $"{e.Task} was done again: {e.Reason}"),
        ReviewEvent.StepFailed e => At(step, $"{e.Step}, attempt {e.Attempt}: {e.Reason}"),
        ReviewEvent.Failed e => At(step, $"The review failed: {e.Error.Message}"),
        _ => null,
    };

    private TroubleMark At(ReviewHistory.Step step, string text) =>
        new(_scale.At(step.Entry.At), TimelineScale.Elapsed(step.Entry.At - _start), SecretScan.MaskAll(Shown.Of(text, 400)));
}
