using CodeReview.Orchestrator.Journaling;
using CodeReview.Protocol.Journaling;

namespace CodeReview.Bench.Append;

/// <summary>The event log by itself, with what the journal does per event: encode it, append it, check the claim.</summary>
internal sealed class LogAppend : IDisposable
{
    private readonly string _folder;
    private readonly EventLog _log;

    public LogAppend(string folder)
    {
        _folder = folder;
        _log = EventLog.Activate(folder, "bench", LogFiles.Instance, TimeProvider.System);
        AppendAsync();
    }

    public Task AppendAsync()
    {
        var stored = Some.Done(1);
        _log.Append([new NewLogEntry(ReviewFormats.NameOf(stored), ReviewFormats.Write(stored))]);
        return Task.CompletedTask;
    }

    /// <summary>The bytes of the last event in its file, line feed included.</summary>
    public byte[] Line()
    {
        var content = File.ReadAllBytes(Directory.EnumerateFiles(Path.Combine(_folder, "segments")).Single());
        return content[(content.AsSpan()[..^1].LastIndexOf((byte)'\n') + 1)..];
    }

    public void Dispose() => _log.Dispose();
}
