namespace CodeReview.Protocol.Journaling;

/// <summary>
/// What a segment file says, up to a cut. The rule that tells a crash from damage: a tail that its writer did not finish (no line
/// feed, zeros where a line should be, a batch without its last line) was never acknowledged and is dropped; a finished line that
/// does not check was changed by somebody else, and reading stops with its place.
/// </summary>
internal sealed record Segment(int Token, Fence? Fence, IReadOnlyList<LogEntry> Entries, int ValidBytes)
{
    /// <summary>The number of the last event, in this segment or, where it has none, before it.</summary>
    public long Last => Entries.Count > 0 ? Entries[^1].SequenceNumber : (Fence?.First ?? 1) - 1;

    /// <param name="path">For messages.</param>
    /// <param name="token">The activation whose segment this is.</param>
    /// <param name="content">The file, or null where there is none: the activation died before its fence.</param>
    /// <param name="limit">The cut, where a later fence has settled one; what lies beyond is nobody's.</param>
    public static Segment Read(string path, int token, byte[]? content, int limit = int.MaxValue)
    {
        var all = (content ?? []).AsMemory(0, Math.Min(content?.Length ?? 0, limit));
        Fence? fence = null;
        List<LogEntry> whole = [], batch = [];
        int valid = 0, line = 0;
        for (var at = 0; NextLine(all, at) is { } next; at += next.Length + 1)
        {
            line++;
            var parsed = LogLine.TryParse(next, token);
            if (parsed is null && IsZeroTail(all.Span[at..]))
                break;
            switch (parsed)
            {
                case ParsedLine.FenceLine f when line is 1 && f.Fence.Token == token:
                    fence = f.Fence;
                    valid = next.Length + 1;
                    break;
                case ParsedLine.EventLine e when fence is not null && e.Entry.SequenceNumber == NumberAfter(fence, whole, batch):
                    batch.Add(e.Entry);
                    if (e.LastOfBatch != e.Entry.SequenceNumber)
                        break;
                    whole.AddRange(batch);
                    batch.Clear();
                    valid = at + next.Length + 1;
                    break;
                default:
                    throw new DamagedLogException(path, line, parsed is null ? "its checksum does not match." : "it does not follow the line before it.");
            }
        }

        return limit is int.MaxValue || valid == limit
            ? new Segment(token, fence, whole, valid)
            : throw new DamagedLogException(path, line + 1, $"{limit} bytes of it were in use, and only {valid} are whole.");
    }

    private static long NumberAfter(Fence fence, List<LogEntry> whole, List<LogEntry> batch) => fence.First + whole.Count + batch.Count;

    private static ReadOnlyMemory<byte>? NextLine(ReadOnlyMemory<byte> all, int at)
    {
        var length = all.Span[at..].IndexOf((byte)'\n');
        // A bare null would become an empty memory, by way of a null array.
        return length < 0 ? default(ReadOnlyMemory<byte>?) : all.Slice(at, length);
    }

    // A file system that grew the file before the data reached the disk leaves zeros; only a tail that holds some is a crash's.
    private static bool IsZeroTail(ReadOnlySpan<byte> tail) => tail.Contains((byte)0) && tail.LastIndexOf((byte)'\n') == tail.IndexOf((byte)'\n');
}
