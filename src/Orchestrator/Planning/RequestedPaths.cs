using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Planning;

/// <summary>The files and folders that a request asks for; all where it names none.</summary>
internal sealed class RequestedPaths
{
    private readonly ValueArray<WorkspacePath> _paths;

    public RequestedPaths(RepoManifest manifest, ValueArray<WorkspacePath> paths)
    {
        _paths = paths;
        foreach (var path in paths)
        {
            if (!manifest.Entries.Any(file => Covers(path, file.Path.Value)) && !manifest.LeftOut.Any(entry => Covers(path, entry.Path)))
                throw new InvalidRequestException($"The commit {manifest.Commit} has no file or folder '{path}': check its spelling; upper and lower case differ.");
        }
    }

    public bool Include(WorkspacePath file) => _paths.Count is 0 || _paths.Any(path => Covers(path, file.Value));

    private static bool Covers(WorkspacePath path, string file) =>
        file.StartsWith(path.Value, StringComparison.Ordinal) && (file.Length == path.Value.Length || file[path.Value.Length] is '/');
}
