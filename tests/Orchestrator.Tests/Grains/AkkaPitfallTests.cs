using System.Collections.Concurrent;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;
using CodeReview.Testing.Simulation;
using Microsoft.Extensions.Logging;

namespace CodeReview.Orchestrator.Tests.Grains;

/// <summary>What Akka does by itself and must not be left to do. Failed writes at every call are in <see cref="FailingFilesTests"/>.</summary>
public sealed class AkkaPitfallTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static ReviewRequest Request => Some.Request with { ReviewId = Some.Id };

    private ReviewHistory History => new(new WorkspaceLayout(_folder.Path), LogFiles.Instance);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_grain_that_cannot_be_constructed_answers_and_the_next_one_is_constructed_anew()
    {
        var broken = true;
        await using var fleet = new FleetFixture(_folder.Path)
        {
            MakeSteps = () => broken ? throw new InvalidOperationException("no steps") : new ScriptedSteps(new(_folder.Path)),
        };
        var reviews = await fleet.StartAsync();

        var answer = await reviews.ReviewAsync(Request, CancellationToken.None);
        broken = false;
        var next = await reviews.ReviewAsync(Request, CancellationToken.None);

        Assert.Equal(ErrorKind.Internal, answer.Error?.Kind);
        Assert.Equal(ReviewStatus.Complete, next.Status);
    }

    // Akka's breaker is one for all grains, and opens by itself after ten failures.
    [Fact]
    public async Task A_grain_whose_disk_fails_for_long_does_not_stop_the_others()
    {
        var files = new FailingFolder("bad-review");
        await using var fleet = new FleetFixture(_folder.Path, files);
        var reviews = await fleet.StartAsync();
        for (var i = 0; i < 30; i++)
            Assert.Equal(ErrorKind.Environment, (await reviews.ReviewAsync(Request with { ReviewId = TextValue.Parse<ReviewId>("bad-review") }, CancellationToken.None)).Error?.Kind);

        var other = await reviews.ReviewAsync(Request, CancellationToken.None);

        Assert.Equal(ReviewStatus.Complete, other.Status);
        Assert.Equal(30, files.Failures);
    }

    // A command that Akka stashes while events are being written would be lost with an actor that is told to stop.
    [Fact]
    public async Task Requests_that_come_while_events_are_written_are_answered_though_the_activation_ends()
    {
        var files = new SlowSync();
        await using var fleet = new FleetFixture(_folder.Path, files);
        var reviews = await fleet.StartAsync();
        using var suspend = new CancellationTokenSource();
        files.Hold();

        var first = reviews.ReviewAsync(Request, suspend.Token);
        await files.Held;
        var more = Enumerable.Range(0, 5).Select(_ => reviews.ReviewAsync(Request, suspend.Token)).ToList();
        await suspend.CancelAsync();
        files.GoOn();

        Assert.All(await Task.WhenAll([first, .. more]), answer => Assert.Equal(ReviewStatus.Suspended, answer.Status));
        Assert.Equal(ReviewStatus.Complete, (await reviews.ReviewAsync(Request, CancellationToken.None)).Status);
    }

    // A write that Akka has given up may land all the same: what ends an activation waits for it, and the next one reads it.
    [Fact]
    public async Task A_write_that_comes_late_is_over_before_the_next_activation_reads()
    {
        var files = new SlowSync();
        var logs = new GrainLogs(new WorkspaceLayout(_folder.Path), files, TimeProvider.System);
        var id = GrainLogs.PersistenceIdOf(Some.Id);
        var log = logs.Open(id);
        files.Hold();
        var writing = new Thread(() => log.Events.Append([new NewLogEntry("some.1", "{}"u8.ToArray())]));
        writing.Start();
        await files.Held;

        var closing = new Thread(() => logs.Close(Some.Id, state: null));
        closing.Start();
        // Either it has come to an end, which is the fault, or it stands and waits for the write.
        SpinWait.SpinUntil(() => !closing.IsAlive || closing.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
        Assert.True(closing.IsAlive, "The log was closed while an event was being written.");
        files.GoOn();
        closing.Join();
        writing.Join();

        Assert.Equal(1, logs.Open(id).Events.HighestSequenceNumber);
    }

    [Fact]
    public async Task A_grain_that_was_taken_over_says_so_without_a_stack_trace()
    {
        using var logs = new Lines();
        await using var fleet = new FleetFixture(_folder.Path) { Logs = logs };
        var reviews = await fleet.StartAsync();
        var (underWay, goOn) = fleet.Steps.HoldTasks();

        var first = reviews.ReviewAsync(Request, CancellationToken.None);
        await underWay;
        using var other = EventLog.Activate(new WorkspaceLayout(_folder.Path).Review(Some.Id).Journal, "another process", LogFiles.Instance, TimeProvider.System);
        goOn();

        Assert.Equal(ReviewStatus.ActiveElsewhere, (await first).Status);
        Assert.DoesNotContain(logs.All, line => line.Contains("   at ", StringComparison.Ordinal) || line.Contains(nameof(StaleActivationException), StringComparison.Ordinal));
    }

    private sealed class FailingFolder(string part) : FilesDecorator(LogFiles.Instance)
    {
        private int _failures;

        public int Failures => _failures;

        public override ILogFile? CreateNew(string path)
        {
            if (!path.Contains(part, StringComparison.Ordinal))
                return base.CreateNew(path);
            Interlocked.Increment(ref _failures);
            throw new IOException($"Input/output error : '{path}'");
        }
    }

    /// <summary>Files whose next sync waits.</summary>
    private sealed class SlowSync() : FilesDecorator(LogFiles.Instance)
    {
        private readonly TaskCompletionSource _held = new(), _goOn = new();
        private volatile bool _holds;

        public Task Held => _held.Task;

        public void Hold() => _holds = true;

        public void GoOn() => _goOn.SetResult();

        public override ILogFile? CreateNew(string path) => base.CreateNew(path) is { } file ? new SlowFile(this, file) : null;

        private sealed class SlowFile(SlowSync files, ILogFile file) : ILogFile
        {
            public void Append(ReadOnlySpan<byte> content) => file.Append(content);

            public void Sync()
            {
                if (files._holds)
                {
                    files._held.TrySetResult();
                    files._goOn.Task.Wait();
                }

                file.Sync();
            }

            public void Dispose() => file.Dispose();
        }
    }

    /// <summary>Everything that is logged, with what an exception says of itself.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
