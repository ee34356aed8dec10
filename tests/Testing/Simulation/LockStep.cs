namespace CodeReview.Testing.Simulation;

/// <summary>
/// Runs the processes of a race as threads of which one moves at a time. Whoever comes to a system call asks who goes next, so that
/// a process that goes on pays no switch of threads.
/// </summary>
/// <param name="race">The processes.</param>
/// <param name="choose">Given the call that each living process is about to make, says whose is made; -1 ends the run.</param>
internal sealed class LockStep(Race race, Func<IReadOnlyDictionary<int, Call>, int> choose) : IDisposable
{
    private readonly List<Writer> _writers = [.. race.Writers.Select((_, i) => new Writer(i))];
    private readonly SemaphoreSlim _started = new(0);
    private readonly SemaphoreSlim _over = new(0);
    private bool _underWay;
    private bool _abandoned;

    /// <summary>Runs until all have ended, or until the run is ended.</summary>
    /// <returns>Whether all have ended.</returns>
    public bool Run()
    {
        foreach (var writer in _writers)
        {
            writer.Thread = new Thread(() => Work(writer), maxStackSize: 256 * 1024) { IsBackground = true };
            writer.Thread.Start();
            _started.Wait();
        }

        _underWay = true;
        GoOn();
        _over.Wait();
        return !_abandoned;
    }

    public void ThrowIfFailed(IEnumerable<string> order)
    {
        if (_writers.FirstOrDefault(writer => writer.Failure is not null) is { Failure: { } failure })
            throw new InvalidOperationException($"A writer failed in this order:\n{string.Join('\n', order)}", failure);
    }

    public void Dispose()
    {
        foreach (var writer in _writers)
        {
            writer.Go.Release();
            writer.Thread!.Join();
            writer.Go.Dispose();
        }

        _started.Dispose();
        _over.Dispose();
    }

    private void Work(Writer writer)
    {
        try
        {
            race.Writers[writer.Index](race.FilesOf(writer.Index, call => Arrive(writer, call)));
        }
        catch (Exception e)
        {
            writer.Failure = e;
        }

        writer.Next = null;
        if (!_underWay)
            _started.Release();
        else if (!_abandoned)
            GoOn();
    }

    private void Arrive(Writer writer, Call call)
    {
        writer.Next = call;
        if (!_underWay)
            _started.Release();
        else if (!_abandoned && GoOn() == writer.Index)
            return;
        if (!_abandoned)
            writer.Go.Wait();
        if (_abandoned)
            throw new OperationCanceledException();
    }

    // Called by the thread that moves, of which there is one.
    private int GoOn()
    {
        var pending = _writers.Where(writer => writer.Next is not null).ToDictionary(writer => writer.Index, writer => writer.Next!);
        var next = pending.Count > 0 ? choose(pending) : -1;
        _abandoned = pending.Count > 0 && next < 0;
        if (next < 0)
            _over.Release();
        else if (_writers[next].Thread != Thread.CurrentThread)
            _writers[next].Go.Release();
        return next;
    }

    private sealed class Writer(int index)
    {
        public SemaphoreSlim Go { get; } = new(0);

        public int Index { get; } = index;

        public Thread? Thread { get; set; }

        public Call? Next { get; set; }

        public Exception? Failure { get; set; }
    }
}
