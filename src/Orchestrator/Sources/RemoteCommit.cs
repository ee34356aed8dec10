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
        var fetch = new FetchOptions
        {
            Depth = 1,
            TagFetchMode = TagFetchMode.None,
            // An exception in a callback would cross native frames and end the process: this one only answers.
            OnTransferProgress = progress => !cancellationToken.IsCancellationRequested && progress.ReceivedBytes <= options.MaxBytes,
        };
        Get(pinned.Ref);
        if (Has() || pinned.Ref == pinned.Commit.Value)
        {
            if (!Has())
                throw Gone(url, pinned, null);
            return;
        }

        try
        {
            Get(pinned.Commit.Value);
        }
        catch (LibGit2SharpException e) when (e is not UserCancelledException)
        {
            throw Gone(url, pinned, e);
        }

        if (!Has())
            throw Gone(url, pinned, null);

        bool Has() => repository.Lookup<Commit>(pinned.Commit.Value) is not null;

        void Get(string source)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RemoteRefs.AtEither(url, address =>
            {
                var name = address == url.Value ? "as-given" : "with-suffix";
                _ = repository.Network.Remotes[name] ?? repository.Network.Remotes.Add(name, address);
                repository.Network.Fetch(name, [$"+{source}:refs/pinned/{(source == pinned.Ref ? "ref" : "commit")}"], fetch);
                return true;
            });
        }
    }

    private static InvalidRequestException Gone(RepositoryUrl url, PinnedCommit pinned, Exception? inner) =>
        new($"'{Shown.Of(url.Value)}' no longer gives commit {pinned.Commit}, which '{Shown.Of(pinned.Ref)}' named when the review began: "
            + "start a new review of what is there now.", inner);
}
