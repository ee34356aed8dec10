using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Orchestrator.Leasing;
using CodeReview.Orchestrator.Summarizing.Timelines;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Hosting;

/// <summary>Reads reviews without taking part in them: what their journals say, at any point.</summary>
public sealed class ReviewHistory(WorkspaceLayout workspace, ILogFiles files)
{
    /// <summary>One event and the state after it.</summary>
    /// <param name="Entry">The event as it stands in the journal.</param>
    /// <param name="Event">The event.</param>
    /// <param name="After">The review after it.</param>
    public sealed record Step(LogEntry Entry, ReviewEvent Event, Review After);

    /// <summary>All events of a review in order; none where there is no such review.</summary>
    public IEnumerable<Step> Steps(ReviewId id)
    {
        var review = Review.Unrequested;
        foreach (var entry in EventLogReader.ReadAll(workspace.Review(id).Journal, files))
        {
            var @event = EventOf(entry);
            review = review.Apply(@event);
            yield return new Step(entry, @event, review);
        }
    }

    /// <summary>The state of a review as its journal tells it; null where there is no such review.</summary>
    public Review? Current(ReviewId id)
    {
        var layout = workspace.Review(id);
        // As a grain recovers: from the newest snapshot that stands on acknowledged events, else from the events alone.
        var snapshots = new SnapshotFiles(layout.Snapshots, files, TimeProvider.System);
        foreach (var name in snapshots.List())
        {
            if (EventLogReader.ReadAfter(layout.Journal, files, name.Token, name.SequenceNumber) is { } entries && snapshots.TryRead(name) is { } snapshot)
                return entries.Aggregate((Review)ReviewFormats.Read(snapshot.Type, snapshot.State), (review, entry) => review.Apply(EventOf(entry)));
        }

        return Steps(id).LastOrDefault()?.After;
    }

    /// <summary>Whether there is a review of that id. On a mount the word that there is none may be a minute old.</summary>
    public bool Exists(ReviewId id) => Directory.Exists(workspace.Review(id).Journal);

    /// <summary>What can be said of a review that goes on by itself, by messages; null where there is no such review.</summary>
    public ReviewResponse? Standing(ReviewId id) => Current(id) switch
    {
        null => null,
        { IsOver: true } review => ReviewAnswer.Of(id, review, workspace),
        var review => ReviewAnswer.Running(ReviewAnswer.Of(id, review, workspace)),
    };

    /// <summary>What can be said of a review now; null where there is no such review.</summary>
    /// <param name="id">The review.</param>
    /// <param name="time">The clock that tells whether a process means to work on it still.</param>
    public ReviewResponse? Status(ReviewId id, TimeProvider time)
    {
        if (Current(id) is not { } review)
            return null;
        var answer = ReviewAnswer.Of(id, review, workspace);
        return !review.IsOver && Lease.HeldElsewhere(workspace.Review(id).Lease, time) is not null ? answer with { Status = ReviewStatus.Running } : answer;
    }

    /// <summary>The life of a review as a picture shows it.</summary>
    /// <param name="id">The review.</param>
    /// <param name="newestLives">Whether its newest activation is at work.</param>
    public ReviewTimeline Timeline(ReviewId id, bool newestLives) =>
        TimelineReading.Of([.. Steps(id)], EventLogReader.ReadActivations(workspace.Review(id).Journal, files), newestLives);

    private static ReviewEvent EventOf(LogEntry entry) => (ReviewEvent)ReviewFormats.Read(entry.Type, entry.Payload.Span);

    /// <summary>The state as JSON, for people.</summary>
    public static string ToJson(Review review) => System.Text.Encoding.UTF8.GetString(ReviewFormats.Write(review));
}
