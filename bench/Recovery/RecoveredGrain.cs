using Akka.Persistence;
using CodeReview.Orchestrator.Grains;

namespace CodeReview.Bench.Recovery;

/// <summary>A grain that recovers as <see cref="ReviewActor"/> does, tells when it has, and does nothing else.</summary>
internal sealed class RecoveredGrain(string persistenceId, TaskCompletionSource<Review> recovered) : UntypedPersistentActor
{
    private Review _review = Review.Unrequested;

    public override string PersistenceId => persistenceId;

    protected override void OnRecover(object message)
    {
        switch (message)
        {
            case SnapshotOffer offer:
                _review = (Review)offer.Snapshot;
                break;
            case ReviewEvent @event:
                _review = _review.Apply(@event);
                break;
            case RecoveryCompleted:
                recovered.SetResult(_review);
                break;
        }
    }

    protected override void OnCommand(object message) => Unhandled(message);

    protected override void OnRecoveryFailure(Exception reason, object? message = null) => recovered.TrySetException(reason);
}
