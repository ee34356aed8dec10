using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Bench.Recovery;

/// <summary>What a longer history makes of the state.</summary>
internal enum Growth
{
    /// <summary>A hundred tasks, tried again and again: the history grows, the state does not.</summary>
    Fixed,

    /// <summary>A task dispatched and done with every two events: the state grows with the history.</summary>
    WithHistory,
}

/// <summary>What the last activation left.</summary>
internal enum Ending
{
    /// <summary>No snapshot.</summary>
    NoSnapshot,

    /// <summary>A snapshot of the last event, and a closed claim.</summary>
    Passivated,

    /// <summary>A snapshot of an earlier event, and a claim that nobody closed: the successor seals it and reads its segment.</summary>
    Killed,
}

/// <summary>The journal and the snapshot of one review, as its activations leave them; a thousand events each.</summary>
internal sealed record History(Growth Growth, Ending Ending, int Length)
{
    /// <summary>How many events follow the snapshot where there was a kill: half of the interval between two snapshots.</summary>
    public const int Tail = 50;

    private const int EventsPerActivation = 1_000;
    private const int FixedTasks = 100;

    public static string Review => "history";

    public void Write(WorkspaceLayout workspace)
    {
        var layout = workspace.Review(Some.Id(Review));
        var snapshots = new SnapshotFiles(layout.Snapshots, LogFiles.Instance, TimeProvider.System);
        var snapshotAt = Ending switch { Ending.NoSnapshot => -1, Ending.Passivated => Length, _ => Length - Tail };
        var (review, written) = (Orchestrator.Grains.Review.Unrequested, 0);
        foreach (var lot in Events().Take(Length).Chunk(EventsPerActivation))
        {
            using var log = EventLog.Activate(layout.Journal, "bench", LogFiles.Instance, TimeProvider.System);
            log.Append([.. lot.Select(@event => new NewLogEntry(ReviewFormats.NameOf(@event), ReviewFormats.Write(@event)))]);
            foreach (var @event in lot)
            {
                review = review.Apply(@event);
                if (++written == snapshotAt)
                    snapshots.Save(new SnapshotFiles.Name(written, log.Token), ReviewFormats.NameOf(review), ReviewFormats.Write(review));
            }

            if (written < Length || Ending is not Ending.Killed)
                log.Close();
        }
    }

    private IEnumerable<ReviewEvent> Events()
    {
        var tasks = Growth is Growth.Fixed ? FixedTasks : Length;
        yield return new ReviewEvent.Requested(Some.Id(Review), Some.Request);
        yield return new ReviewEvent.Pinned(Some.Commit, "refs/heads/main");
        yield return new ReviewEvent.Cloned(tasks, 1000, 0, Some.Digest);
        yield return new ReviewEvent.Planned(tasks / 2, tasks, 0, Some.Digest);
        for (var i = 0; ; i++)
        {
            var ordinal = i % tasks;
            yield return new ReviewEvent.TaskDispatched(Some.Task(ordinal), (i / tasks) + 1);
            yield return Growth is Growth.Fixed
                ? new ReviewEvent.TaskAttemptFailed(Some.Task(ordinal), (i / tasks) + 1, "the connection was cut", TimeProvider.System.GetUtcNow())
                : Some.Done(ordinal);
        }
    }
}
