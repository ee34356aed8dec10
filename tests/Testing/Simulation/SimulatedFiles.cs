using CodeReview.Protocol.Journaling;

namespace CodeReview.Testing.Simulation;

/// <summary>One process's view of a <see cref="SimulatedDisk"/>, call by call.</summary>
/// <param name="disk">The disk, which processes share.</param>
/// <param name="before">Called before each system call; may wait, or throw, and then the call is not made.</param>
/// <param name="cache">What the process's machine remembers of the disk; null where nothing.</param>
public sealed class SimulatedFiles(SimulatedDisk disk, Action<Call> before, StaleCache? cache = null) : ILogFiles
{
    public ILogFile? CreateNew(string path)
    {
        before(new Call(CallKind.Create, path));
        cache?.Forget(path);
        var file = disk.Create(path);
        return file is null ? null : new OpenFile(disk, before, path, file);
    }

    public byte[]? Read(string path)
    {
        before(new Call(CallKind.Read, path));
        return cache?.SaysMissing(path) is true ? null : disk.Read(path);
    }

    public void Publish(string path, ReadOnlySpan<byte> content)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():n}.tmp");
        using (var file = CreateNew(temporary)!)
        {
            file.Append(content);
            ((OpenFile)file).SyncContent();
        }

        before(new Call(CallKind.Rename, path));
        cache?.Forget(path);
        disk.Rename(temporary, path);
    }

    public IReadOnlyList<string> List(string folder)
    {
        before(new Call(CallKind.List, folder));
        return cache is null ? disk.List(folder) : [];
    }

    public void Delete(string path)
    {
        before(new Call(CallKind.Delete, path));
        disk.Delete(path);
    }

    private sealed class OpenFile(SimulatedDisk disk, Action<Call> before, string path, SimulatedDisk.Inode file) : ILogFile
    {
        private bool _named;

        // In two parts: a reader may see one without the other, and a crash may come in between.
        public void Append(ReadOnlySpan<byte> content)
        {
            before(new Call(CallKind.Write, path));
            file.Bytes.AddRange(content[..(content.Length / 2)]);
            before(new Call(CallKind.Write, path));
            file.Bytes.AddRange(content[(content.Length / 2)..]);
        }

        public void Sync()
        {
            SyncContent();
            if (_named)
                return;
            before(new Call(CallKind.SyncFolder, path));
            disk.SyncFolder(Path.GetDirectoryName(path)!);
            _named = true;
        }

        public void SyncContent()
        {
            before(new Call(CallKind.Sync, path));
            file.Synced = file.Bytes.Count;
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>
/// The worst that a mount's cache may do: listings are as before anybody wrote, and a name that was once looked up in vain is
/// missing until this machine itself creates or replaces it.
/// </summary>
/// <param name="lookedUp">The names that were looked up before there was anything.</param>
public sealed class StaleCache(Func<string, bool> lookedUp)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    internal bool SaysMissing(string path) => lookedUp(path) && !_known.Contains(path);

    internal void Forget(string path) => _known.Add(path);
}
