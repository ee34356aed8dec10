using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Reviews;
using CodeReview.Testing;
using CodeReview.Testing.Simulation;
using Xunit.Abstractions;

namespace CodeReview.Orchestrator.Tests.Grains;

/// <summary>
/// A disk that fails at one call of the journal or the snapshots and at every later one, for each call in turn. Whatever the call: the
/// answer says what to do, and the same process carries the review to its end once the cause is gone.
/// </summary>
public sealed class FailingFilesTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Errnos => [.. FailingFiles.Errnos];

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Errnos))]
    public async Task Whatever_call_the_disk_fails_at_the_review_is_suspended_and_goes_on_once_the_cause_is_gone(string errno)
    {
        var cut = 0;
        while (await FailsAndGoesOnAsync(Path.Combine(_folder.Path, $"{cut}"), new FailingFiles(cut + 1, path => FailingFiles.FailureOf(errno, path)), errno))
            cut++;

        output.WriteLine($"{errno}: failed at each of {cut} calls.");
        // A claim, its segment, and a line and a sync for each batch: fewer would mean that the disk was never reached.
        Assert.InRange(cut, 30, 1000);
    }

    /// <summary>Whether the call was reached.</summary>
    private static async Task<bool> FailsAndGoesOnAsync(string root, FailingFiles files, string errno)
    {
        await using var fleet = new FleetFixture(root, files) { Steps = new ScriptedSteps(new(root)) { Shards = 2 } };
        var reviews = await fleet.StartAsync();
        var request = Some.Request with { ReviewId = Some.Id };

        var first = await reviews.ReviewAsync(request, CancellationToken.None);
        var reached = files.HaveFailed;
        files.Mend();
        var second = await reviews.ReviewAsync(request, CancellationToken.None);

        if (first.Status is not ReviewStatus.Complete)
        {
            // Where not even the request came into the journal there is nothing that can be resumed.
            Assert.True(first.Status is ReviewStatus.Suspended || (first.Status is ReviewStatus.Failed && first.Commit is null), $"{first.Status}: {first.Error}");
            Assert.Equal(ErrorKind.Environment, first.Error!.Kind);
            Assert.Contains(errno, first.Error.Message, StringComparison.Ordinal);
            Assert.Contains("then run the same command again", first.Error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(ReviewStatus.Complete, second.Status);
        Assert.Equal(4, fleet.Steps.Done.Count);
        var history = new ReviewHistory(new(root), LogFiles.Instance);
        Assert.Equal(4, history.Steps(Some.Id).Count(step => step.Event is ReviewEvent.TaskDone));
        return reached;
    }
}
