using System.Collections.Concurrent;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Cli.Remote;

/// <summary>
/// What a fleet's bucket says of its reviews, as a workspace of this machine, so that whatever reads a workspace reads it too. Of each
/// review the journal, and where asked for snapshots, progress, results and transcripts; never the reviewed files. What is there already is
/// not fetched again, and a review that is over, with all its results, is not even looked at again.
/// </summary>
/// <param name="bucket">The bucket. A file is in it a minute after the last write to it.</param>
/// <param name="copy">An empty folder of this machine.</param>
/// <param name="journalsOnly">Whether nothing but journals is wanted.</param>
internal sealed class BucketCopy(ReviewBucket bucket, WorkspaceLayout copy, bool journalsOnly)
{
    private const int MostAtOnce = 8;
    private const string Reviews = ExportedResults.Workspace + "reviews/";
    private static readonly string[] Journal = ["journal/"];
    private static readonly string[] Everything = ["journal/", "snapshots/", "state/", "results/", "tasks/"];
    private readonly ConcurrentDictionary<string, string> _tags = new();
    private readonly ConcurrentDictionary<ReviewId, bool> _whole = new();

    /// <summary>Brings the copy to what the bucket has now.</summary>
    /// <exception cref="FleetException">The bucket cannot be read.</exception>
    public async Task RefreshAsync(CancellationToken cancelled)
    {
        var folders = await bucket.FoldersAsync(Reviews, cancelled);
        // A folder with another name is none of ours.
        var ids = folders.Select(folder => ReviewId.TryParse(folder[Reviews.Length..].TrimEnd('/'), out var id, out _) ? id : default).Where(id => id != default && !_whole.ContainsKey(id));
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancelled }, async (id, token) => await RefreshAsync(id, token));
    }

    private async Task RefreshAsync(ReviewId id, CancellationToken cancelled)
    {
        foreach (var part in journalsOnly ? Journal : Everything)
        {
            foreach (var (key, tag) in await bucket.ObjectsAsync($"{Reviews}{id}/{part}", cancelled))
                await FetchAsync(key, tag, cancelled);
        }

        if (IsWhole(id))
            _whole[id] = true;
    }

    private async Task FetchAsync(string key, string tag, CancellationToken cancelled)
    {
        // A key is whatever somebody wrote: only one that is a path inside of the workspace becomes a file.
        if (_tags.GetValueOrDefault(key) == tag || !WorkspacePath.TryParse(key[ExportedResults.Workspace.Length..], out var path, out _))
            return;
        if (await bucket.ReadAsync(key, cancelled) is not { } content)
            return;
        WorkspaceFile.Write(path.Under(copy.Root), content);
        _tags[key] = tag;
    }

    private bool IsWhole(ReviewId id)
    {
        try
        {
            var history = new ReviewHistory(copy, LogFiles.Instance);
            return history.Current(id) switch
            {
                { Stage: ReviewStage.Complete } when !journalsOnly =>
                    history.Status(id, TimeProvider.System) is { Results.Values: { } results } && results.All(file => File.Exists(Path.Combine(copy.Root, file))),
                var state => state is { IsOver: true },
            };
        }
        catch (Exception e) when (e is ReviewException or IOException or NotSupportedException)
        {
            // Half of it is exported. Whoever reads it is told what is wrong with it; here it is only not whole.
            return false;
        }
    }
}
