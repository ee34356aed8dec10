using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Orchestrator.Leasing;
using CodeReview.Protocol.Functions;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using Microsoft.Extensions.Logging;

namespace CodeReview.Orchestrator.Functions;

/// <summary>
/// Looks for reviews that are not over, that nobody works on, and that something is owed to: messages may be lost altogether. Each of them
/// goes on in an invocation of its own.
/// </summary>
internal sealed class Sweep(WorkspaceLayout workspace, ReviewHistory history, ActivationTerms terms, SelfInvocation self, TimeProvider time, ILogger<Sweep> logger)
{
    private const int AtOnce = 16;

    /// <param name="function">The orchestrator, as its caller named it.</param>
    /// <param name="cancelled">When time is over; the next sweep finds what this one did not come to.</param>
    public async Task<SweepResponse> RunAsync(string function, CancellationToken cancelled)
    {
        var pending = PendingReviews();
        var continued = new bool[pending.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancelled };
        await Parallel.ForAsync(0, pending.Count, options, async (i, token) =>
        {
            if (!IsOwedSomething(pending[i]))
                return;
            await self.ContinueAsync(function, pending[i], token).ConfigureAwait(false);
            continued[i] = true;
        }).ConfigureAwait(false);
        return new SweepResponse(pending.Count, pending.Where((_, i) => continued[i]).ToValueArray());
    }

    // A listing, and on a mount one that may be a minute old: the next sweep sees the others.
    private List<ReviewId> PendingReviews() => !Directory.Exists(workspace.PendingReviews) ? [] :
    [
        .. Directory.EnumerateFiles(workspace.PendingReviews)
            .Select(file => ReviewId.TryParse(Path.GetFileName(file), out var id, out _) ? id : default)
            .Where(id => id != default)
            .OrderBy(id => id.Value, StringComparer.Ordinal),
    ];

    private bool IsOwedSomething(ReviewId id)
    {
        try
        {
            if (history.Current(id) is not { } review || Lease.HeldElsewhere(workspace.Review(id).Lease, time) is not null)
                return false;
            var now = time.GetUtcNow();
            // Decided as the review itself would, and not done.
            return review.IsOver || review.Owed(now, terms).Count > 0 || review.Decide(new ReviewCommand.Continue(), now, terms).Count > 0;
        }
        catch (Exception e) when (e is ReviewException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // One damaged review does not keep the others from going on.
            logger.LogError(e, "Review {Review} cannot be read.", id);
            return false;
        }
    }
}
