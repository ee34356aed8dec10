using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using LibGit2Sharp;

namespace CodeReview.Orchestrator.Sources;

/// <summary>One commit of a server, without its history, in a bare repository that lives as long as this does.</summary>
internal sealed class RemoteCommit : IDisposable
{
    private RemoteCommit(string folder) => Folder = folder;

    public string Folder { get; }

    public static RemoteCommit Fetch(RepositoryUrl url, PinnedCommit pinned, ReviewOptions options, CancellationToken cancellationToken)
    {
        var fetched = new RemoteCommit(Directory.CreateTempSubdirectory("codereview-fetch-").FullName);
        try
        {
            Repository.Init(fetched.Folder, isBare: true);
            using var repository = new Repository(fetched.Folder);
            FetchInto(repository, url, pinned, options, cancellationToken);
            return fetched;
        }
        catch
        {
            fetched.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private static void FetchInto(
        Repository repository, RepositoryUrl url, PinnedCommit pinned, ReviewOptions options, CancellationToken cancellationToken)
    {
        var transfer = new Transfer(repository, url, options, cancellationToken);
        if (pinned.Ref != pinned.Commit.Value)
            transfer.Get(pinned.Ref);
        if (!Has())
            GetUnlessRefused(transfer, pinned.Commit);
        // Not every server gives a commit by its hash, but each gives what one of its refs names.
        if (!Has() && RemoteRefs.NameOf(url, pinned.Commit) is { } name)
            transfer.Get(name);
        if (!Has())
            throw Gone(url, pinned);

        bool Has() => repository.Lookup<Commit>(pinned.Commit.Value) is not null;
    }

    private static void GetUnlessRefused(Transfer transfer, CommitId commit)
    {
        try
        {
            transfer.Get(commit.Value);
        }
        catch (LibGit2SharpException e) when (GitFailures.IsCommitRefusal(e))
        {
            // What the server does give is tried next.
        }
    }

    private static InvalidRequestException Gone(RepositoryUrl url, PinnedCommit pinned) => pinned.Ref == pinned.Commit.Value
        ? new($"'{Shown.Of(url.Value)}' has no commit {pinned.Commit}, or does not give it by its hash: give the branch or tag that it is on.")
        : new($"'{Shown.Of(url.Value)}' no longer gives commit {pinned.Commit}, which '{Shown.Of(pinned.Ref)}' named when the review began: "
            + "the ref has moved; start a new review of what is there now.");

    /// <summary>Brings one ref or commit at a time, within the limits of the review.</summary>
    private sealed class Transfer(Repository repository, RepositoryUrl url, ReviewOptions options, CancellationToken cancellationToken)
    {
        // A commit has hardly more folders than files; a pack with many times the objects is made to exhaust its reader.
        private readonly long _maxObjects = (4L * options.MaxFiles) + 1000;
        private string? _exceeded;

        public void Get(string source)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                RemoteRefs.AtEither(url, address =>
                {
                    ShallowFetch.Fetch(repository.Info.Path, address, $"+{source}:refs/pinned/fetched", GoesOn);
                    return true;
                });
            }
            catch (UserCancelledException e) when (_exceeded is not null)
            {
                throw new InvalidRequestException($"'{Shown.Of(url.Value)}' sent more than {_exceeded}: raise it to review this commit.", e);
            }
        }

        private bool GoesOn(uint objects, ulong bytes)
        {
            _exceeded = bytes > (ulong)options.MaxBytes ? $"max_bytes ({options.MaxBytes}) allows"
                : objects > _maxObjects ? $"max_files ({options.MaxFiles}) allows" : null;
            return _exceeded is null && !cancellationToken.IsCancellationRequested;
        }
    }
}
