using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Remote;

/// <summary>
/// Watches a review of a fleet until it is over. The review does not need it: whoever stops watching stops nothing.
/// </summary>
/// <param name="fleet">The fleet.</param>
/// <param name="time">What is waited by.</param>
/// <param name="view">What is shown meanwhile.</param>
internal sealed class RemoteReview(RemoteFleet fleet, TimeProvider time, RemoteProgress view)
{
    private const int MostFailuresInARow = 8;
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    // A mount keeps the word that a name is not there for up to a minute, and each environment of the function has its own.
    private static readonly TimeSpan UntilSeenEverywhere = TimeSpan.FromMinutes(2);

    /// <summary>The last that the fleet said; null where it said nothing yet.</summary>
    public ReviewResponse? Last { get; private set; }

    /// <summary>Begins a review, or has it go on, and watches until it is over.</summary>
    /// <param name="begin">Asks for the review.</param>
    /// <param name="cancelled">Ends the watching.</param>
    /// <exception cref="FleetException">The fleet refused; or it failed several times in a row.</exception>
    /// <exception cref="OperationCanceledException">Watching was ended; <see cref="Last"/> is what was said last.</exception>
    public async Task<ReviewResponse> UntilOverAsync(Func<CancellationToken, Task<ReviewResponse>> begin, CancellationToken cancelled)
    {
        var (start, failures) = (time.GetTimestamp(), 0);
        Last = await begin(cancelled);
        while (IsUnderWay(Last))
        {
            view.Saw(Last);
            await Task.Delay(PauseOf(Last), time, cancelled);
            try
            {
                // Who was told that another process has the review was not heard.
                Last = Last.Status is ReviewStatus.ActiveElsewhere ? await begin(cancelled) : await fleet.StatusAsync(Last.ReviewId, cancelled);
                failures = 0;
            }
            catch (FleetException e) when ((e.MayPass && ++failures < MostFailuresInARow) || (e.Kind is ErrorKind.InvalidRequest && time.GetElapsedTime(start) < UntilSeenEverywhere))
            {
                view.Met(e);
            }
        }

        return Last;
    }

    /// <summary>Whether the fleet works on it by itself.</summary>
    public static bool IsUnderWay(ReviewResponse answer) => answer.Status is ReviewStatus.Running or ReviewStatus.ActiveElsewhere;

    private static TimeSpan PauseOf(ReviewResponse answer) => answer.RetryAfterSeconds is { } seconds
        ? TimeSpan.FromSeconds(Math.Clamp(seconds, 1, LongestPause.TotalSeconds))
        : UsualPause;
}
