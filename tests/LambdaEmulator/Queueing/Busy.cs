namespace CodeReview.LambdaEmulator.Queueing;

/// <summary>Knows whether anything is under way.</summary>
internal sealed class Busy
{
    private readonly Lock _counting = new();
    private int _count;
    private Exception? _fault;
    private TaskCompletionSource _quiet = Completed();

    /// <summary>Completes when nothing is under way; throws what went wrong in the emulator itself.</summary>
    public async Task QuietAsync(CancellationToken cancellationToken)
    {
        Task quiet;
        lock (_counting)
            quiet = _quiet.Task;
        await quiet.WaitAsync(cancellationToken);
        if (_fault is not null)
            throw new InvalidOperationException("The emulator failed.", _fault);
    }

    public void Watch(Task work)
    {
        lock (_counting)
        {
            if (_count++ is 0)
                _quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        _ = EndAsync(work);
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }

    private async Task EndAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            // The emulator ends, and what waited with it.
        }
        catch (Exception e)
        {
            _fault ??= e;
        }

        lock (_counting)
        {
            if (--_count is 0)
                _quiet.SetResult();
        }
    }
}
