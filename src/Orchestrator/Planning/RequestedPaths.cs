using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Planning;

/// <summary>The files that a request asks for: all, or those at some paths, or those that have changed since a commit.</summary>
internal sealed class RequestedPaths
{
    private readonly HashSet<string> _paths;
    private readonly string? _since;

    public RequestedPaths(RepoManifest manifest, ValueArray<WorkspacePath> paths)
    {
        (_paths, _since) = (paths.Select(path => path.Value).ToHashSet(StringComparer.Ordinal), manifest.Since?.Abbreviated);
        var missing = _paths.ToHashSet(StringComparer.Ordinal);
        foreach (var path in manifest.Entries.Select(file => file.Path.Value).Concat(manifest.LeftOut.Select(entry => entry.Path)).TakeWhile(_ => missing.Count > 0))
            missing.ExceptWith(WithFolders(path));
        if (missing.Count > 0)
            throw new InvalidRequestException($"The commit {manifest.Commit} has no file or folder '{missing.Min(StringComparer.Ordinal)}': check its spelling; upper and lower case differ.");
    }

    /// <summary>Why nobody asked for this file; null where somebody did.</summary>
    public string? ReasonToSkip(RepoFile file) =>
        _paths.Count > 0 && !WithFolders(file.Path.Value).Any(_paths.Contains) ? "outside the requested paths"
        : file.Unchanged is true ? $"unchanged since {_since}"
        : null;

    // The file itself, and the folders above it: so what it costs does not depend on how many paths are asked for.
    private static IEnumerable<string> WithFolders(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
            yield return path[..end];
    }
}
