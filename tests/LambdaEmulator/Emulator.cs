using System.Collections.Concurrent;
using System.IO.Compression;
using System.Threading.Channels;
using CodeReview.LambdaEmulator.Environments;
using CodeReview.LambdaEmulator.Faults;
using CodeReview.LambdaEmulator.Invoking;
using CodeReview.LambdaEmulator.Queueing;
using CodeReview.LambdaEmulator.Settings;

namespace CodeReview.LambdaEmulator;

/// <summary>An attempt that is over.</summary>
/// <param name="Function">The function.</param>
/// <param name="RequestId">The same for all attempts at one event.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="ProcessId">The environment's process; null where there was none.</param>
/// <param name="End">How it ended.</param>
/// <param name="Payload">The event.</param>
/// <param name="Begun">When, before any of the function's code ran for it.</param>
public sealed record Attempted(string Function, Guid RequestId, int Attempt, int? ProcessId, InvocationEnd End, string Payload, DateTimeOffset Begun);

/// <summary>A line that a function printed.</summary>
/// <param name="Function">The function.</param>
/// <param name="ProcessId">Its environment's process.</param>
/// <param name="Text">The line.</param>
public sealed record LoggedLine(string Function, int ProcessId, string Text);

/// <summary>A Lambda service in this process; see the README beside this file for what it does and what it does not.</summary>
public sealed class Emulator : IAsyncDisposable
{
    private readonly EmulatorSettings _settings;
    private readonly TimeProvider _time;
    private readonly Fate _fate;
    private readonly Busy _busy = new();
    private readonly Dictionary<string, EnvironmentPool> _pools = [];
    private readonly List<string> _unpacked = [];
    private readonly CancellationTokenSource _over = new();
    private readonly EventQueue _queue;
    private readonly Channel<Attempted> _attempts = Channel.CreateUnbounded<Attempted>();
    private InvokeApi? _api;
    private Task _schedules = Task.CompletedTask;

    private Emulator(EmulatorSettings settings, TimeProvider time)
    {
        _settings = settings;
        _time = time;
        _fate = new Fate(settings.Seed, settings.Faults);
        _queue = new EventQueue(settings, AttemptAsync, _fate, _busy, time, _over.Token);
    }

    /// <summary>Where Invoke is served.</summary>
    public Uri Url => _api!.Url;

    /// <summary>All attempts that are over, in the order in which they ended.</summary>
    public ConcurrentQueue<Attempted> History { get; } = new();

    /// <summary>Completes when one more attempt is over than were when it was last asked for.</summary>
    public async Task<Attempted> NextAttemptAsync(CancellationToken cancellationToken = default) => await _attempts.Reader.ReadAsync(cancellationToken);

    /// <summary>The processes that wait for events.</summary>
    public IEnumerable<int> Frozen => _pools.Values.SelectMany(pool => pool.Frozen);

    /// <param name="settings">What is emulated.</param>
    /// <param name="log">Takes what functions print.</param>
    /// <param name="time">The clock of queues and time-outs; the real one where null.</param>
    public static async Task<Emulator> StartAsync(EmulatorSettings settings, Action<LoggedLine>? log = null, TimeProvider? time = null)
    {
        Problems.Check(settings);
        var emulator = new Emulator(settings, time ?? TimeProvider.System);
        emulator._api = await InvokeApi.StartAsync(settings.Port, settings, emulator.CallAsync);
        var concurrency = new Concurrency(settings.AccountConcurrency);
        foreach (var (name, function) in settings.Functions)
        {
            var order = new EnvironmentOrder(name, function, emulator.FolderOf(function.Package), emulator.Url, (process, line) => log?.Invoke(new LoggedLine(name, process, line)));
            emulator._pools[name] = new EnvironmentPool(order, concurrency, TimeSpan.FromSeconds(settings.InitTimeoutSeconds), emulator._fate, emulator._time);
        }

        emulator._schedules = Task.WhenAll(settings.Schedules.Select(emulator.KeepAsync));
        return emulator;
    }

