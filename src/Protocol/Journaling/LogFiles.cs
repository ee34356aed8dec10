using System.Runtime.InteropServices;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Protocol.Journaling;

/// <summary>The real files.</summary>
public sealed partial class LogFiles : ILogFiles
{
    /// <summary>The only instance; it has no state.</summary>
    public static LogFiles Instance { get; } = new();

    /// <inheritdoc/>
    public ILogFile? CreateNew(string path)
    {
        using var operation = FileOperation.Begin("create", path);
        MakeFolder(Path.GetDirectoryName(path)!);
        try
        {
            // FileShare.ReadWrite asks for no lock. None is needed: a name is created by one process and written by that one.
            var created = new OpenLogFile(path, new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0));
            operation.Done();
            return created;
        }
        catch (IOException e) when (IsThere(e))
        {
            operation.Done(outcome: "taken");
            return null;
        }
    }

    /// <inheritdoc/>
    public byte[]? Read(string path)
    {
        using var operation = FileOperation.Begin("read", path);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var content = new byte[file.Length];
            // The length is as of the opening: a writer may still append, and what comes later is not this reader's.
            var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            operation.Done(length);
            return content[..length];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            operation.Done(outcome: "missing");
            return null;
        }
    }

    /// <inheritdoc/>
    public void Publish(string path, ReadOnlySpan<byte> content) => WorkspaceFile.Write(path, content);

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path))];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public void Delete(string path)
    {
        using var operation = FileOperation.Begin("delete", path);
        File.Delete(path);
        operation.Done();
    }

    // What the system call said, and not what a look at the name says afterwards: a mount may still remember that it was missing.
    private static bool IsThere(IOException e)
    {
        const int FileExists = 17;
        const int WindowsFileExists = unchecked((int)0x80070050);
        return e.HResult is FileExists or WindowsFileExists;
    }

    private static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder) || Path.GetDirectoryName(folder) is not { } parent)
            return;
        MakeFolder(parent);
        Directory.CreateDirectory(folder);
        SyncFolder(parent);
    }

    // A new name is an entry of its folder, which is a file of its own to a local disk. NTFS journals names by itself.
    private static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        const int ReadOnly = 0;
        const int NotSupported = 22;
        var handle = Open(folder, ReadOnly);
        if (handle < 0)
            throw Failure(folder);
        try
        {
            if (FSync(handle) != 0 && Marshal.GetLastPInvokeError() is not NotSupported)
                throw Failure(folder);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Failure(string path) =>
        new($"{Marshal.GetLastPInvokeErrorMessage()} : '{path}'", Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);

    private sealed class OpenLogFile(string path, FileStream stream) : ILogFile
    {
        private bool _named;

        public void Append(ReadOnlySpan<byte> content)
        {
            using var operation = FileOperation.Begin("append", path);
            stream.Write(content);
            operation.Done(content.Length);
        }

        public void Sync()
        {
            using var operation = FileOperation.Begin("sync", path);
            stream.Flush(flushToDisk: true);
            if (!_named)
                SyncFolder(Path.GetDirectoryName(path)!);
            _named = true;
            operation.Done();
        }

        public void Dispose() => stream.Dispose();
    }
}
