using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Planning;

/// <summary>The files that a request asks for: all, or those at some paths, or those that have changed since a commit.</summary>
internal sealed class RequestedPaths
{
    private readonly ValueArray<WorkspacePath> _paths;
    private readonly string? _since;

    public RequestedPaths(RepoManifest manifest, ValueArray<WorkspacePath> paths)
    {
        (_paths, _since) = (paths, manifest.Since?.Abbreviated);
        foreach (var path in paths)
        {
            if (!manifest.Entries.Any(file => Covers(path, file.Path.Value)) && !manifest.LeftOut.Any(entry => Covers(path, entry.Path)))
                throw new InvalidRequestException($"The commit {manifest.Commit} has no file or folder '{path}': check its spelling; upper and lower case differ.");
        }
    }

    /// <summary>Why nobody asked for this file; null where somebody did.</summary>
    public string? ReasonToSkip(RepoFile file) =>
        _paths.Count > 0 && !_paths.Any(path => Covers(path, file.Path.Value)) ? "outside the requested paths"
        : file.Unchanged is true ? $"unchanged since {_since}"
        : null;

    private static bool Covers(WorkspacePath path, string file) =>
        file.StartsWith(path.Value, StringComparison.Ordinal) && (file.Length == path.Value.Length || file[path.Value.Length] is '/');
}
