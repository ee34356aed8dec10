using Akka.Actor;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Orchestrator.Leasing;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using Microsoft.Extensions.Logging;

namespace CodeReview.Orchestrator.Grains;

/// <summary>
/// Finds a review's grain by its id: activates it where it is not alive, passes messages on, and answers them when the activation
/// has ended, its log is closed and nothing of it writes any more. There is one directory in a process.
/// </summary>
internal sealed class GrainDirectory : UntypedActor
{
    private readonly Dictionary<ReviewId, Activation> _activations = [];
    private readonly WorkspaceLayout _workspace;
    private readonly GrainLogs _logs;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Func<ReviewId, Props> _grain;

    public GrainDirectory(WorkspaceLayout workspace, GrainLogs logs, TimeProvider time, ILogger<GrainDirectory> logger, Func<ReviewId, Props> grain) =>
        (_workspace, _logs, _time, _logger, _grain) = (workspace, logs, time, logger, grain);

    /// <summary>Has a review's grain carry a command out; answered with a <see cref="Delivered"/>.</summary>
    /// <param name="Id">The review.</param>
    /// <param name="Command">The command.</param>
    /// <param name="Attached">Whether the answer waits until the review is done, and not only until nothing is left but messages to come.</param>
    internal sealed record Deliver(ReviewId Id, ReviewCommand Command, bool Attached);

    /// <summary>Asks a review's grain to come to an end that can be resumed.</summary>
    internal sealed record SuspendReview(ReviewId Id);

    // By hand: a ReceiveActor compiles what it does with each message when it is made, which is a good part of a cold start.
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Deliver deliver: Accept(deliver, Sender); break;
            case SuspendReview suspend: Suspend(suspend.Id); break;
            case ReviewActor.Ended ended: Find(ended.Id)?.EndedWith = ended; break;
            case Terminated terminated: Release(terminated.ActorRef); break;
            case Released released: Answer(released.Id); break;
            default: Unhandled(message); break;
        }
    }

    // A grain that throws is not restarted: its effects may still run. The next request activates it anew.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    // Whoever waits for an answer has no limit of time, and would wait for ever for one that was forgotten.
    protected override void PreRestart(Exception reason, object message)
    {
        var waiting = _activations.Values.SelectMany(activation => activation.Waiting.Concat(activation.Next)).Select(request => request.Sender);
        foreach (var sender in waiting.Append(Sender))
            sender.Tell(new Status.Failure(reason));
        base.PreRestart(reason, message);
    }

    private Activation? Find(ReviewId id) => _activations.GetValueOrDefault(id);

    private void Accept(Deliver message, IActorRef sender)
    {
        var delivery = new ReviewActor.Delivery(message.Command, message.Attached);
        if (Find(message.Id) is { } living)
        {
            // What comes after the end has begun is not answered by it: the next activation takes it up.
            (living.IsEnding ? living.Next : living.Waiting).Add((message, sender));
            if (!living.IsEnding)
                living.Grain.Tell(delivery);
            return;
        }

        // Whoever calls a review off does not wait for the process that works on it: that one finds its log taken over.
        if (message.Command is not ReviewCommand.Cancel && Lease.HeldElsewhere(_workspace.Review(message.Id).Lease, _time) is { } left)
        {
            sender.Tell(new Delivered(ReviewAnswer.ActiveElsewhere(message.Id, left), IsNoted: false));
            return;
        }

        var grain = Context.ActorOf(_grain(message.Id), message.Id.Value);
        Context.Watch(grain);
        _activations[message.Id] = new Activation(grain) { Waiting = { (message, sender) } };
        grain.Tell(delivery);
    }

    private void Suspend(ReviewId id)
    {
        if (Find(id) is not { } living)
            return;
        // It does not say whose request is to be suspended, so it means all of them.
        living.Waiting.AddRange(living.Next);
        living.Next.Clear();
        living.IsEnding = living.IsSuspended = true;
        living.Grain.Tell(new ReviewActor.Suspend());
    }

    private void Release(IActorRef grain)
    {
        var (id, activation) = _activations.Single(pair => pair.Value.Grain.Equals(grain));
        activation.IsEnding = true;
        ReleaseAsync(id, activation.EndedWith).PipeTo(Self);
    }

    private async Task<Released> ReleaseAsync(ReviewId id, ReviewActor.Ended? ended)
    {
        if (ended is not null)
            await ended.Quiet.ConfigureAwait(false);
        try
        {
            await Task.Run(() => _logs.Close(id, ended?.Remembered)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Closing only spares the successor the sealing.
            _logger.LogWarning(e, "The log of {Review} was left without a close.", id);
        }

        return new Released(id);
    }

    private void Answer(ReviewId id)
    {
        _activations.Remove(id, out var activation);
        var ended = activation!.EndedWith ?? new ReviewActor.Ended(
            id, Review.Unrequested, new ReviewError(ErrorKind.Internal, "The review's grain ended without a word; the log says why. Resume it by its id."), false, Task.CompletedTask);
        var answer = ReviewAnswer.Of(ended, _workspace);
        // What the grain had not come to when it ended is for the next activation, unless there was trouble, or no time is left for one.
        var isOver = ended.Error is not null || activation.IsSuspended;
        var answered = isOver ? activation.Waiting.Count : ended.Taken;
        foreach (var ((message, sender), i) in activation.Waiting.Take(answered).Select((waiting, i) => (waiting, i)))
            sender.Tell(new Delivered(RefusalOf(message, ended.Review) ?? answer, IsNoted: ended.Error is null && i < ended.Taken));
        foreach (var (message, sender) in activation.Waiting.Skip(answered).Concat(activation.Next))
            Accept(message, sender);
    }

    private static ReviewResponse? RefusalOf(Deliver message, Review review) =>
        message.Command is ReviewCommand.Request request && review.Refusal(request.What) is { } refusal ? ReviewAnswer.Refused(message.Id, refusal) : null;

    private sealed record Released(ReviewId Id);

    private sealed class Activation(IActorRef grain)
    {
        public IActorRef Grain { get; } = grain;

        /// <summary>The messages that this activation answers.</summary>
        public List<(Deliver Message, IActorRef Sender)> Waiting { get; } = [];

        /// <summary>The messages that came too late for it.</summary>
        public List<(Deliver Message, IActorRef Sender)> Next { get; } = [];

        public ReviewActor.Ended? EndedWith { get; set; }

        public bool IsEnding { get; set; }

        public bool IsSuspended { get; set; }
    }
}
