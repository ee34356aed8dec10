namespace CodeReview.Protocol.Journaling;

/// <summary>
/// What a segment file says, up to a cut. The rule that tells a crash from damage: what its writer did not finish was never
/// acknowledged and is dropped; a finished line that does not check was changed by somebody else, and reading stops with its place.
/// Not finished is a tail without a line feed, a batch without its last line, and a last batch with holes: a file system that
/// grew a file before the data reached the disk leaves zeros, which no line has.
/// </summary>
/// <param name="Token">The activation whose segment it is.</param>
/// <param name="Fence">Its first line; null where the activation died before it was written.</param>
/// <param name="Last">The number of the last event in it or, where it has none, before it; 0 without a fence.</param>
/// <param name="Valid">The bytes of the fence and of whole batches.</param>
internal sealed record Segment(int Token, Fence? Fence, long Last, ReadOnlyMemory<byte> Valid)
{
    private const long NothingElse = -1;

    /// <summary>Checks a segment from end to end.</summary>
    /// <param name="path">For messages.</param>
    /// <param name="token">The activation whose segment this is.</param>
    /// <param name="content">The file.</param>
    /// <param name="limit">The cut, where a later fence has settled one; what lies beyond is nobody's.</param>
    /// <exception cref="DamagedLogException">It holds what no writer wrote.</exception>
    public static Segment Read(string path, int token, byte[] content, int limit = int.MaxValue)
    {
        var all = content.AsMemory(0, Math.Min(content.Length, limit));
        var fence = NextLine(all, 0) is { } first ? LogLine.TryReadFence(first) : null;
        var segment = fence is null ? new Segment(token, null, 0, all[..0]) : ReadEvents(path, fence, all);
        if (fence is null ? !IsHole(all, 0, NothingElse) : fence.Token != token)
            throw new DamagedLogException(path, 1, "it is not the fence of its activation.");
        return limit is int.MaxValue || segment.Valid.Length == limit
            ? segment
            : throw new DamagedLogException(path, LinesIn(segment.Valid) + 1, $"{limit} bytes of it were in use, and only {segment.Valid.Length} are whole.");
    }

    /// <summary>The events from a number on, in order; decoded as they are taken.</summary>
    public IEnumerable<LogEntry> EntriesFrom(long number)
    {
        var next = Fence?.First ?? 0;
        for (var at = FenceLength(Valid); NextLine(Valid, at) is { } line; at += line.Length + 1, next++)
        {
            if (next >= number)
                yield return LogLine.ReadEvent(line, Token);
        }
    }

    private static Segment ReadEvents(string path, Fence fence, ReadOnlyMemory<byte> all)
    {
        long last = fence.First - 1, expected = fence.First, endOfBatch = 0;
        var valid = FenceLength(all);
        for (var at = valid; NextLine(all, at) is { } line; at += line.Length + 1)
        {
            var head = LogLine.TryReadHead(line.Span);
            if (head is null && IsHole(all, at, endOfBatch))
                break;
            var follows = head is { } h && h.Number == expected && (endOfBatch is 0 ? h.LastOfBatch >= h.Number : h.LastOfBatch == endOfBatch);
            if (!follows)
                throw new DamagedLogException(path, LinesIn(all[..at]) + 1, head is null ? "its checksum does not match." : "it does not follow the line before it.");
            endOfBatch = head!.Value.LastOfBatch;
            if (expected++ != endOfBatch)
                continue;
            (last, endOfBatch, valid) = (expected - 1, 0, at + line.Length + 1);
        }

        return new Segment(fence.Token, fence, last, all[..valid]);
    }

    // Each append waits for the disk before the next one begins, so that only the last batch can have holes: a line with zeros is one
    // if whatever is whole after it is of that batch. Anything else behind a bad line proves that the line was good once; behind a
    // fence, which is written alone, anything does.
    private static bool IsHole(ReadOnlyMemory<byte> all, int at, long endOfBatch)
    {
        for (; NextLine(all, at) is { } line; at += line.Length + 1)
        {
            var head = LogLine.TryReadHead(line.Span);
            if (head is null ? !line.Span.Contains((byte)0) : endOfBatch is not 0 && head.Value.LastOfBatch != endOfBatch)
                return false;
            endOfBatch = head?.LastOfBatch ?? endOfBatch;
        }

        return true;
    }

    private static int FenceLength(ReadOnlyMemory<byte> all) => all.Span.IndexOf((byte)'\n') + 1;

    private static int LinesIn(ReadOnlyMemory<byte> bytes) => bytes.Span.Count((byte)'\n');

    private static ReadOnlyMemory<byte>? NextLine(ReadOnlyMemory<byte> all, int at)
    {
        var length = all.Span[at..].IndexOf((byte)'\n');
        // A bare null would become an empty memory, by way of a null array.
        return length < 0 ? default(ReadOnlyMemory<byte>?) : all.Slice(at, length);
    }
}
