using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Verifying;

/// <summary>Reads files of the work tree as findings see them.</summary>
internal static class ReviewedSource
{
    /// <summary>A file of the commit; null where there is none.</summary>
    public static SourceText? TryRead(ReviewLayout layout, WorkspacePath path)
    {
        // The work tree holds regular files only; a link, be it the file or a folder above it, was put there by somebody else.
        if (WithFolders(path).Any(part => new FileInfo(Path.Combine(layout.Repo, part)).LinkTarget is not null))
            return null;
        var file = path.Under(layout.Repo);
        return File.Exists(file) ? SourceText.Decode(File.ReadAllBytes(file)) : null;
    }

    private static IEnumerable<string> WithFolders(WorkspacePath path)
    {
        for (var end = path.Value.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.Value.IndexOf('/', end + 1))
            yield return path.Value[..end];
        yield return path.Value;
    }
}
