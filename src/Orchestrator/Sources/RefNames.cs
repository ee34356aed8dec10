using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Orchestrator.Sources;

/// <summary>What a short ref may mean, and what to say when it means nothing.</summary>
internal static class RefNames
{
    public const string Heads = "refs/heads/";

    /// <summary>The full names in the order in which they are tried: a branch goes before a tag of the same name.</summary>
    public static IEnumerable<string> Of(string wanted) => wanted.StartsWith("refs/", StringComparison.Ordinal)
        ? [wanted]
        : [Heads + wanted, "refs/tags/" + wanted, "refs/remotes/" + wanted];

    public static CommitId IdOf(string sha) => CommitId.TryParse(sha, out var id, out var problem) ? id : throw new InvalidRequestException(problem);

    public static InvalidRequestException Unknown(RepositoryUrl url, string wanted, IEnumerable<string> branches)
    {
        var known = branches.Where(name => name.StartsWith(Heads, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Take(3).Select(name => $"'{Shown.Of(name[Heads.Length..])}'").ToList();
        var advice = known.Count is 0 ? "It has no branches." : $"Branches there: {string.Join(", ", known)}.";
        return new InvalidRequestException(
            $"The repository '{Shown.Of(url.Value)}' has no branch, tag or commit '{Shown.Of(wanted)}'. {advice} Give one of these, a tag, or a commit's full hash.");
    }
}
