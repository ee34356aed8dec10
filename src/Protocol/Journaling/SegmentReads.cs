namespace CodeReview.Protocol.Journaling;

/// <summary>
/// Reads the older segments of a log for one activation, and ahead of who wants them: a mount takes milliseconds a file, and takes
/// them for many files at once. Not for several callers at a time.
/// </summary>
internal sealed class SegmentReads(ILogFiles files, LogFolder folder)
{
    private const int Widest = 16;
    private readonly Dictionary<int, Segment> _known = [];
    private readonly Dictionary<int, Task<byte[]?>> _ahead = [];
    private int _width;

    /// <summary>Reads the segment of an activation that is sealed, as far as its writer came.</summary>
    /// <exception cref="IOException">The file system says that it is there and that it is not.</exception>
    public Segment ReadSealed(int token)
    {
        var path = folder.Segment(token);
        var content = files.Read(path);
        if (content is null)
        {
            // A mount may say for a minute that a file is missing. Creating it decides, and keeps that activation from ever beginning.
            using var taken = files.CreateNew(path);
            content = taken is not null ? [] : files.Read(path)
                ?? throw new IOException($"'{path}' can neither be created nor opened. Resume when the file system is sound again.");
        }

        return _known[token] = Segment.Read(path, token, content);
    }

    /// <summary>The segments before a fence that hold the event <paramref name="from"/> and later ones, oldest first.</summary>
    /// <remarks>
    /// Each fence says how far the segments before it are valid, down to the newest one that has a fence itself; that one's fence
    /// goes on from there. What no fence names is nobody's.
    /// </remarks>
    public IEnumerable<Segment> Before(Fence fence, long from)
    {
        var chain = new Stack<Segment>();
        _width = 0;
        for (var next = fence; next is not null && next.First > from;)
        {
            Segment? fenced = null;
            foreach (var cut in next.Cuts.Where(cut => cut.Bytes > 0))
                chain.Push(fenced = Read(cut));
            next = fenced?.Fence;
        }

        return chain;
    }

    /// <summary>Lets go of what was read.</summary>
    public void Forget()
    {
        _known.Clear();
        _ahead.Clear();
    }

    private Segment Read(Cut cut)
    {
        if (_known.TryGetValue(cut.Token, out var known) && known.Valid.Length == cut.Bytes)
            return known;
        var path = folder.Segment(cut.Token);
        // What was read ahead and is not wanted is dropped, with its failure, if it had one.
        var content = _ahead.Remove(cut.Token, out var reading) ? reading.GetAwaiter().GetResult() : files.Read(path);
        ReadAhead(cut.Token);
        return _known[cut.Token] = Segment.Read(path, cut.Token, content ?? [], cut.Bytes);
    }

    // Whoever wanted two segments wants more of them: twice as many each time, so that at most half is read in vain.
    private void ReadAhead(int token)
    {
        var width = _width;
        _width = Math.Clamp(2 * _width, 1, Widest);
        for (var older = token - 1; older >= Math.Max(1, token - width); older--)
        {
            var path = folder.Segment(older);
            if (!_known.ContainsKey(older) && !_ahead.ContainsKey(older))
                _ahead[older] = Task.Factory.StartNew(() => files.Read(path), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }
}
