namespace CodeReview.Protocol.Journaling;

/// <summary>
/// The file operations that the event log stands on, one member a system call or two, so that a test can fail, delay or kill
/// each of them. Only <see cref="CreateNew"/> arbitrates between processes; <see cref="Publish"/> never does.
/// </summary>
public interface ILogFiles
{
    /// <summary>Creates a file that must not exist (<c>O_EXCL</c>): of several callers, in any processes, one wins.</summary>
    /// <returns>The open file, or null where the name exists already.</returns>
    ILogFile? CreateNew(string path);

    /// <summary>Reads a whole file as it was at its writer's last close or sync, or returns null where there is none.</summary>
    byte[]? Read(string path);

    /// <summary>Replaces a file, or makes it: temporary file, fsync, rename.</summary>
    void Publish(string path, ReadOnlySpan<byte> content);

    /// <summary>The names in a folder; a hint only, since a mount may serve a listing that is a minute old.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>Removes a file, if it is there.</summary>
    void Delete(string path);
}

/// <summary>A file that is being written by its only writer.</summary>
public interface ILogFile : IDisposable
{
    /// <summary>Writes at the end.</summary>
    void Append(ReadOnlySpan<byte> content);

    /// <summary>Returns when what was appended survives a loss of power.</summary>
    void Sync();
}

/// <summary>The real files.</summary>
public sealed class LogFiles : ILogFiles
{
    /// <summary>The only instance; it has no state.</summary>
    public static LogFiles Instance { get; } = new();

    /// <inheritdoc/>
    public ILogFile? CreateNew(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            // FileShare.ReadWrite asks for no lock. None is needed: a name is created by one process and written by that one.
            return new OpenLogFile(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public byte[]? Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var content = new byte[file.Length];
            // The length is as of the opening: a writer may still append, and what comes later is not this reader's.
            return content[..file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Publish(string path, ReadOnlySpan<byte> content) => Workspace.WorkspaceFile.Write(path, content);

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
    public void Delete(string path) => File.Delete(path);

    private sealed class OpenLogFile(FileStream stream) : ILogFile
    {
        public void Append(ReadOnlySpan<byte> content) => stream.Write(content);

        public void Sync() => stream.Flush(flushToDisk: true);

        public void Dispose() => stream.Dispose();
    }
}
