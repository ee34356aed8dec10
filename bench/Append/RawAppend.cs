namespace CodeReview.Bench.Append;

/// <summary>What a disk lets a process do at most: the same bytes, with nothing around them.</summary>
internal sealed class RawAppend : IDisposable
{
    private readonly byte[] _line;
    private readonly string _path;
    private readonly FileStream _kept;

    public RawAppend(string folder, byte[] line)
    {
        Directory.CreateDirectory(folder);
        (_line, _path) = (line, Path.Combine(folder, "opened"));
        File.WriteAllBytes(_path, line);
        _kept = Open(Path.Combine(folder, "kept"));
    }

    public Task OpenedEachTimeAsync()
    {
        using var file = Open(_path);
        Write(file);
        return Task.CompletedTask;
    }

    public Task KeptOpenAsync()
    {
        Write(_kept);
        return Task.CompletedTask;
    }

    public void Dispose() => _kept.Dispose();

    private void Write(FileStream file)
    {
        file.Write(_line);
        file.Flush(flushToDisk: true);
    }

    private static FileStream Open(string path) => new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
}
