using CodeReview.LambdaEmulator.Faults;
using CodeReview.LambdaEmulator.Invoking;
using CodeReview.LambdaEmulator.Settings;

namespace CodeReview.LambdaEmulator.Environments;

/// <summary>
/// One process that serves a function, one event at a time. Between two events it is stopped, like a microVM that is frozen; at the
/// function's time-out it is killed. An environment that failed is not used again.
/// </summary>
internal sealed class ExecutionEnvironment : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownBudget = TimeSpan.FromMilliseconds(500);
    private readonly RuntimeApi _api;
    private readonly FunctionProcess _process;
    private readonly TimeProvider _time;
    private readonly Fate _fate;

    private ExecutionEnvironment(RuntimeApi api, FunctionProcess process, Fate fate, TimeProvider time) => (_api, _process, _fate, _time) = (api, process, fate, time);

    public int ProcessId => _process.Id;

    public static async Task<ExecutionEnvironment> StartAsync(EnvironmentOrder order, Fate fate, TimeProvider time)
    {
        var api = await RuntimeApi.StartAsync();
        return new ExecutionEnvironment(api, FunctionProcess.Start(order.Function, order.Settings, order.Folder, api.Endpoint, order.Lambda, order.Log), fate, time);
    }

    /// <summary>Waits until the runtime asks for its first event.</summary>
    /// <returns>Null when it has; else why it did not.</returns>
    public async Task<InvocationOutcome?> InitializeAsync(Guid requestId, TimeSpan limit)
    {
        using var over = new CancellationTokenSource();
        var late = Task.Delay(limit, _time, over.Token);
        var first = await Task.WhenAny(_api.Ready, _api.InitializationError.Task, _process.Exited, late);
        await over.CancelAsync();
        if (first == _api.Ready)
            return null;
        // A runtime that says what is wrong ends right after it: what it said is the better answer.
        if (_api.InitializationError.Task.IsCompletedSuccessfully)
            return new InvocationOutcome(InvocationEnd.Failed, await _api.InitializationError.Task, Log: _process.TakeLog());
        return first == late
            ? InvocationOutcome.Failure(requestId, "Sandbox.Timedout", $"Task timed out after {limit.TotalSeconds:0.00} seconds")
            : Exit(requestId, await _process.Exited);
    }

    /// <summary>Has the function serve an event, within its time.</summary>
    /// <param name="invocation">The event.</param>
    /// <param name="timeout">When the process is killed.</param>
    public async Task<InvocationOutcome> InvokeAsync(Invocation invocation, TimeSpan timeout)
    {
        _process.Thaw();
        using var over = new CancellationTokenSource();
        var answer = _api.HandOver(invocation, _time.GetUtcNow() + timeout);
        var late = Task.Delay(timeout, _time, over.Token);
        var stall = HitAsync(_fate.Rates.Stall, invocation, "stall", over.Token);
        var kill = HitAsync(_fate.Rates.Kill, invocation, "kill", over.Token);
        var first = await Task.WhenAny(answer, _process.Exited, late, stall, kill);
        await over.CancelAsync();
        if (first == answer)
            return await answer with { Log = _process.TakeLog() };
        if (first == stall)
        {
            _process.Freeze();
            return InvocationOutcome.OutOfSight;
        }

        if (first == kill)
            _process.Kill();
        return first == late
            ? await TimedOutAsync(invocation.RequestId, timeout)
            : Exit(invocation.RequestId, await _process.Exited);
    }

    /// <summary>Waits until the runtime asks for another event, and stops the process.</summary>
    /// <returns>Whether it did so in time; else the environment is of no more use.</returns>
    public async Task<bool> RestAsync(TimeSpan limit)
    {
        using var over = new CancellationTokenSource();
        var first = await Task.WhenAny(_api.Ready, _process.Exited, Task.Delay(limit, _time, over.Token));
        await over.CancelAsync();
        if (first != _api.Ready)
            return false;
        _process.Freeze();
        return true;
    }

    /// <summary>Ends the process, whatever it works on.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Lets a process go on that the service gave up, until it has said what it has to say, which nobody listens to.</summary>
    public async Task GoOnUnseenAsync(TimeSpan after, TimeSpan limit)
    {
        await Task.Delay(after, _time);
        _process.Thaw();
        await RestAsync(limit);
    }

    /// <summary>Ends the process: asked to first where an extension is there to be told, killed at once where none is.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.Exited.IsCompleted)
            await EndAsync();
        _process.Dispose();
        await _api.DisposeAsync();
    }

    private async Task EndAsync()
    {
        _process.Thaw();
        if (_api.HasExtension)
        {
            _process.AskToEnd();
            await Task.WhenAny(_process.Exited, Task.Delay(ShutdownBudget, _time));
        }

        if (!_process.Exited.IsCompleted)
            _process.Kill();
        await _process.Exited;
    }

    private async Task<InvocationOutcome> TimedOutAsync(Guid requestId, TimeSpan timeout)
    {
        await EndAsync();
        return InvocationOutcome.Failure(requestId, "Sandbox.Timedout", $"Task timed out after {timeout.TotalSeconds:0.00} seconds") with { Log = _process.TakeLog() };
    }

    private InvocationOutcome Exit(Guid requestId, int code) => InvocationOutcome.Failure(
        requestId, "Runtime.ExitError", code > 128 ? $"Runtime exited with error: signal: {code - 128}" : $"Runtime exited with error: exit status {code}") with { Log = _process.TakeLog() };

    // Completes at the moment that fate has chosen, or never.
    private Task HitAsync(double rate, Invocation invocation, string fault, CancellationToken cancelled) => _fate.Happens(rate, invocation.AttemptName, fault)
        ? Task.Delay(_fate.Within(_fate.Rates.MaximumDelaySeconds, invocation.AttemptName, fault), _time, cancelled)
        : Task.Delay(Timeout.InfiniteTimeSpan, _time, cancelled);
}

/// <summary>What an environment is made for.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Settings">Its configuration.</param>
/// <param name="Folder">Where its package is.</param>
/// <param name="Lambda">Where it finds Invoke.</param>
/// <param name="Log">Takes the process's id and each line that it prints.</param>
internal sealed record EnvironmentOrder(string Function, FunctionSettings Settings, string Folder, Uri Lambda, Action<int, string> Log);
