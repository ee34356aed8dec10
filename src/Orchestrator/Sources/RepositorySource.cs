using System.Net;
using CodeReview.Orchestrator.Sources.Servers;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using LibGit2Sharp;

namespace CodeReview.Orchestrator.Sources;

/// <summary>The commit that a review is of, before anything of it is written.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Ref">The ref that it was found by, in full; or the commit itself.</param>
/// <param name="Since">The commit that it is compared with, where only what has changed since is reviewed.</param>
public sealed record PinnedCommit(CommitId Commit, string Ref, CommitId? Since = null);

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
public sealed class RepositorySource
{
    private readonly ServerTerms _terms;
    private readonly ObjectStore _store;

    /// <param name="access">Which places may be read.</param>
    /// <param name="tokens">What opens private ones.</param>
    public RepositorySource(SourceAccess access, GitTokens tokens)
        : this(new ServerTerms(access, tokens, Dns.GetHostAddressesAsync, TimeProvider.System), ObjectStore.OfThisMachine)
    {
    }

    internal RepositorySource(ServerTerms terms, ObjectStore store) => (_terms, _store) = (terms, store);

    /// <summary>
    /// Finds the commit that a branch, a tag, a full commit hash or (null) the repository's HEAD names now; and the one that it is
    /// compared with, where only what has changed is to be reviewed.
    /// </summary>
    /// <exception cref="InvalidRequestException">There is no such repository or ref, or it may not be read.</exception>
    /// <exception cref="EnvironmentException">Network or disk failed.</exception>
    public async Task<PinnedCommit> PinAsync(RepositoryUrl url, string? gitRef, string? since, CancellationToken cancellationToken)
    {
        GitLibrary.Prepare();
        _terms.Access.Check(url);
        var pinned = await PinAsync(url, gitRef, cancellationToken).ConfigureAwait(false);
        return since is null ? pinned : pinned with { Since = (await PinAsync(url, since, cancellationToken).ConfigureAwait(false)).Commit };
    }

    /// <summary>Puts exactly that commit into the workspace and then writes <c>repo.json</c>; answers from it where it is there.</summary>
    /// <exception cref="InvalidRequestException">The commit is gone, or larger than the options allow; nothing was written.</exception>
    /// <exception cref="EnvironmentException">Network or disk failed; a repetition goes on where this one stopped.</exception>
    public async Task<CheckedOut> CheckOutAsync(
        RepositoryUrl url, PinnedCommit pinned, ReviewLayout layout, ReviewOptions options, CancellationToken cancellationToken)
    {
        GitLibrary.Prepare();
        var present = await OnOwnThread(() => GitFailures.Named(url, () => Present(url, pinned, layout)), cancellationToken).ConfigureAwait(false);
        if (present is not null)
            return present;

        using var fetched = url.IsLocal ? null : await RemoteCommit.FetchAsync(url, pinned, options, _terms, _store, cancellationToken).ConfigureAwait(false);
        // Not left behind on cancellation: when this ends, nothing writes to the workspace any more.
        return await OnOwnThread(
            () => GitFailures.Named(url, () => WriteFrom(fetched, url, pinned, layout, options, cancellationToken)), cancellationToken).ConfigureAwait(false);
    }

    private async Task<PinnedCommit> PinAsync(RepositoryUrl url, string? gitRef, CancellationToken cancellationToken)
    {
        var wanted = string.IsNullOrWhiteSpace(gitRef) ? null : gitRef.Trim();
        return url.IsLocal
            ? await OnOwnThread(() => GitFailures.Named(url, () => LocalRefs.Pin(url, wanted)), cancellationToken).ConfigureAwait(false)
            : await RemoteRefs.PinAsync(url, wanted, _terms, new CloneLimits().Patience, cancellationToken).ConfigureAwait(false);
    }

    private static CheckedOut? Present(RepositoryUrl url, PinnedCommit pinned, ReviewLayout layout)
    {
        try
        {
            var manifest = WorkspaceFile.TryReadJson(layout.RepoManifest, ProtocolJson.Indented.RepoManifest, out var digest);
            return manifest is not null && manifest.Commit == pinned.Commit && manifest.Since == pinned.Since && manifest.Url == url ? new CheckedOut(manifest, digest!) : null;
        }
        catch (DamagedFileException)
        {
            // The file follows from the commit alone, so it is written again.
            return null;
        }
    }

    private static CheckedOut WriteFrom(
        KeptObjects? fetched, RepositoryUrl url, PinnedCommit pinned, ReviewLayout layout, ReviewOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return WriteFrom(fetched?.Folder ?? LocalRefs.FolderOf(url), url, pinned, layout, options, cancellationToken);
        }
        catch (LibGit2SharpException)
        {
            fetched?.Discard();
            throw;
        }
    }

    private static CheckedOut WriteFrom(
        string repository, RepositoryUrl url, PinnedCommit pinned, ReviewLayout layout, ReviewOptions options, CancellationToken cancellationToken)
    {
        var tree = CommitTree.List(repository, url, pinned, options, FileNames.Of(layout.Repo), cancellationToken);
        var files = WorkTree.Write(repository, tree.Files, layout.Repo, cancellationToken);
        WorkTreeSync.Sync(tree.Files, layout.Repo, cancellationToken);
        var manifest = new RepoManifest
        {
            Url = url,
            Ref = pinned.Ref,
            Commit = pinned.Commit,
            Since = pinned.Since,
            Files = tree.Files.Count,
            Bytes = tree.Files.Sum(file => file.Bytes),
            Entries = files.OrderBy(file => file.Path).ToValueArray(),
            LeftOut = tree.LeftOut.OrderBy(entry => entry.Path, StringComparer.Ordinal).ThenBy(entry => entry.Reason, StringComparer.Ordinal).ToValueArray(),
        };
        return new CheckedOut(manifest, WorkspaceFile.WriteJson(layout.RepoManifest, manifest, ProtocolJson.Indented.RepoManifest));
    }

    // libgit2 blocks; on a pool thread of a machine with two cores it would stall the actors.
    private static Task<T> OnOwnThread<T>(Func<T> work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