    /// <summary>Completes when no event is queued, delayed or worked on. What the service gave up may still go on; see <see cref="FaultRates.Stall"/>.</summary>
    public Task QuietAsync(CancellationToken cancellationToken = default) => _busy.QuietAsync(cancellationToken);

    /// <summary>Completes when what the service gave up has gone on to its end, too.</summary>
    public Task UnseenAsync() => Task.WhenAll(_pools.Values.Select(pool => pool.UnseenAsync()));

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _schedules;
        if (_api is not null)
            await _api.DisposeAsync();
        await Task.WhenAll(_pools.Values.Select(pool => pool.DisposeAsync().AsTask()));
        await _busy.QuietAsync(CancellationToken.None);
        foreach (var folder in _unpacked)
            Directory.Delete(folder, recursive: true);
        _over.Dispose();
    }

    private string FolderOf(string package)
    {
        if (Directory.Exists(package))
            return Path.GetFullPath(package);
        var folder = Directory.CreateTempSubdirectory("lambda-emulator-").FullName;
        _unpacked.Add(folder);
        ZipFile.ExtractToDirectory(package, folder);
        return folder;
    }

    private async Task<Called> CallAsync(Call call)
    {
        var name = _fate.NameOf(call.Function.Name, call.Payload);
        var id = _fate.IdOf(name);
        var trace = call.Trace ?? TraceHeader.Begin(id);
        if (call.Type is CallType.DryRun)
            return new Called(null, 204) { RequestId = id };
        if (_settings.Functions[call.Function.Name].RecursiveLoop is RecursiveLoop.Terminate && trace.CountOf(call.Function.Name) >= TraceHeader.Loop)
            return new Called(new Refusal(400, "RecursiveInvocationException", "Recursive Loop Detected: the same chain of calls came by this function too often.")) { RequestId = id };
        var invocation = new Invocation(id, call.Function, call.Payload, trace, name, 1);
        if (call.Type is CallType.Event)
        {
            _ = _queue.Accept(invocation);
            return new Called(null, 202) { RequestId = id };
        }

        var attempt = AttemptAsync(invocation);
        _busy.Watch(attempt);
        var outcome = await attempt;
        return outcome.End switch
        {
            InvocationEnd.Throttled => new Called(new Refusal(429, "TooManyRequestsException", "Rate Exceeded.", outcome.Reason)) { RequestId = id },
            InvocationEnd.Lost => new Called(new Refusal(500, "ServiceException", "An internal error occurred.")) { RequestId = id },
            _ => new Called(null, 200, outcome) { RequestId = id },
        };
    }

    private async Task<InvocationOutcome> AttemptAsync(Invocation invocation)
    {
        var begun = _time.GetUtcNow();
        var (outcome, process) = _fate.Happens(_fate.Rates.Throttle, invocation.AttemptName, "throttle")
            ? (InvocationOutcome.NoRoom("CallerRateLimitExceeded"), null)
            : await _pools[invocation.Function].InvokeAsync(invocation);
        var attempted = new Attempted(
            invocation.Function, invocation.RequestId, invocation.Attempt, process, outcome.End, System.Text.Encoding.UTF8.GetString(invocation.Payload), begun);
        History.Enqueue(attempted);
        await _attempts.Writer.WriteAsync(attempted);
        return outcome;
    }

    private async Task KeepAsync(Schedule schedule)
    {
        var payload = System.Text.Encoding.UTF8.GetBytes(schedule.Payload);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(schedule.EverySeconds), _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
            {
                var function = FunctionReference.Parse(schedule.Function);
                var name = _fate.NameOf(function.Name, payload);
                await _queue.Accept(new Invocation(_fate.IdOf(name), function, payload, TraceHeader.Begin(_fate.IdOf(name)), name, 1)).WaitAsync(_over.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The emulator ends.
        }
    }
}
