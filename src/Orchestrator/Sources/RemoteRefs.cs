using CodeReview.Orchestrator.Sources.Servers;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Orchestrator.Sources;

/// <summary>Finds commits by the listing that a server gives of its refs.</summary>
internal static class RemoteRefs
{
    private const string Head = "HEAD";

    public static async Task<PinnedCommit> PinAsync(RepositoryUrl url, string? wanted, ServerTerms terms, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var server = await GitServer.OpenAsync(url, terms, patience, cancellationToken).ConfigureAwait(false);
        if (wanted is not null && CommitId.TryParse(wanted.ToLowerInvariant(), out var id, out _))
            return new PinnedCommit(id, id.Value);
        var names = wanted is null ? [Head] : RefNames.Of(wanted).ToArray();
        var listed = (await server.ListAsync(names, cancellationToken).ConfigureAwait(false)).DistinctBy(listed => listed.Name).ToDictionary(listed => listed.Name);
        if (names.FirstOrDefault(listed.ContainsKey) is { } name)
            return Pinned(listed[name]);

        var branches = (await server.ListAsync([RefNames.Heads], cancellationToken).ConfigureAwait(false)).ConvertAll(branch => branch.Name);
        throw branches.Count is 0 ? Empty(url) : RefNames.Unknown(url, wanted ?? Head, branches);
    }

    private static PinnedCommit Pinned(ServerRef found) => new(found.Commit, found.Target ?? (found.Name is Head ? found.Commit.Value : found.Name));

    private static InvalidRequestException Empty(RepositoryUrl url) => new($"The repository '{Shown.Of(url.Value)}' is empty: push something there first.");
}
