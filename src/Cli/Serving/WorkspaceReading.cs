using System.Globalization;
using System.Text.Json;
using CodeReview.Cli.Progress;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Orchestrator.Leasing;
using CodeReview.Orchestrator.Summarizing.Timelines;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Secrets;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Cli.Serving;

/// <summary>Reads what the pages show, out of journals, snapshots, progress and results. It takes part in nothing.</summary>
internal sealed class WorkspaceReading(WorkspaceLayout workspace, TimeProvider time)
{
    private const int EventsAPage = 200;
    private const int MaxPayload = 20_000;
    private const int MaxUnderWay = 200;
    private readonly ReviewHistory _history = new(workspace, LogFiles.Instance);

    /// <summary>All reviews, the one that did something last first.</summary>
    public IReadOnlyList<ReviewLine> Reviews() => [.. workspace.ReviewIds().Select(Line).OrderByDescending(line => line.LastAt)];

    /// <summary>How far a review is.</summary>
    /// <exception cref="InvalidRequestException">There is no such review.</exception>
    public ReviewProgress Progress(ReviewId id)
    {
        var steps = Steps(id);
        var (review, last) = (steps[^1].After, steps[^1].Entry);
        var answer = _history.Status(id, time)!;
        return new ReviewProgress(
            LineOf(id, steps),
            review.Commit?.Value,
            review.Request!.EffectiveAgents.Select(agent => agent.Value).ToList(),
            review.Request.EffectiveOptions.Model ?? ReviewOptions.Rules,
            answer.Error?.Message,
            [.. review.Active.Values.Take(MaxUnderWay).Select(task => UnderWay(id, task))],
            [.. review.GivenUp.Select(pair => new GivenUpLine(pair.Key, pair.Value.Attempts, SecretScan.MaskAll(pair.Value.Reason)))],
            Transcripts(id),
            last.SequenceNumber,
            answer.Results is null ? [] : [.. answer.Results.Values.Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)]);
    }

    /// <summary>The life of a review.</summary>
    public ReviewTimeline Timeline(ReviewId id) => _history.Timeline(id, newestLives: IsAtWork(id));

    /// <summary>Events of a review's journal.</summary>
    public EventPage Events(ReviewId id, long from) => Page(Steps(id).Select(step => step.Entry).ToList(), from);

    /// <summary>Events of a task's transcript.</summary>
    public EventPage Transcript(ReviewId id, TaskId task, long from) =>
        Page(EventLogReader.ReadAll(workspace.Review(id).Transcript(task), LogFiles.Instance).ToList(), from);

    /// <summary>The state of a review after an event, as JSON.</summary>
    public string StateAt(ReviewId id, long number)
    {
        var steps = Steps(id);
        return number <= steps.Count ? ReviewHistory.ToJson(steps[(int)number - 1].After)
            : throw new InvalidRequestException($"Review '{id}' has the events 1 to {steps.Count}; there is no event {number}.");
    }

    /// <summary>A review's snapshots, the newest first, and whether each is what replaying the journal gives.</summary>
    public IReadOnlyList<SnapshotLine> Snapshots(ReviewId id)
    {
        var steps = Steps(id);
        var files = new SnapshotFiles(workspace.Review(id).Snapshots, LogFiles.Instance, time);
        return [.. files.List().Select(name => Snapshot(name, files.TryRead(name), steps))];
    }

    /// <summary>A file of a review's results.</summary>
    /// <exception cref="InvalidRequestException">It is none, or not there.</exception>
    public string Result(ReviewId id, string name) =>
        Progress(id).Results.Contains(name) ? Path.Combine(workspace.Review(id).Results, name)
            : throw new InvalidRequestException($"Review '{id}' has no result '{Shown.Of(name)}'.");

    /// <summary>Changes whenever something of a review did: sizes and times of its newest files.</summary>
    public string Signature(ReviewId id)
    {
        var layout = workspace.Review(id);
        return string.Join('|', new[] { Path.Combine(layout.Journal, "segments"), Path.Combine(layout.Journal, "claims"), layout.State, layout.Results }.Select(Newest))
            + IsAtWork(id);
    }

    /// <summary>Changes whenever something of any review did.</summary>
    public string SignatureOfAll() => string.Join('\n', workspace.ReviewIds().Select(id => $"{id} {Newest(Path.Combine(workspace.Review(id).Journal, "segments"))}"));

    private bool IsAtWork(ReviewId id) => Lease.HeldElsewhere(workspace.Review(id).Lease, time) is not null;

    private static string Newest(string folder)
    {
        if (!Directory.Exists(folder))
            return "";
        // What is being published goes by another name, and is gone a moment later.
        var files = new DirectoryInfo(folder).GetFiles().Where(file => !file.Name.EndsWith(".tmp", StringComparison.Ordinal)).ToList();
        var newest = files.MaxBy(file => file.LastWriteTimeUtc);
        return string.Create(CultureInfo.InvariantCulture, $"{files.Count} {newest?.Name} {newest?.Length} {newest?.LastWriteTimeUtc.Ticks}");
    }

    private List<ReviewHistory.Step> Steps(ReviewId id)
    {
        var steps = _history.Steps(id).ToList();
        return steps.Count > 0 ? steps : throw new InvalidRequestException($"There is no review '{id}' in '{workspace.Root}'.");
    }

    private ReviewLine Line(ReviewId id)
    {
        try
        {
            return LineOf(id, [.. _history.Steps(id)]);
        }
        catch (Exception e) when (e is ReviewException or NotSupportedException)
        {
            // One damaged review does not hide the others.
            return new ReviewLine(id.Value, "unreadable", false, "", null, null, 0, 0, 0, 0, Shown.Of(e.Message, 300));
        }
    }

    private ReviewLine LineOf(ReviewId id, List<ReviewHistory.Step> steps)
    {
        if (steps.Count is 0)
            return new ReviewLine(id.Value, "empty", false, "", null, null, 0, 0, 0, 0, null);
        var review = steps[^1].After;
        return new ReviewLine(
            id.Value, ProgressView.StageOf(review), !review.IsOver && IsAtWork(id), review.Request!.RepoUrl.Value, steps[0].Entry.At, steps[^1].Entry.At,
            review.TotalTasks, review.Done.Count, review.GivenUp.Count, review.Done.Values.Sum(task => task.Findings), null);
    }

    private TaskLine UnderWay(ReviewId id, ActiveTask task)
    {
        var progress = WorkspaceFile.TryReadJson(workspace.Review(id).TaskProgress(task.Task), ProtocolJson.Default.TaskProgress);
        return new TaskLine(task.Task.Value, task.Attempt, task.Dispatched, progress?.Phase, progress?.FilesTotal ?? 0, progress?.FilesDone ?? 0, progress?.Findings ?? 0);
    }

    private List<string> Transcripts(ReviewId id)
    {
        var folder = Path.Combine(workspace.Review(id).Folder, "tasks");
        return !Directory.Exists(folder) ? [] :
        [
            .. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path))
                .Where(name => TaskId.TryParse(name, out var task, out _) && Directory.Exists(workspace.Review(id).Transcript(task)))
                .Order(StringComparer.Ordinal).Take(MaxUnderWay),
        ];
    }

    private static EventPage Page(List<LogEntry> entries, long from) => new(
        entries.Count,
        [.. entries.Where(entry => entry.SequenceNumber >= from).Take(EventsAPage).Select(entry => new EventLine(entry.SequenceNumber, entry.At, entry.Token, entry.Type, Payload(entry)))]);

    private static string Payload(LogEntry entry)
    {
        var text = System.Text.Encoding.UTF8.GetString(entry.Payload.Span);
        return SecretScan.MaskAll(text.Length > MaxPayload ? $"{text[..MaxPayload]}…" : text);
    }

    private static SnapshotLine Snapshot(SnapshotFiles.Name name, SnapshotFiles.Content? content, List<ReviewHistory.Step> steps)
    {
        var replayed = name.SequenceNumber <= steps.Count ? ReviewHistory.ToJson(steps[(int)name.SequenceNumber - 1].After) : null;
        var verdict = content is null ? "damaged" : replayed is null ? "beyond the journal" : Same(content.State, replayed) ? "as the journal gives it" : "differs from the journal";
        return new SnapshotLine(name.SequenceNumber, name.Token, content?.At, content?.State.Length ?? 0, verdict);
    }

    private static bool Same(byte[] state, string replayed)
    {
        using var left = JsonDocument.Parse(state);
        using var right = JsonDocument.Parse(replayed);
        return JsonElement.DeepEquals(left.RootElement, right.RootElement);
    }
}
