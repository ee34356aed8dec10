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

    /// <summary>
    /// Reads a whole file as it was at its writer's last close or sync, or returns null where there is none. Null is a hint only where
    /// this machine looked for the name before: a mount remembers for a minute that there was nothing.
    /// </summary>
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

    /// <summary>Returns when what was appended survives a loss of power, and the file's name with it.</summary>
    void Sync();
}
