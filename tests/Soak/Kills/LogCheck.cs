using System.Text.Json;
using CodeReview.Protocol.Journaling;

namespace CodeReview.Soak.Kills;

/// <summary>What a log promises: contiguous numbers, every acknowledged event at its own, whole batches only, each once.</summary>
internal static class LogCheck
{
    /// <returns>What is broken, as a sentence; null where nothing is.</returns>
    public static string? FirstBreach(IReadOnlyList<LogEntry> entries, IReadOnlyCollection<Acknowledged> heard)
    {
        var texts = entries.Select(entry => JsonSerializer.Deserialize<string>(entry.Payload.Span)!).ToList();
        if (entries.Where((entry, i) => entry.SequenceNumber != i + 1).FirstOrDefault() is { } gap)
            return $"The numbers are not contiguous at {gap.SequenceNumber}.";
        return heard.Select(one => Lost(one, texts)).FirstOrDefault(lost => lost is not null) ?? Torn(texts);
    }

    private static string? Lost(Acknowledged one, List<string> texts)
    {
        var first = (int)one.Last - one.Batch.Size;
        return texts.Skip(first).Take(one.Batch.Size).SequenceEqual(one.Batch.Texts)
            ? null
            : $"The batch {one.Batch} was acknowledged up to event {one.Last} and is not there.";
    }

    private static string? Torn(List<string> texts)
    {
        var seen = new HashSet<Batch>();
        for (var i = 0; i < texts.Count;)
        {
            var batch = Batch.Of(texts[i]);
            if (!seen.Add(batch))
                return $"The batch {batch} is there twice.";
            if (!texts.Skip(i).Take(batch.Size).SequenceEqual(batch.Texts))
                return $"The batch {batch} at event {i + 1} is not whole.";
            i += batch.Size;
        }

        return null;
    }
}
