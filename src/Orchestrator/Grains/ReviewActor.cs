using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Persistence;
using CodeReview.Orchestrator.Effects;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Protocol.Reviews;
using Microsoft.Extensions.Logging;

namespace CodeReview.Orchestrator.Grains;

/// <summary>
/// The shell around <see cref="Review"/>: persists what it decides, runs what it owes. It decides nothing about reviews itself.
/// One instance is one activation; it ends by telling its parent the answer, once nothing of it is under way.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Akka ends an actor by PostStop, which disposes them.")]
internal sealed partial class ReviewActor : UntypedPersistentActor
{
    private readonly ReviewId _id;
    private readonly ActivationTerms _terms;
    private readonly EffectRunner _effects;
    private readonly IReviewObserver _observer;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private Review _review = Review.Unrequested;
    private long _snapshotAt;
    private bool _attached;
    private bool _suspending;
    private bool _accepted;
    private int _taken;

    public ReviewActor(ReviewId id, ActivationTerms terms, IReviewSteps steps, IReviewObserver observer, TimeProvider time, ILogger<ReviewActor> logger)
    {
        (_id, _terms, _observer, _time, _logger) = (id, terms, observer, time, logger);
        _effects = new EffectRunner(steps, time, logger);
    }

    public override string PersistenceId => GrainLogs.PersistenceIdOf(_id);

    private ActivationTerms Terms => _terms with { Sends = _terms.Sends && !_attached, TakesTasks = !_suspending };

    protected override void OnRecover(object message)
    {
        switch (message)
        {
            case SnapshotOffer { Snapshot: RememberedReview remembered }:
                (_review, _snapshotAt) = (remembered.Review, remembered.SnapshotAt);
                break;
            case SnapshotOffer offer:
                _review = (Review)offer.Snapshot;
                _snapshotAt = offer.Metadata.SequenceNr;
                break;
            case ReviewEvent @event:
                _review = _review.Apply(@event);
                break;
            case RecoveryCompleted:
                break;
            default:
                throw new InvalidOperationException($"'{message.GetType()}' is not part of a review's journal.");
        }
    }

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case Delivery delivery:
                Accept(delivery);
                break;
            case ReviewCommand command:
                Handle(command);
                break;
            case EffectEnded ended:
                _effects.End(ended.Effect);
                if (ended.Outcome is null)
                    GoOn();
                else
                    Handle(ended.Outcome);
                break;
            case Suspend:
                _suspending = true;
                _effects.Suspend();
                GoOn();
                break;
            case SaveSnapshotSuccess:
                break;
            case SaveSnapshotFailure failed:
                // Not an error of the review: the events are there, recovery takes longer.
                _logger.LogWarning(failed.Cause, "The snapshot of {Review} at event {SequenceNumber} was not saved.", _id, failed.Metadata.SequenceNr);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => CutShort(cause);

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) => CutShort(cause);

    protected override void OnRecoveryFailure(Exception reason, object? message = null) => CutShort(reason);

    protected override void PostStop()
    {
        _effects.Dispose();
        base.PostStop();
    }

    private void Accept(Delivery delivery)
    {
        _taken++;
        var fits = delivery.Command is not ReviewCommand.Request request || _review.Refusal(request.What) is null;
        _accepted |= fits;
        _attached |= fits && delivery.Attached;
        // The directory tells whoever is refused. What is under way goes on; an activation for nothing but this ends.
        if (fits)
            Handle(delivery.Command);
        else if (!_accepted)
            Passivate();
    }

    private void Handle(ReviewCommand command)
    {
        var events = _review.Decide(command, _time.GetUtcNow(), Terms);
        if (events.Count is 0)
        {
            GoOn();
            return;
        }

        var left = events.Count;
        PersistAll(events, @event =>
        {
            _review = _review.Apply(@event);
            _observer.Saw(_review, @event);
            if (--left is 0)
                GoOn();
        });
    }

    private void GoOn()
    {
        var owed = _suspending ? [] : _review.Owed(_time.GetUtcNow(), Terms);
        if (_suspending || _review.IsOver)
            _effects.Suspend();
        else
            _effects.Run(owed, _review, Self);
        if (owed.Count is 0 && _effects.IsIdle)
            Passivate();
        else if (LastSequenceNr - _snapshotAt >= SnapshotInterval)
            TakeSnapshot();
    }

    // The state grows with the number of tasks; an interval that grows with it keeps the cost of an event constant.
    private long SnapshotInterval => Math.Max(100, _review.TotalTasks / 10);

    // It waits for messages now, of which there are as many as tasks: a snapshot each would cost more than it spares.
    private bool Rests => _accepted && !_suspending && !_review.IsOver && _review.Stage is not ReviewStage.Unrequested;

    private bool IsSnapshotFresh => LastSequenceNr == _snapshotAt || (Rests && _snapshotAt > 0 && LastSequenceNr - _snapshotAt < SnapshotInterval);

    private void TakeSnapshot()
    {
        _snapshotAt = LastSequenceNr;
        SaveSnapshot(_review);
    }

    private void Passivate()
    {
        if (IsSnapshotFresh)
        {
            End();
            return;
        }

        TakeSnapshot();
        // What still arrives belongs to the next activation, which asks for it again.
        Become(message =>
        {
            if (message is SaveSnapshotFailure failed)
                _logger.LogWarning(failed.Cause, "The last snapshot of {Review} was not saved; recovery reads its events.", _id);
            // An earlier save may be confirmed in between.
            if (message is SaveSnapshotSuccess { Metadata: var saved } ? saved.SequenceNr == LastSequenceNr : message is SaveSnapshotFailure)
                End();
        });
    }

    // Akka stops the actor after this, always. The sender of a command would wait for ever if nobody spoke.
    private void CutShort(Exception cause)
    {
        var trouble = ActivationTrouble.Of(cause, _id);
        if (trouble.Error.Kind is ErrorKind.Internal)
            _logger.LogError(cause, "The activation of {Review} ended by a fault.", _id);
        _effects.Suspend();
        Context.Parent.Tell(new Ended(_id, _review, trouble.Error, trouble.IsTakenOver, _effects.Quiet));
    }

    private void End()
    {
        Context.Parent.Tell(new Ended(_id, _review, Error: null, ActiveElsewhere: false, _effects.Quiet)
        {
            Rests = Rests,
            Taken = _taken,
            Remembered = new RememberedReview(_review, LastSequenceNr, _snapshotAt),
        });
        Context.Stop(Self);
    }
}
