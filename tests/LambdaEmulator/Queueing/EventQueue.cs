using CodeReview.LambdaEmulator.Faults;
using CodeReview.LambdaEmulator.Invoking;
using CodeReview.LambdaEmulator.Settings;

namespace CodeReview.LambdaEmulator.Queueing;

/// <summary>
/// Lambda's queue of asynchronous events. Per attempt:
/// <list type="table">
/// <item><term>answered</term><description>the on-success destination is told.</description></item>
/// <item><term>failed</term><description>tried again after a minute, then two, as often as the function allows; then the on-failure destination is told.</description></item>
/// <item><term>throttled, lost</term><description>tried again, later and later, until the event is too old; then the on-failure destination is told.</description></item>
/// </list>
/// </summary>
/// <param name="settings">The functions, and how long things wait.</param>
/// <param name="attempt">Has a function serve an event.</param>
/// <param name="fate">Duplicates, delays and loses events.</param>
/// <param name="busy">Told of each event until it is over.</param>
/// <param name="time">The clock.</param>
/// <param name="over">Ends what waits in the queue.</param>
internal sealed class EventQueue(
    EmulatorSettings settings, Func<Invocation, Task<InvocationOutcome>> attempt, Fate fate, Busy busy, TimeProvider time, CancellationToken over)
{
    public const int LargestEvent = 1 << 20;

    /// <summary>Takes an event; it is delivered once, twice, or never.</summary>
    /// <returns>What completes when it is over, and nobody has to wait for.</returns>
    public Task Accept(Invocation first)
    {
        if (fate.Happens(fate.Rates.Loss, first.Name, "loss"))
            return Task.CompletedTask;
        var deliveries = fate.Happens(fate.Rates.Duplicate, first.Name, "duplicate")
            ? Task.WhenAll(DeliverAsync(first), DeliverAsync(first with { Name = first.Name + "/again" }))
            : DeliverAsync(first);
        busy.Watch(deliveries);
        return deliveries;
    }

    private async Task DeliverAsync(Invocation next)
    {
        var function = settings.Functions[next.Function];
        var accepted = time.GetTimestamp();
        if (fate.Happens(fate.Rates.Delay, next.Name, "delay"))
            await Task.Delay(fate.Within(fate.Rates.MaximumDelaySeconds, next.Name, "delay"), time, over);
        InvocationOutcome? outcome = null;
        var backoff = settings.BackoffSeconds;
        for (var failures = 0; ; next = next with { Attempt = next.Attempt + 1 })
        {
            if (time.GetElapsedTime(accepted).TotalSeconds > function.MaximumEventAgeSeconds)
            {
                Tell(function.OnFailure, next with { Attempt = next.Attempt - 1 }, DestinationRecord.EventAgeExceeded, outcome);
                return;
            }

            over.ThrowIfCancellationRequested();
            outcome = await attempt(next);
            switch (outcome.End)
            {
                case InvocationEnd.Answered:
                    Tell(function.OnSuccess, next, DestinationRecord.Success, outcome);
                    return;
                case InvocationEnd.Failed when failures == function.MaximumRetryAttempts:
                    Tell(function.OnFailure, next, DestinationRecord.RetriesExhausted, outcome);
                    return;
                case InvocationEnd.Failed:
                    await Task.Delay(TimeSpan.FromSeconds(settings.RetryDelaySeconds[Math.Min(failures, settings.RetryDelaySeconds.Count - 1)]), time, over);
                    failures++;
                    break;
                default:
                    await Task.Delay(TimeSpan.FromSeconds(backoff), time, over);
                    backoff = Math.Min(2 * backoff, settings.MaximumBackoffSeconds);
                    break;
            }
        }
    }

    private void Tell(string? destination, Invocation last, string condition, InvocationOutcome? outcome)
    {
        if (destination is null)
            return;
        var record = DestinationRecord.ToJson(last, condition, outcome, time.GetUtcNow());
        // Lambda drops what is too large for the destination, and counts it as a failed delivery.
        if (record.Length > LargestEvent)
            return;
        var function = FunctionReference.Parse(destination);
        var name = $"{last.Name}>{function.Name}";
        var trace = last.Trace.Through(last.Function);
        if (!IsLoop(trace, function.Name))
            _ = Accept(new Invocation(fate.IdOf(name), function, record, trace, name, 1));
    }

    private bool IsLoop(TraceHeader trace, string function) =>
        settings.Functions[function].RecursiveLoop is RecursiveLoop.Terminate && trace.CountOf(function) >= TraceHeader.Loop;
}
