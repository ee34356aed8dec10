using System.Diagnostics;
using CodeReview.Protocol.Workspace;
using LibGit2Sharp;

namespace CodeReview.Orchestrator.Sources;

/// <summary>
/// Writes files of a commit below a folder. A writer that died half way, or a second one at the same moment, is no matter: every
/// writer has the same bytes, a new file is created exclusively, and an existing one is mended in place without being cut first.
/// </summary>
internal static class WorkTree
{
    private const int ThreadsOnMount = 32;

    /// <summary>What making a folder takes at least where each call goes over a network; a local disk takes a tenth of it.</summary>
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(0.5);

    private const int ShuffleSeed = 17;
    private const long LargeFileBytes = 1 << 20;
    private const UnixFileMode FileModeOfAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly Lock LargeFile = new();

    /// <returns>The files with what a look into each has told, in their order.</returns>
    public static RepoFile[] Write(string repository, IReadOnlyList<RepoFile> files, string root, CancellationToken cancellationToken)
    {
        var threads = ThreadsFor(root);
        foreach (var level in FoldersByDepth(files))
            DedicatedThreads.ForEach([.. level], threads, folder => CreateFolder(Path.Combine(root, folder)), cancellationToken);

        // Creating files in one folder is serial on a mount, so neighbours are kept apart: in tree order it takes seven times as long.
        var written = new RepoFile[files.Count];
        var shuffled = Enumerable.Range(0, files.Count).ToArray();
        new Random(ShuffleSeed).Shuffle(shuffled);
        DedicatedThreads.ForEach(
            shuffled,
            threads,
            () => new Repository(repository),
            (handle, index) => written[index] = Write(handle, files[index], root),
            cancellationToken);
        return written;
    }

    // On a mount threads wait and more of them wait for more at once; on a disk they compute, and each opens the repository.
    private static int ThreadsFor(string root)
    {
        var start = Stopwatch.GetTimestamp();
        CreateFolder(root);
        return Stopwatch.GetElapsedTime(start) > RoundTrip ? ThreadsOnMount : 2 * Environment.ProcessorCount;
    }

    // The root first, which is the folder without a name. A folder is made by the time something is made in it.
    private static IEnumerable<IGrouping<int, string>> FoldersByDepth(IReadOnlyList<RepoFile> files)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal) { "" };
        foreach (var file in files)
        {
            for (var folder = file.Path.Folder; folders.Add(folder); folder = folder[..Math.Max(0, folder.LastIndexOf('/'))])
            {
                // The loop's head does the work.
            }
        }

        return folders.GroupBy(folder => folder.Length is 0 ? 0 : folder.Count(c => c is '/') + 1).OrderBy(level => level.Key);
    }

    private static void CreateFolder(string path)
    {
        // Only the orchestrator writes here, so a link is foreign; files must not follow it out of the tree.
        if (Directory.CreateDirectory(path).LinkTarget is not null)
            throw new IOException($"'{path}' is a link where a folder of the work tree is to be.");
    }

    private static RepoFile Write(Repository repository, RepoFile file, string root)
    {
        if (file.Bytes <= LargeFileBytes)
            return WriteContent(repository, file, root);

        // The library holds a file as a whole. If each thread had a large one, memory would grow with their number.
        lock (LargeFile)
            return WriteContent(repository, file, root);
    }

    // Written out of the library's own memory: it is not copied, and what the collector has to do does not grow with the repository.
    private static unsafe RepoFile WriteContent(Repository repository, RepoFile file, string root)
    {
        var blob = repository.Lookup<Blob>(file.Blob)
            ?? throw new NotFoundException($"object {file.Blob} of '{file.Path}' is missing");
        using var stream = (UnmanagedMemoryStream)blob.GetContentStream();
        if (stream.Length != file.Bytes)
            throw new NotFoundException($"object {file.Blob} of '{file.Path}' has {stream.Length} bytes, not {file.Bytes}");
        var content = new ReadOnlySpan<byte>(stream.PositionPointer, checked((int)stream.Length));
        WriteFile(file.Path.Under(root), content);
        var look = FileLook.At(file.Path, content);
        return file with { Language = look.Language, NotSource = look.NotSource, Tokens = look.Tokens };
    }

    private static void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite, BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
                create.UnixCreateMode = FileModeOfAll;
            using var file = new FileStream(path, create);
            file.Write(content);
        }
        catch (IOException) when (File.Exists(path))
        {
            Mend(path, content);
        }
    }

    private static void Mend(string path, ReadOnlySpan<byte> content)
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
