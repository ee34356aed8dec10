using System.Diagnostics.CodeAnalysis;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Sources;

/// <summary>The commit that a review is of, before anything of it is written.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Ref">The ref that it was found by, in full; or the commit itself.</param>
public sealed record PinnedCommit(CommitId Commit, string Ref);

/// <summary>A work tree that is whole.</summary>
/// <param name="Manifest">What stands in it.</param>
/// <param name="Digest">The digest of <c>repo.json</c>.</param>
public sealed record CheckedOut(RepoManifest Manifest, string Digest);

/// <summary>
/// Brings the files of a commit into a review's workspace. Nothing of a repository is ever executed: no hook, no filter, no
/// attribute, no submodule; only regular files are written, and only below <see cref="ReviewLayout.Repo"/>.
/// </summary>
/// <remarks>
/// Both methods may be repeated, and run twice at once: what one pinned commit puts into a workspace is the same bytes each
/// time, and an existing file is compared and mended, never wiped.
/// </remarks>
[SuppressMessage("Performance", "CA1822", Justification = "It is handed to those who need it, so it is an instance, though it holds nothing.")]
public sealed class RepositorySource
{
    /// <summary>Finds the commit that a branch, a tag, a full commit hash or (null) the repository's HEAD names now.</summary>
    /// <exception cref="InvalidRequestException">There is no such repository or ref.</exception>
    /// <exception cref="EnvironmentException">Network or disk failed.</exception>
    public Task<PinnedCommit> PinAsync(RepositoryUrl url, string? gitRef, CancellationToken cancellationToken)
    {
        GitLibrary.Prepare();
        var wanted = string.IsNullOrWhiteSpace(gitRef) ? null : gitRef.Trim();
        return OnOwnThread(
            () => GitFailures.Named(url, () => url.IsLocal ? LocalRefs.Pin(url, wanted) : RemoteRefs.Pin(url, wanted), cancellationToken),
            cancellationToken).WaitAsync(cancellationToken);
    }

    /// <summary>Puts exactly that commit into the workspace and then writes <c>repo.json</c>; answers from it where it is there.</summary>
    /// <exception cref="InvalidRequestException">The commit is gone, or larger than the options allow; nothing was written.</exception>
    /// <exception cref="EnvironmentException">Network or disk failed; a repetition goes on where this one stopped.</exception>
    public async Task<CheckedOut> CheckOutAsync(
        RepositoryUrl url, PinnedCommit pinned, ReviewLayout layout, ReviewOptions options, CancellationToken cancellationToken)
    {
        GitLibrary.Prepare();
        var present = await OnOwnThread(() => GitFailures.Named(url, () => Present(url, pinned, layout), cancellationToken), cancellationToken).ConfigureAwait(false);
        if (present is not null)
            return present;

        using var fetched = url.IsLocal ? null : await FetchAsync(url, pinned, options, cancellationToken).ConfigureAwait(false);
        // Not left behind on cancellation: when this ends, nothing writes to the workspace any more.
        return await OnOwnThread(
            () => GitFailures.Named(
                url, () => WriteFrom(fetched?.Folder ?? LocalRefs.FolderOf(url), url, pinned, layout, options, cancellationToken), cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    private static CheckedOut? Present(RepositoryUrl url, PinnedCommit pinned, ReviewLayout layout)
    {
        try
        {
            var manifest = WorkspaceFile.TryReadJson(layout.RepoManifest, ProtocolJson.Indented.RepoManifest, out var digest);
            return manifest is not null && manifest.Commit == pinned.Commit && manifest.Url == url ? new CheckedOut(manifest, digest!) : null;
        }
        catch (DamagedFileException)
        {
            // The file follows from the commit alone, so it is written again.
            return null;
        }
    }

    private static async Task<RemoteCommit> FetchAsync(RepositoryUrl url, PinnedCommit pinned, ReviewOptions options, CancellationToken cancellationToken)
    {
        var fetch = OnOwnThread(
            () => GitFailures.Named(url, () => RemoteCommit.Fetch(url, pinned, options, cancellationToken), cancellationToken), cancellationToken);
        try
        {
            return await fetch.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // While a server is silent nothing can stop the library but its own time-out; it writes to its temporary folder alone.
            _ = fetch.ContinueWith(late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    private static CheckedOut WriteFrom(
        string repository, RepositoryUrl url, PinnedCommit pinned, ReviewLayout layout, ReviewOptions options, CancellationToken cancellationToken)
    {
        var tree = CommitTree.List(repository, url, pinned.Commit, options, cancellationToken);
        WorkTree.Write(repository, tree.Files, layout.Repo, cancellationToken);
        WorkTreeSync.Sync(tree.Files, layout.Repo, cancellationToken);
        var manifest = new RepoManifest
        {
            Url = url,
            Ref = pinned.Ref,
            Commit = pinned.Commit,
            Files = tree.Files.Count,
            Bytes = tree.Files.Sum(file => file.Bytes),
            Entries = tree.Files.OrderBy(file => file.Path).ToValueArray(),
            LeftOut = tree.LeftOut.OrderBy(entry => entry.Path, StringComparer.Ordinal).ThenBy(entry => entry.Reason, StringComparer.Ordinal).ToValueArray(),
        };
        return new CheckedOut(manifest, WorkspaceFile.WriteJson(layout.RepoManifest, manifest, ProtocolJson.Indented.RepoManifest));
    }

    // libgit2 blocks; on a pool thread of a machine with two cores it would stall the actors.
    private static Task<T> OnOwnThread<T>(Func<T> work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
