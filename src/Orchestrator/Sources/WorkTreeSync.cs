using System.Runtime.InteropServices;
using CodeReview.Protocol.Workspace;
using Microsoft.Win32.SafeHandles;

namespace CodeReview.Orchestrator.Sources;

/// <summary>
/// Brings a work tree to the disk before <c>repo.json</c> says that it is whole: that file is synced, so without this a power loss
/// could leave it beside files that are empty. Linux has one call for everything on a file system; an fsync a file takes a round
/// trip each. On a network mount closing the files has sent them to the server already, and there is nothing left to do.
/// </summary>
internal static partial class WorkTreeSync
{
    private const int MaxThreads = 16;

    /// <exception cref="IOException">The disk did not take the files.</exception>
    public static void Sync(IReadOnlyList<RepoFile> files, string root, CancellationToken cancellationToken)
    {
        if (files.Count is 0 || SyncsFileSystemOf(files[0].Path.Under(root)))
            return;
        DedicatedThreads.ForEach(
            files,
            MaxThreads,
            file =>
            {
                using var handle = Open(file.Path.Under(root));
                RandomAccess.FlushToDisk(handle);
            },
            cancellationToken);
    }

    // Where this fails, for whatever reason, syncing file by file meets the reason again and names the file.
    private static bool SyncsFileSystemOf(string path)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        using var handle = Open(path);
        return SyncFileSystem(handle) is 0;
    }

    private static SafeFileHandle Open(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);

    [LibraryImport("libc", EntryPoint = "syncfs")]
    private static partial int SyncFileSystem(SafeFileHandle handle);
}
