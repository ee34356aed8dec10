using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using LibGit2Sharp;

namespace CodeReview.Orchestrator.Sources;

/// <summary>Finds commits by the listing that a server gives of its refs.</summary>
internal static class RemoteRefs
{
    private const string PeeledMark = "^{}";

    public static PinnedCommit Pin(RepositoryUrl url, string? wanted)
    {
        var listed = List(url);
        var ids = IdsOf(listed);
        if (ids.Count is 0)
            throw new InvalidRequestException($"The repository '{Shown.Of(url.Value)}' is empty: push something there first.");

        if (wanted is null)
            return Head(url, listed, ids);
        if (CommitId.TryParse(wanted.ToLowerInvariant(), out var id, out _))
            return new PinnedCommit(id, id.Value);
        var name = RefNames.Of(wanted).FirstOrDefault(ids.ContainsKey) ?? throw RefNames.Unknown(url, wanted, ids.Keys);
        return new PinnedCommit(Peeled(ids, name), name);
    }

    /// <summary>A branch or tag that names the commit now, or null.</summary>
    public static string? NameOf(RepositoryUrl url, CommitId commit)
    {
        var ids = IdsOf(List(url));
        return ids.Keys.Where(name => name.StartsWith("refs/", StringComparison.Ordinal) && !name.EndsWith(PeeledMark, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).FirstOrDefault(name => Peeled(ids, name) == commit);
    }

    /// <summary>
    /// Runs at the canonical address and, where the server does not know it, with <c>.git</c>: the suffix is not part of a
    /// repository's identity, but plain servers ask for it.
    /// </summary>
    public static T AtEither<T>(RepositoryUrl url, Func<string, T> work)
    {
        try
        {
            return work(url.Value);
        }
        catch (LibGit2SharpException e) when (e is not UserCancelledException && GitFailures.IsRefusal(e))
        {
            return work(url.Value + ".git");
        }
    }

    private static List<Reference> List(RepositoryUrl url) => AtEither(url, address => Repository.ListRemoteReferences(address).ToList());

    private static Dictionary<string, string> IdsOf(List<Reference> listed) => listed.OfType<DirectReference>()
        .GroupBy(reference => reference.CanonicalName, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First().TargetIdentifier, StringComparer.Ordinal);

    private static PinnedCommit Head(RepositoryUrl url, List<Reference> listed, Dictionary<string, string> ids)
    {
        var target = listed.OfType<SymbolicReference>().FirstOrDefault(reference => reference.CanonicalName is "HEAD")?.TargetIdentifier;
        if (target is not null && ids.ContainsKey(target))
            return new PinnedCommit(Peeled(ids, target), target);
        if (!ids.TryGetValue("HEAD", out var sha))
            throw RefNames.Unknown(url, "HEAD", ids.Keys);
        var commit = RefNames.IdOf(sha);
        return new PinnedCommit(commit, commit.Value);
    }

    // The listing names the commit of an annotated tag in an entry of its own.
    private static CommitId Peeled(Dictionary<string, string> ids, string name) => RefNames.IdOf(ids.GetValueOrDefault(name + PeeledMark, ids[name]));
}
