namespace CodeReview.Bench.Measuring;

/// <summary>A folder of one run, on the disk that is to be measured; gone when the run ends.</summary>
internal sealed class Scratch : IDisposable
{
    public Scratch(string parent)
    {
        Path = System.IO.Path.Combine(parent, $"run-{Environment.ProcessId}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>A path in it that nothing stands at.</summary>
    public string Below(string name)
    {
        var path = System.IO.Path.Combine(Path, name);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
