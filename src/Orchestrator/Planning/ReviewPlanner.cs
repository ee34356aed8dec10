using CodeReview.Orchestrator.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Planning;

/// <summary>A plan that stands in the workspace.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Digest">The digest of <c>plan.json</c>, which holds the shards' own.</param>
public sealed record PlannedReview(ReviewPlan Plan, string Digest);

/// <summary>
/// Decides which files are reviewed, and together with which. Every entry of the commit ends up in exactly one shard, or among
/// the skipped with its reason. The same commit and options give the same bytes, so a repetition changes nothing.
/// </summary>
public static class ReviewPlanner
{
    private const int WriterThreads = 8;

    /// <summary>Writes the shards, and after them the plan.</summary>
    /// <param name="manifest">What stands in the work tree.</param>
    /// <param name="layout">Where the work tree is, and where the plan goes.</param>
    /// <param name="options">What bounds a file and a shard.</param>
    /// <param name="paths">Files or folders to review; empty for all.</param>
    /// <param name="cancellationToken">Ends the planning early; a repetition starts it over.</param>
    /// <exception cref="InvalidRequestException">A path names nothing in the commit.</exception>
    /// <exception cref="EnvironmentException">A file cannot be read or written.</exception>
    public static PlannedReview Plan(
        RepoManifest manifest, ReviewLayout layout, ReviewOptions options, ValueArray<WorkspacePath> paths, CancellationToken cancellationToken)
    {
        try
        {
            return Write(manifest, layout, options, new RequestedPaths(manifest, paths), cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException(
                $"The plan cannot be made: {Shown.Sentence(e.Message)} Check free space and permissions there, then run the same review again.", e);
        }
    }

    private static PlannedReview Write(
        RepoManifest manifest, ReviewLayout layout, ReviewOptions options, RequestedPaths requested, CancellationToken cancellationToken)
    {
        var selected = manifest.Entries.Select(file => (File: file, Reason: FileSelection.ReasonToSkip(file, options, requested))).ToList();
        var reviewed = selected.Where(each => each.Reason is null).Select(each => each.File)
            .Select(file => new ShardFile(file.Path, file.Bytes, file.Language ?? Languages.Of(file.Path), file.Tokens)).ToList();
        var skipped = selected.Where(each => each.Reason is not null).Select(each => new FileCoverage(each.File.Path.Value, FileFate.Skipped, each.Reason))
            .Concat(manifest.LeftOut.Select(entry => new FileCoverage(entry.Path, FileFate.Skipped, entry.Reason)));

        bool? examplesAreProduct = AreMostlyExamples(reviewed) ? true : null;
        var shards = Sharding.Cut(reviewed, options).Select((files, index) => new Shard
        {
            Id = ShardId.At(index + 1),
            Bytes = files.Sum(file => file.Bytes),
            Files = files,
            ExamplesAreProduct = examplesAreProduct,
        }).ToArray();
        var digests = new string[shards.Length];
        DedicatedThreads.ForEach(
            Enumerable.Range(0, shards.Length).ToArray(),
            WriterThreads,
            index => digests[index] = WorkspaceFile.WriteJson(layout.Shard(shards[index].Id), shards[index], ProtocolJson.Indented.Shard),
            cancellationToken);
        var plan = new ReviewPlan
        {
            Commit = manifest.Commit,
            ShardDigests = digests.ToValueArray(),
            Files = shards.Sum(shard => shard.Files.Count),
            Skipped = skipped.OrderBy(file => file.Path, StringComparer.Ordinal).ThenBy(file => file.Reason, StringComparer.Ordinal).ToValueArray(),
        };
        return new PlannedReview(plan, WorkspaceFile.WriteJson(layout.Plan, plan, ProtocolJson.Indented.ReviewPlan));
    }

    // A repository may be a sample as a whole, or an application may have a part called "samples": then it is what is to be reviewed.
    private static bool AreMostlyExamples(IReadOnlyList<ShardFile> files)
    {
        var source = files.Where(file => file.Language is not (Languages.Text or Languages.Markdown)).ToLookup(file => ExampleFolders.Hold(file.Path), file => file.Bytes);
        return source[true].Sum() > source[false].Sum();
    }
}
