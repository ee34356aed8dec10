using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Tools;

/// <summary>
/// Reads files of the work tree, and nothing else. A <see cref="WorkspacePath"/> cannot name a place outside; a link could
/// lead there, so each component is looked at before the file is opened. Between look and open nobody can put a link in
/// place: agents cannot write the work tree, and the orchestrator has finished it before any agent starts.
/// </summary>
internal sealed class RepoJail(string repo)
{
    /// <summary>Larger files are not read whole into memory; none that is in a shard comes near.</summary>
    public const int MaxBytes = 16 << 20;

    private readonly HashSet<string> _plainFolders = new(StringComparer.Ordinal);

    /// <summary>The file's bytes, or why it is not read.</summary>
    /// <exception cref="IOException">The file system failed; trying again may help.</exception>
    public ToolResult<byte[]> Read(WorkspacePath path)
    {
        if (FirstLink(path) is { } link)
            return new Unreviewable($"{link} is a link: links are never followed");
        try
        {
            using var file = new FileStream(path.Under(repo), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (file.Length > MaxBytes)
                return new Unreviewable($"it has {file.Length} bytes: files of more than {MaxBytes} are not read");
            var content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Refusal($"{path} is not in the work tree.");
        }
        catch (UnauthorizedAccessException)
        {
            return new Refusal($"{path} may not be read: it is a folder, or its permissions forbid it.");
        }
    }

    private string? FirstLink(WorkspacePath path)
    {
        var end = 0;
        while (end >= 0)
        {
            end = path.Value.IndexOf('/', end + 1);
            var part = end < 0 ? path.Value : path.Value[..end];
            if (end >= 0 && _plainFolders.Contains(part))
                continue;
            if (new FileInfo(Path.Combine(repo, part)).LinkTarget is not null)
                return part;
            if (end >= 0)
                _plainFolders.Add(part);
        }

        return null;
    }
}
