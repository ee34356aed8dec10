using CodeReview.Orchestrator.Sources.Servers;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using LibGit2Sharp;

namespace CodeReview.Orchestrator.Sources;

/// <summary>Brings a commit of a server, and the one that it is compared with, without their history, into temporary storage.</summary>
internal static class RemoteCommit
{
    /// <summary>The objects, fetched now or found where an earlier fetch of the same commits has left them.</summary>
    public static async Task<KeptObjects> FetchAsync(
        RepositoryUrl url, PinnedCommit pinned, ReviewOptions options, ServerTerms terms, ObjectStore store, CancellationToken cancellationToken)
    {
        terms.Access.Check(url);
        CommitId[] commits = pinned.Since is { } since && since != pinned.Commit ? [pinned.Commit, since] : [pinned.Commit];
        if (store.Find(url, commits) is { } kept)
            return kept;

        var limits = options.EffectiveLimits;
        using var deadline = new CancellationTokenSource(limits.Time, terms.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await store.AddAsync(url, commits, folder => FetchIntoAsync(folder, url, pinned, commits, options, terms, either.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new EnvironmentException($"'{Shown.Of(url.Value)}' was not fetched within {limits.MaxSeconds} seconds: try again, or raise limits.max_seconds.", e);
        }
    }

    private static async Task FetchIntoAsync(
        string folder, RepositoryUrl url, PinnedCommit pinned, CommitId[] commits, ReviewOptions options, ServerTerms terms, CancellationToken cancellationToken)
    {
        Repository.Init(folder, isBare: true);
        using var server = await GitServer.OpenAsync(url, terms, options.EffectiveLimits.Patience, cancellationToken).ConfigureAwait(false);
        if (!await server.FetchAsync(commits, new PackTransfer(folder, url, options), cancellationToken).ConfigureAwait(false))
            throw Gone(url, pinned);
        using var repository = new Repository(folder);
        if (commits.Any(commit => repository.Lookup<Commit>(commit.Value) is null))
            throw Gone(url, pinned);
    }

    private static InvalidRequestException Gone(RepositoryUrl url, PinnedCommit pinned) => pinned.Ref == pinned.Commit.Value
        ? new($"'{Shown.Of(url.Value)}' has no commit {pinned.Commit}, or does not give it by its hash: give the branch or tag that it is on.")
        : new($"'{Shown.Of(url.Value)}' no longer gives commit {pinned.Commit}, which '{Shown.Of(pinned.Ref)}' named when the review began: "
            + "the ref has moved; start a new review of what is there now.");
}
