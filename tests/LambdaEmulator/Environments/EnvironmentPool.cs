using System.Collections.Concurrent;
using CodeReview.LambdaEmulator.Faults;
using CodeReview.LambdaEmulator.Invoking;

namespace CodeReview.LambdaEmulator.Environments;

/// <summary>The environments of one function: as many as there are events at once, kept for the next ones.</summary>
internal sealed class EnvironmentPool(EnvironmentOrder order, Concurrency concurrency, TimeSpan initTimeout, Fate fate, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentStack<ExecutionEnvironment> _idle = new();
    private readonly ConcurrentDictionary<Task, bool> _unseen = new();
    private readonly ConcurrentDictionary<ExecutionEnvironment, bool> _working = new();
    private volatile bool _closed;

    /// <summary>The processes that wait, stopped, for another event.</summary>
    public IEnumerable<int> Frozen => _idle.Select(environment => environment.ProcessId);

    /// <summary>The work of environments that the service gave up and that go on by themselves.</summary>
    public Task UnseenAsync() => Task.WhenAll(_unseen.Keys);

    /// <summary>Has an environment serve the event: one that waits, or a new one. Returns when it is at rest again.</summary>
    public async Task<(InvocationOutcome Outcome, int? ProcessId)> InvokeAsync(Invocation invocation)
    {
        if (concurrency.Enter(order.Function, order.Settings.ReservedConcurrency) is { } reason)
            return (InvocationOutcome.NoRoom(reason), null);
        try
        {
            var (environment, failure) = _idle.TryPop(out var waiting) ? (waiting, null) : await StartAsync(invocation.RequestId);
            if (environment is null)
                return (failure!, null);
            _working[environment] = true;
            if (_closed)
                environment.Kill();
            var outcome = await environment.InvokeAsync(invocation, order.Settings.Timeout);
            await LeaveAsync(environment, invocation, outcome);
            _working.TryRemove(environment, out _);
            return (outcome, environment.ProcessId);
        }
        finally
        {
            concurrency.Leave(order.Function);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        foreach (var environment in _working.Keys)
            environment.Kill();
        await UnseenAsync();
        while (_idle.TryPop(out var environment))
            await environment.DisposeAsync();
    }

    // A function may take long to start once; then it has its own time to do so, as in Lambda.
    private async Task<(ExecutionEnvironment?, InvocationOutcome?)> StartAsync(Guid requestId)
    {
        InvocationOutcome? failure = null;
        foreach (var limit in (TimeSpan[])[initTimeout, order.Settings.Timeout])
        {
            var environment = await ExecutionEnvironment.StartAsync(order, fate, time);
            failure = await environment.InitializeAsync(requestId, limit);
            if (failure is null)
                return (environment, null);
            await environment.DisposeAsync();
        }

        return (null, failure);
    }

    private async Task LeaveAsync(ExecutionEnvironment environment, Invocation invocation, InvocationOutcome outcome)
    {
        if (outcome.End is InvocationEnd.Lost)
        {
            var unseen = GoOnUnseenAsync(environment, invocation);
            _unseen[unseen] = true;
            return;
        }

        var isKept = !fate.Happens(fate.Rates.Recycle, invocation.AttemptName, "recycle") && !_closed;
        if (await environment.RestAsync(order.Settings.Timeout) && isKept)
            _idle.Push(environment);
        else
            await environment.DisposeAsync();
    }

    private async Task GoOnUnseenAsync(ExecutionEnvironment environment, Invocation invocation)
    {
        await environment.GoOnUnseenAsync(fate.Within(2 * fate.Rates.MaximumDelaySeconds, invocation.AttemptName, "thaw"), order.Settings.Timeout);
        await environment.DisposeAsync();
    }
}

/// <summary>Counts what runs, against the limits of functions and of the account.</summary>
internal sealed class Concurrency(int account)
{
    private readonly Lock _counting = new();
    private readonly Dictionary<string, int> _running = [];

    /// <summary>Makes room for one event more.</summary>
    /// <returns>Null where there is room; else which limit is met.</returns>
    public string? Enter(string function, int? reserved)
    {
        lock (_counting)
        {
            var running = _running.GetValueOrDefault(function);
            if (running >= reserved)
                return "ReservedFunctionConcurrentInvocationLimitExceeded";
            if (_running.Values.Sum() >= account)
                return "ConcurrentInvocationLimitExceeded";
            _running[function] = running + 1;
            return null;
        }
    }

    public void Leave(string function)
    {
        lock (_counting)
            _running[function]--;
    }
}
