using Akka.Actor;
using CodeReview.Orchestrator.Grains;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using Microsoft.Extensions.Logging;

namespace CodeReview.Orchestrator.Effects;

/// <summary>
/// Runs the effects of one activation and tells its grain what came of each. What is under way already is not begun again. Used by
/// the grain only, on the grain's own thread.
/// </summary>
internal sealed class EffectRunner(IReviewSteps steps, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly Dictionary<ReviewEffect, Task> _underWay = [];
    private readonly CancellationTokenSource _suspend = new();
    private ITimer? _wake;

    /// <summary>Whether nothing is under way.</summary>
    public bool IsIdle => _underWay.Count is 0;

    /// <summary>Ends when all that is under way has ended.</summary>
    public Task Quiet => Task.WhenAll(_underWay.Values);

    /// <summary>Begins what is owed and not under way.</summary>
    public void Run(IEnumerable<ReviewEffect> owed, Review review, IActorRef grain)
    {
        foreach (var effect in owed)
        {
            if (effect is ReviewEffect.WakeAt wake)
                WakeAt(wake.At, grain);
            else if (Left(effect) is { } left)
                _underWay[left] = PerformAsync(left, review, grain);
        }
    }

    // Of tasks that are to be sent, some may be on their way.
    private ReviewEffect? Left(ReviewEffect effect)
    {
        if (effect is not ReviewEffect.Send send)
            return _underWay.ContainsKey(effect) ? null : effect;
        var left = send.Tasks.Except(_underWay.Keys.OfType<ReviewEffect.Send>().SelectMany(other => other.Tasks)).ToValueArray();
        return left.Count is 0 ? null : new ReviewEffect.Send(left);
    }

    /// <summary>Forgets an effect that has ended.</summary>
    public void End(ReviewEffect effect) => _underWay.Remove(effect);

    /// <summary>Asks everything under way to stop at the next whole step.</summary>
    public void Suspend() => _suspend.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _wake?.Dispose();
        // What is under way still looks at it.
        _ = Quiet.ContinueWith(_ => _suspend.Dispose(), TaskScheduler.Default);
    }

    private async Task PerformAsync(ReviewEffect effect, Review review, IActorRef grain)
    {
        // Off the grain's thread from the start: effects block on files and compute.
        await Task.Yield();
        ReviewCommand? outcome;
        try
        {
            outcome = await Task.Run(() => steps.PerformAsync(effect, review, _suspend.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_suspend.IsCancellationRequested)
        {
            outcome = null; // Still owed; the next activation asks again.
        }
        catch (Exception e)
        {
            outcome = new ReviewCommand.NoteStepFailed(effect.GetType().Name, Explain(effect, e));
        }

        grain.Tell(new EffectEnded(effect, outcome));
    }

    private ReviewError Explain(ReviewEffect effect, Exception exception)
    {
        switch (exception)
        {
            case ReviewException e:
                return new ReviewError(e.Kind, e.Message);
            case IOException or UnauthorizedAccessException:
                return new ReviewError(
                    ErrorKind.Environment,
                    $"{effect.GetType().Name} cannot read or write a file: {Shown.Sentence(exception.Message)} Check free space and permissions there, then run the same command again: it goes on where it stopped.");
            default:
                logger.LogError(exception, "The effect {Effect} failed in a way that is not foreseen.", effect);
                return new ReviewError(ErrorKind.Internal, $"{effect.GetType().Name}: {exception.GetType().Name}: {exception.Message}");
        }
    }

    private void WakeAt(DateTimeOffset at, IActorRef grain)
    {
        _wake?.Dispose();
        var left = at - time.GetUtcNow();
        _wake = time.CreateTimer(_ => grain.Tell(new ReviewCommand.Wake()), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}

/// <summary>An effect has ended.</summary>
/// <param name="Effect">Which one.</param>
/// <param name="Outcome">What the review is to note; null where the effect was suspended and is still owed.</param>
internal sealed record EffectEnded(ReviewEffect Effect, ReviewCommand? Outcome);
