using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Protocol.Workspace;

/// <summary>
/// Where everything is, each path written once. A workspace is a folder with many reviews; a review's folder holds all that
/// belongs to it, and ids are validated types, so no path made here leaves the root.
/// </summary>
/// <param name="Root">The workspace's folder: the mount, or a folder of this machine. Absolute.</param>
public sealed record WorkspaceLayout(string Root)
{
    /// <summary>The folder of all reviews.</summary>
    public string Reviews => Path.Combine(Root, "reviews");

    /// <summary>Where agents try whether they can write; see <see cref="MountCheck"/>.</summary>
    public string Checks => Path.Combine(Root, "checks");

    /// <summary>The folder of the marks of reviews that are not over.</summary>
    public string PendingReviews => Path.Combine(Root, "pending");

    /// <summary>An empty file that is there while the review is not over. Advice, for the sweep: the journal decides.</summary>
    public string Pending(ReviewId id) => Path.Combine(PendingReviews, id.Value);

    /// <summary>The paths of one review.</summary>
    public ReviewLayout Review(ReviewId id) => new(Path.Combine(Reviews, id.Value));

    /// <summary>The ids of all reviews that have a folder, sorted. A listing: on a mount it may be a minute old.</summary>
    public IReadOnlyList<ReviewId> ReviewIds() =>
        !Directory.Exists(Reviews) ? [] :
        [
            .. Directory.EnumerateDirectories(Reviews)
                .Select(folder => ReviewId.TryParse(Path.GetFileName(folder), out var id, out _) ? id : default)
                .Where(id => id != default)
                .OrderBy(id => id.Value, StringComparer.Ordinal),
        ];

    /// <summary>A path as results and responses name it: relative to the root, with <c>/</c>.</summary>
    public string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');
}

/// <summary>The paths of one review.</summary>
/// <param name="Folder">The review's folder.</param>
public sealed record ReviewLayout(string Folder)
{
    /// <summary>The grain's event log: claims and segments.</summary>
    public string Journal => Path.Combine(Folder, "journal");

    /// <summary>How long the newest activation means to live. Advice: nothing is safe or unsafe by it.</summary>
    public string Lease => Path.Combine(Journal, "lease.json");

    /// <summary>The grain's snapshots.</summary>
    public string Snapshots => Path.Combine(Folder, "snapshots");

    /// <summary>The work tree at the pinned commit. Only the orchestrator writes it.</summary>
    public string Repo => Path.Combine(Folder, "repo");

    /// <summary>What stands in <see cref="Repo"/>; its presence says that the work tree is whole.</summary>
    public string RepoManifest => Path.Combine(Folder, "repo.json");

    /// <summary>The folder of the shards.</summary>
    public string Shards => Path.Combine(Folder, "shards");

    /// <summary>The plan: the shards' digests, and what is in no shard.</summary>
    public string Plan => Path.Combine(Shards, "plan.json");

    /// <summary>The folder of the results.</summary>
    public string Results => Path.Combine(Folder, "results");

    /// <summary>Counts over the whole review.</summary>
    public string Summary => Path.Combine(Results, "summary.json");

    /// <summary>The fate of every file.</summary>
    public string Coverage => Path.Combine(Results, "coverage.json");

    /// <summary>The report for people.</summary>
    public string ReportMarkdown => Path.Combine(Results, "report.md");

    /// <summary>The report for people as a page of its own.</summary>
    public string ReportHtml => Path.Combine(Results, "report.html");

    /// <summary>The report for machines, SARIF 2.1.0.</summary>
    public string ReportSarif => Path.Combine(Results, "report.sarif");

    /// <summary>The files of one shard.</summary>
    public string Shard(ShardId shard) => Path.Combine(Shards, $"{shard.Value}.json");

    /// <summary>The findings of one agent.</summary>
    public string Findings(AgentName agent) => Path.Combine(Results, $"{agent.Value}.json");

    /// <summary>The folder of the tasks; agents write there.</summary>
    public string Tasks => Path.Combine(Folder, "tasks");

    /// <summary>The folder of one task.</summary>
    public string Task(TaskId task) => Path.Combine(Tasks, task.Value);

    /// <summary>The transcript of one task, in the format of the event log.</summary>
    public string Transcript(TaskId task) => Path.Combine(Task(task), "journal");

    /// <summary>The finished result of one task.</summary>
    public string TaskResult(TaskId task) => Path.Combine(Task(task), "result.json");

    /// <summary>The folder of progress files; agents write there.</summary>
    public string State => Path.Combine(Folder, "state");

    /// <summary>The progress of one task.</summary>
    public string TaskProgress(TaskId task) => Path.Combine(State, $"{task.Value}.json");
}
