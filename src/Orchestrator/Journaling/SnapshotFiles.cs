using System.Globalization;
using System.Text;
using System.Text.Json;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Journaling;

/// <summary>
/// The snapshots of one grain: <c>00000040-000007.json</c> is the state after event 40, written by activation 7. Immutable; the newest
/// few are kept. The token in the name keeps a stale activation's snapshot apart, and the log tells which ones count.
/// </summary>
public sealed class SnapshotFiles(string folder, ILogFiles files, TimeProvider time)
{
    private const int Kept = 3;

    /// <summary>A snapshot as its file's name tells it.</summary>
    public sealed record Name(long SequenceNumber, int Token);

    /// <summary>What a snapshot file holds.</summary>
    public sealed record Content(Name Name, DateTimeOffset At, string Type, byte[] State);

    /// <summary>Writes a snapshot, and removes the oldest beyond the few that are kept.</summary>
    public void Save(Name name, string type, byte[] state)
    {
        var json = Encoding.UTF8.GetString(state);
        var at = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        // The state is the last member but one, on a line of its own, so that the digest is over bytes that stand in the file.
        var content = $"{{\n \"schema\": 1,\n \"sequence_number\": {name.SequenceNumber},\n \"token\": {name.Token},\n \"at\": \"{at}\",\n \"type\": \"{type}\",\n \"state\": {json},\n \"digest\": \"{Digest.Of(state)}\"\n}}\n";
        files.Publish(PathOf(name), Encoding.UTF8.GetBytes(content));
        foreach (var old in List().Where(other => other.Token <= name.Token).Skip(Kept))
            Delete(old);
    }

    /// <summary>Removes a snapshot; nothing happens where it is gone already. Time is all that it costs: the events serve.</summary>
    public void Delete(Name name) => files.Delete(PathOf(name));

    /// <summary>The names, the newest first.</summary>
    public IReadOnlyList<Name> List() =>
    [
        .. files.List(folder).Select(TryParse).OfType<Name>()
            .OrderByDescending(name => name.SequenceNumber).ThenByDescending(name => name.Token),
    ];

    /// <summary>Reads a snapshot; null where the file is missing or damaged, in which case an older one, or the events, serve.</summary>
    public Content? TryRead(Name name)
    {
        var bytes = files.Read(PathOf(name));
        if (bytes is null)
            return null;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            var state = Encoding.UTF8.GetBytes(root.GetProperty("state").GetRawText());
            return root.GetProperty("digest").GetString() == Digest.Of(state)
                ? new Content(name, root.GetProperty("at").GetDateTimeOffset(), root.GetProperty("type").GetString()!, state)
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static Name? TryParse(string fileName) =>
        Path.GetFileNameWithoutExtension(fileName).Split('-') is [var number, var token]
        && fileName.EndsWith(".json", StringComparison.Ordinal)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequenceNumber)
        && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var writer)
            ? new Name(sequenceNumber, writer)
            : null;

    private string PathOf(Name name) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name.SequenceNumber:d8}-{name.Token:d6}.json"));
}
