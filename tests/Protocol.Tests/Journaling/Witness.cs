using System.Text;
using System.Text.Json;
using CodeReview.Protocol.Journaling;
using CodeReview.Testing.Simulation;
using Microsoft.Extensions.Time.Testing;

namespace CodeReview.Protocol.Tests.Journaling;

/// <summary>Writes logs, remembers what was tried and what was acknowledged, and holds a log against it.</summary>
internal sealed class Witness
{
    public const string Log = "/log";

    private readonly List<string[]> _tried = [];
    private readonly Dictionary<long, string> _acknowledged = [];

    public Witness()
    {
    }

    public Witness(Witness other) => (_tried, _acknowledged) = ([.. other._tried], new(other._acknowledged));

    public static EventLog Activate(ILogFiles files) => EventLog.Activate(Log, "test", files, new FakeTimeProvider());

    /// <summary>Appends a batch with texts of its own.</summary>
    public void Append(EventLog log, int events)
    {
        string[] batch = [.. Enumerable.Range(0, events).Select(i => $"batch {_tried.Count}, event {i} of {events}")];
        lock (_tried)
            _tried.Add(batch);
        var last = log.Append([.. batch.Select(text => new NewLogEntry("some.1", Encoding.UTF8.GetBytes($$"""{"text":"{{text}}"}""")))]);
        lock (_tried)
        {
            for (var i = 0; i < events; i++)
                Assert.True(_acknowledged.TryAdd(last - events + 1 + i, batch[i]), "A number was acknowledged twice.");
        }
    }

    /// <summary>
    /// A log holds all that was acknowledged, at its number; whole batches only, each once; and the next activation appends to
    /// it and reads the same.
    /// </summary>
    public void Check(SimulatedDisk disk)
    {
        var files = new SimulatedFiles(disk, _ => { });
        using var log = Activate(files);
        var texts = Texts(log);
        AssertHolds(texts);

        Append(log, 2);
        using var next = Activate(files);
        AssertHolds(Texts(next));
        Assert.Equal(texts.Count + 2, next.HighestSequenceNumber);
        Assert.Equal(Texts(next), EventLogReader.ReadAll(Log, files).Select(Text));
    }

    private void AssertHolds(List<string> texts)
    {
        foreach (var (number, text) in _acknowledged)
            Assert.Equal(text, texts.ElementAtOrDefault((int)number - 1));
        var rest = texts.AsEnumerable();
        while (rest.FirstOrDefault() is { } first)
        {
            var batch = _tried.Single(tried => tried[0] == first);
            Assert.Equal(batch, rest.Take(batch.Length));
            rest = rest.Skip(batch.Length);
        }

        Assert.Equal(texts.Count, texts.Distinct().Count());
    }

    private static List<string> Texts(EventLog log)
    {
        var entries = log.Read(1, long.MaxValue).ToList();
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(n => (long)n), entries.Select(entry => entry.SequenceNumber));
        Assert.Equal(entries.Count, log.HighestSequenceNumber);
        return [.. entries.Select(Text)];
    }

    private static string Text(LogEntry entry)
    {
        using var payload = JsonDocument.Parse(entry.Payload);
        return payload.RootElement.GetProperty("text").GetString()!;
    }
}
