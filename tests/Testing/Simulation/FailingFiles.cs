using CodeReview.Protocol.Journaling;

namespace CodeReview.Testing.Simulation;

/// <summary>Real files on which a call fails, and every later one, until they are mended.</summary>
/// <param name="firstCall">The first call that fails, from 1.</param>
/// <param name="failure">What it throws, given the path.</param>
public sealed class FailingFiles(int firstCall, Func<string, Exception> failure) : FilesDecorator(LogFiles.Instance)
{
    private const string Denied = "Permission denied";
    private int _calls;
    private volatile bool _mended;

    /// <summary>What disks and mounts fail with, as the system says it.</summary>
    public static IReadOnlyList<string> Errnos { get; } = ["No space left on device", "Input/output error", Denied, "Stale file handle", "Disk quota exceeded"];

    /// <summary>What .NET makes of an errno.</summary>
    public static Exception FailureOf(string errno, string path) =>
        errno is Denied ? new UnauthorizedAccessException($"{errno} : '{path}'") : new IOException($"{errno} : '{path}'");

    /// <summary>Whether that call was reached.</summary>
    public bool HaveFailed => Volatile.Read(ref _calls) >= firstCall;

    /// <summary>From here on every call succeeds.</summary>
    public void Mend() => _mended = true;

    public override ILogFile? CreateNew(string path)
    {
        Count(path);
        return base.CreateNew(path) is { } file ? new FailingFile(this, path, file) : null;
    }

    public override byte[]? Read(string path)
    {
        Count(path);
        return base.Read(path);
    }

    public override void Publish(string path, ReadOnlySpan<byte> content)
    {
        Count(path);
        base.Publish(path, content);
    }

    public override IReadOnlyList<string> List(string folder)
    {
        Count(folder);
        return base.List(folder);
    }

    public override void Delete(string path)
    {
        Count(path);
        base.Delete(path);
    }

    private void Count(string path)
    {
        if (!_mended && Interlocked.Increment(ref _calls) >= firstCall)
            throw failure(path);
    }

    private sealed class FailingFile(FailingFiles files, string path, ILogFile file) : ILogFile
    {
        public void Append(ReadOnlySpan<byte> content)
        {
            files.Count(path);
            file.Append(content);
        }

        public void Sync()
        {
            files.Count(path);
            file.Sync();
        }

        public void Dispose() => file.Dispose();
    }
}
