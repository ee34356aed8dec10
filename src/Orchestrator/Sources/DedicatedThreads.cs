using System.Runtime.ExceptionServices;

namespace CodeReview.Orchestrator.Sources;

/// <summary>
/// Runs blocking file work side by side on threads of its own. The pool starts with one thread per core, on which work that
/// waits for a mount would go one after the other.
/// </summary>
internal static class DedicatedThreads
{
    public static void ForEach<T>(IReadOnlyList<T> items, int threads, Action<T> work, CancellationToken cancellationToken) =>
        ForEach(items, threads, () => Nothing.Instance, (_, item) => work(item), cancellationToken);

    /// <summary>Each thread opens one handle, and the first failure ends them all and is thrown here.</summary>
    public static void ForEach<T, THandle>(
        IReadOnlyList<T> items, int threads, Func<THandle> open, Action<THandle, T> work, CancellationToken cancellationToken)
        where THandle : IDisposable
    {
        var next = -1;
        Exception? failure = null;
        var running = Enumerable.Range(0, Math.Min(threads, items.Count)).Select(_ => new Thread(Drain) { IsBackground = true }).ToList();
        running.ForEach(thread => thread.Start());
        running.ForEach(thread => thread.Join());
        cancellationToken.ThrowIfCancellationRequested();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);

        void Drain()
        {
            try
            {
                using var handle = open();
                while (Volatile.Read(ref failure) is null && !cancellationToken.IsCancellationRequested)
                {
                    var index = Interlocked.Increment(ref next);
                    if (index >= items.Count)
                        return;
                    work(handle, items[index]);
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, e, null);
            }
        }
    }

    private sealed class Nothing : IDisposable
    {
        public static Nothing Instance { get; } = new();

        public void Dispose()
        {
        }
    }
}
