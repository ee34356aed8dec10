using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Protocol.Workspace;

/// <summary>
/// The content of <c>repo.json</c>: what stands in <c>repo/</c>, and what of the commit does not. Written when every file is in
/// place, so its presence says that the work tree is whole.
/// </summary>
public sealed record RepoManifest
{
    /// <summary>The version of this format.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The repository.</summary>
    public required RepositoryUrl Url { get; init; }

    /// <summary>The ref that the commit was found by, in full, such as <c>refs/heads/main</c>; or the commit itself.</summary>
    public required string Ref { get; init; }

    /// <summary>The commit.</summary>
    public required CommitId Commit { get; init; }

    /// <summary>The commit that this one is compared with; absent where everything is reviewed.</summary>
    public CommitId? Since { get; init; }

    /// <summary>How many files stand in <c>repo/</c>.</summary>
    public required int Files { get; init; }

    /// <summary>Their size together.</summary>
    public required long Bytes { get; init; }

    /// <summary>The files in <c>repo/</c>, sorted by path.</summary>
    public required ValueArray<RepoFile> Entries { get; init; }

    /// <summary>The entries of the commit's tree that are not in <c>repo/</c>, sorted by path.</summary>
    public required ValueArray<LeftOut> LeftOut { get; init; }
}

/// <summary>A file of the work tree.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Blob">The object's hash in the repository, so that the file can be checked against the commit.</param>
/// <param name="Unchanged">True where the commit that this one is compared with has the same file; else absent.</param>
/// <param name="Language">Its language, by its name or its first line.</param>
/// <param name="NotSource">What it is where its content shows that nobody wrote it as source: binary, generated, a pointer of Git LFS; else absent.</param>
/// <param name="Tokens">What it is to a model, as estimated; absent where it is no source, or an older version wrote it.</param>
public sealed record RepoFile(
    WorkspacePath Path, long Bytes, string Blob, bool? Unchanged = null, string? Language = null, string? NotSource = null, long? Tokens = null);

/// <summary>An entry of the commit's tree that was not written.</summary>
/// <param name="Path">Its path, escaped where it could not be a <see cref="WorkspacePath"/>.</param>
/// <param name="Reason">Why.</param>
public sealed record LeftOut(string Path, string Reason);
