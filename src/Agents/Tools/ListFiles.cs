using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Tools;

/// <summary>A page of file names.</summary>
/// <param name="Files">Each file, its size, and whether it is in the shard that this task is to review.</param>
/// <param name="Total">How many there are under the folder.</param>
/// <param name="Next">What to pass as <c>after</c> for the next page; null on the last.</param>
internal sealed record FileList(IReadOnlyList<ListedFile> Files, int Total, string? Next);

internal sealed record ListedFile(string Path, long Bytes, bool IsInShard);

/// <summary>The tool <c>list_files</c>.</summary>
internal sealed class ListFiles(ReviewFiles files)
{
    private const int MaxFiles = 500;

    /// <param name="folder">A folder of the repository; empty for all of it.</param>
    /// <param name="after">The last path of the page before.</param>
    public FileList Call(string folder = "", string after = "")
    {
        var prefix = folder.Trim('/') is { Length: > 0 } name ? $"{name}/" : "";
        var inShard = files.Shard.Files.Select(file => file.Path).ToHashSet();
        RepoFile[] under = [.. files.All.Where(file => file.Path.Value.StartsWith(prefix, StringComparison.Ordinal))];
        RepoFile[] rest = [.. under.Where(file => string.CompareOrdinal(file.Path.Value, after) > 0)];
        ListedFile[] page = [.. rest.Take(MaxFiles).Select(file => new ListedFile(file.Path.Value, file.Bytes, inShard.Contains(file.Path)))];
        return new FileList(page, under.Length, rest.Length > page.Length ? page[^1].Path : null);
    }
}
