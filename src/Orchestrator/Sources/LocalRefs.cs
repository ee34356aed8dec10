using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using LibGit2Sharp;

namespace CodeReview.Orchestrator.Sources;

/// <summary>Finds commits in a repository of this machine, bare or not. Its work tree and its index are never looked at.</summary>
internal static class LocalRefs
{
    public static PinnedCommit Pin(RepositoryUrl url, string? wanted)
    {
        using var repository = new Repository(FolderOf(url));
        if (wanted is null)
            return Head(url, repository);
        if (CommitId.TryParse(wanted.ToLowerInvariant(), out var id, out _))
        {
            return repository.Lookup<Commit>(id.Value) is not null
                ? new PinnedCommit(id, id.Value)
                : throw new InvalidRequestException($"The repository '{Shown.Of(url.Value)}' has no commit {id}: fetch it there first, or give a branch.");
        }

        foreach (var name in RefNames.Of(wanted).Where(Reference.IsValidName))
        {
            if (repository.Refs[name] is null)
                continue;
            return repository.Lookup<Commit>($"{name}^{{commit}}") is { } commit
                ? new PinnedCommit(RefNames.IdOf(commit.Sha), name)
                : throw new InvalidRequestException($"'{Shown.Of(wanted)}' of '{Shown.Of(url.Value)}' does not lead to a commit: give a branch or a tag that does.");
        }

        var branches = repository.Branches.Where(branch => !branch.IsRemote).Select(branch => branch.CanonicalName).ToList();
        if (branches.Count is 0 && !repository.Refs.Any())
            throw Empty(url);
        throw RefNames.Unknown(url, wanted, branches);
    }

    /// <summary>The repository's folder, or a refusal that says what stands at the path instead.</summary>
    public static string FolderOf(RepositoryUrl url)
    {
        var path = url.LocalPath;
        if (File.Exists(path))
            throw new InvalidRequestException($"'{Shown.Of(path)}' is a file: give the folder of a git repository.");
        if (!Directory.Exists(path))
            throw new InvalidRequestException($"There is no folder '{Shown.Of(path)}': check the path, or give an https URL.");
        if (!Repository.IsValid(path))
            throw new InvalidRequestException($"The folder '{Shown.Of(path)}' is not a git repository: give its top folder, or run 'git init' and commit there first.");
        return path;
    }

    /// <summary>
    /// The refusal of a repository that has the commit and not all that is in it. What is missing is not left out: in a partial clone that may
    /// be most of the files, and git would fetch them as they are asked for.
    /// </summary>
    public static InvalidRequestException Incomplete(RepositoryUrl url, Repository repository, PinnedCommit pinned, NotFoundException missing)
    {
        // The name goes into a command that is copied into a shell.
        var promisor = repository.Network.Remotes.Select(remote => remote.Name).FirstOrDefault(name =>
            char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && repository.Config.GetValueOrDefault<bool>($"remote.{name}.promisor"));
        var commits = pinned.Since is { } since ? $"{pinned.Commit} {since}" : pinned.Commit.Value;
        return new InvalidRequestException($"The repository '{Shown.Of(url.Value)}' lacks part of commit {pinned.Commit.Abbreviated}: {Shown.Of(missing.Message, 300)}. " + (promisor is null
            ? "Check it with 'git fsck' there, or review a whole clone."
            : $"It is a partial clone. Run 'git fetch --refetch --no-filter {promisor} {commits}' there, and then the same command again."), missing);
    }

    private static PinnedCommit Head(RepositoryUrl url, Repository repository)
    {
        if (repository.Head.Tip is { } tip)
        {
            var commit = RefNames.IdOf(tip.Sha);
            return new PinnedCommit(commit, repository.Info.IsHeadDetached ? commit.Value : repository.Head.CanonicalName);
        }

        var branches = repository.Branches.Select(branch => branch.CanonicalName).ToList();
        throw branches.Count is 0 ? Empty(url) : RefNames.Unknown(url, repository.Head.FriendlyName, branches);
    }

    private static InvalidRequestException Empty(RepositoryUrl url) =>
        new($"The repository '{Shown.Of(url.Value)}' is empty: commit something there first.");
}
