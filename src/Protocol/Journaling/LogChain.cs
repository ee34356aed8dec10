namespace CodeReview.Protocol.Journaling;

/// <summary>
/// Follows the fences back through history. Each fence says how far the segments before it are valid, down to the newest one that
/// has a fence itself; that one's fence goes on from there. What no fence names is nobody's.
/// </summary>
internal static class LogChain
{
    /// <summary>The segments before a fence that hold the event <paramref name="from"/> and later ones, oldest first.</summary>
    /// <param name="fence">Where to start.</param>
    /// <param name="from">The number of the first event that is wanted.</param>
    /// <param name="files">The files.</param>
    /// <param name="folder">The log.</param>
    /// <param name="known">Segments that were read before; added to.</param>
    public static IReadOnlyList<Segment> Before(Fence fence, long from, ILogFiles files, LogFolder folder, Dictionary<int, Segment> known)
    {
        var chain = new Stack<Segment>();
        for (var next = fence; next is not null && next.First > from;)
        {
            Segment? fenced = null;
            foreach (var cut in next.Cuts)
            {
                if (!known.TryGetValue(cut.Token, out var segment) || segment.ValidBytes != cut.Bytes)
                {
                    var path = folder.Segment(cut.Token);
                    segment = known[cut.Token] = Segment.Read(path, cut.Token, files.Read(path), cut.Bytes);
                }

                chain.Push(segment);
                fenced = segment;
            }

            next = fenced?.Fence;
        }

        return [.. chain];
    }
}
