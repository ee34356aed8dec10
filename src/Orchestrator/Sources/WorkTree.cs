using CodeReview.Protocol.Workspace;
using LibGit2Sharp;

namespace CodeReview.Orchestrator.Sources;

/// <summary>
/// Writes files of a commit below a folder. A writer that died half way, or a second one at the same moment, is no matter: every
/// writer has the same bytes, a new file is created exclusively, and an existing one is mended in place without being cut first.
/// </summary>
internal static class WorkTree
{
    private const int MaxThreads = 16;
    private const int ShuffleSeed = 17;

    public static void Write(string repository, IReadOnlyList<RepoFile> files, string root, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(root);
        var folders = files.Select(file => file.Path.Folder).Distinct(StringComparer.Ordinal).Where(folder => folder.Length > 0).ToArray();
        DedicatedThreads.ForEach(folders, MaxThreads, folder => Directory.CreateDirectory(Path.Combine(root, folder)), cancellationToken);

        // Creating files in one folder is serial on a mount, so neighbours are kept apart: in tree order it takes seven times as long.
        var shuffled = files.ToArray();
        new Random(ShuffleSeed).Shuffle(shuffled);
        DedicatedThreads.ForEach(
            shuffled,
            MaxThreads,
            () => new Repository(repository),
            (handle, file) => WriteFile(file.Path.Under(root), ContentOf(handle, file)),
            cancellationToken);
    }

    private static byte[] ContentOf(Repository repository, RepoFile file)
    {
        var blob = repository.Lookup<Blob>(file.Blob)
            ?? throw new NotFoundException($"object {file.Blob} of '{file.Path}' is missing");
        using var stream = blob.GetContentStream();
        var content = new byte[file.Bytes];
        stream.ReadExactly(content);
        return content;
    }

    private static void WriteFile(string path, byte[] content)
    {
        try
        {
            var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite, BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
                create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            using var file = new FileStream(path, create);
            file.Write(content);
        }
        catch (IOException) when (File.Exists(path))
        {
            Mend(path, content);
        }
    }

    private static void Mend(string path, byte[] content)
    {
        // Only the orchestrator writes here, so a link is foreign; it must not lead this write out of the tree.
        if (new FileInfo(path).LinkTarget is not null)
        {
            File.Delete(path);
            WriteFile(path, content);
            return;
        }

        if (new FileInfo(path).Length == content.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
            return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(content);
        file.SetLength(content.Length);
    }
}
