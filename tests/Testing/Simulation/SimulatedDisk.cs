namespace CodeReview.Testing.Simulation;

/// <summary>
/// A disk in memory that knows what a real one hides: which bytes and which names are durable. It can crash, and then shows what is
/// left. Paths are of one folder level as far as durability goes: a folder's sync makes the names in it durable.
/// </summary>
public sealed class SimulatedDisk
{
    private const int Sector = 16;
    private Dictionary<string, Inode> _names = new(StringComparer.Ordinal);
    private Dictionary<string, Inode> _durableNames = new(StringComparer.Ordinal);

    /// <summary>Whether a reader sees only what was synced, as over a mount; else what was written, as on one machine.</summary>
    public bool ReadersSeeOnlySynced { get; init; }

    public byte[]? Read(string path) => _names.TryGetValue(path, out var file)
        ? file.Bytes.GetRange(0, ReadersSeeOnlySynced ? file.Synced : file.Bytes.Count).ToArray()
        : null;

    public IReadOnlyList<string> List(string folder) =>
        [.. _names.Keys.Where(path => Path.GetDirectoryName(path) == folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public void Delete(string path) => _names.Remove(path);

    internal Inode? Create(string path)
    {
        var file = new Inode();
        return _names.TryAdd(path, file) ? file : null;
    }

    internal void Rename(string from, string to)
    {
        _names[to] = _names[from];
        _names.Remove(from);
    }

    internal void SyncFolder(string folder)
    {
        foreach (var path in _names.Keys.Union(_durableNames.Keys).Where(path => Path.GetDirectoryName(path) == folder).ToList())
        {
            if (_names.TryGetValue(path, out var file))
                _durableNames[path] = file;
            else
                _durableNames.Remove(path);
        }
    }

    /// <summary>The disk as the next process finds it, after every process on this one has died.</summary>
    public SimulatedDisk After(Loss loss)
    {
        var left = (loss is Loss.Unsynced or Loss.Names ? _durableNames : _names)
            .ToDictionary(pair => pair.Key, pair => pair.Value.After(loss), StringComparer.Ordinal);
        return new SimulatedDisk { ReadersSeeOnlySynced = ReadersSeeOnlySynced, _names = left, _durableNames = new(left, StringComparer.Ordinal) };
    }

    internal sealed class Inode
    {
        public List<byte> Bytes { get; private init; } = [];

        public int Synced { get; set; }

        public Inode After(Loss loss)
        {
            var bytes = Bytes.ToList();
            var unsynced = bytes.Count - Synced;
            if (loss is Loss.Unsynced or Loss.HalfOfTheBytes)
                bytes.RemoveRange(Synced + (loss is Loss.Unsynced ? 0 : unsynced / 2), loss is Loss.Unsynced ? unsynced : unsynced - (unsynced / 2));
            for (var i = Synced; i < bytes.Count; i++)
                bytes[i] = IsLost(loss, i) ? (byte)0 : bytes[i];
            if (loss is Loss.OneBit && unsynced > 0)
                bytes[Synced + (unsynced / 2)] ^= 1;
            return new Inode { Bytes = bytes, Synced = bytes.Count };
        }

        private static bool IsLost(Loss loss, int at) => loss switch
        {
            Loss.Zeros => true,
            Loss.EvenSectors => at / Sector % 2 is 0,
            Loss.OddSectors => at / Sector % 2 is 1,
            _ => false,
        };
    }
}
