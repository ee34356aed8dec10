using Akka.Actor;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Orchestrator.Leasing;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using Microsoft.Extensions.Logging;

namespace CodeReview.Orchestrator.Grains;

/// <summary>
/// Finds a review's grain by its id: activates it where it is not alive, passes requests on, and answers them when the activation
/// has ended, its log is closed and nothing of it writes any more. There is one directory in a process.
/// </summary>
internal sealed class GrainDirectory : ReceiveActor
{
    private readonly Dictionary<ReviewId, Activation> _activations = [];
    private readonly WorkspaceLayout _workspace;
    private readonly GrainLogs _logs;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Func<ReviewId, Props> _grain;

    public GrainDirectory(WorkspaceLayout workspace, GrainLogs logs, TimeProvider time, ILogger<GrainDirectory> logger, Func<ReviewId, Props> grain)
    {
        (_workspace, _logs, _time, _logger, _grain) = (workspace, logs, time, logger, grain);
        Receive<ReviewCommand.Request>(request => Accept(request, Sender));
        Receive<SuspendReview>(suspend => Suspend(suspend.Id));
        Receive<ReviewActor.Ended>(ended => Find(ended.Id)?.EndedWith = ended);
        Receive<Terminated>(terminated => Release(terminated.ActorRef));
        Receive<Released>(released => Answer(released.Id));
    }

    /// <summary>Asks a review's grain to come to an end that can be resumed.</summary>
    internal sealed record SuspendReview(ReviewId Id);

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

    private void Accept(ReviewCommand.Request request, IActorRef sender)
    {
        if (Find(request.ReviewId) is { } living)
        {
            // What comes after the end has begun is not answered by it: the next activation takes it up.
            (living.IsEnding ? living.Next : living.Waiting).Add((request, sender));
            if (!living.IsEnding)
                living.Grain.Tell(request);
            return;
        }

        if (Lease.HeldElsewhere(_workspace.Review(request.ReviewId).Lease, _time) is { } left)
        {
            sender.Tell(ReviewAnswer.ActiveElsewhere(request.ReviewId, left));
            return;
        }

        var grain = Context.ActorOf(_grain(request.ReviewId), request.ReviewId.Value);
        Context.Watch(grain);
        _activations[request.ReviewId] = new Activation(grain) { Waiting = { (request, sender) } };
        grain.Tell(request);
    }

    private void Suspend(ReviewId id)
    {
        if (Find(id) is not { } living)
            return;
        // It does not say whose request is to be suspended, so it means all of them.
        living.Waiting.AddRange(living.Next);
        living.Next.Clear();
        living.IsEnding = true;
        living.Grain.Tell(new ReviewActor.Suspend());
    }

    private void Release(IActorRef grain)
    {
        var (id, activation) = _activations.Single(pair => pair.Value.Grain.Equals(grain));
        activation.IsEnding = true;
        ReleaseAsync(id, activation.EndedWith?.Quiet ?? Task.CompletedTask).PipeTo(Self);
    }

    private async Task<Released> ReleaseAsync(ReviewId id, Task quiet)
    {
        await quiet.ConfigureAwait(false);
        try
        {
            await Task.Run(() => _logs.Close(GrainLogs.PersistenceIdOf(id))).ConfigureAwait(false);
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
        foreach (var (request, sender) in activation.Waiting)
            sender.Tell(ended.Review.Refusal(request.What) is { } refusal ? ReviewAnswer.Refused(id, refusal) : answer);
        foreach (var (request, sender) in activation.Next)
            Accept(request, sender);
    }

    private sealed record Released(ReviewId Id);

    private sealed class Activation(IActorRef grain)
    {
        public IActorRef Grain { get; } = grain;

        /// <summary>The requests that this activation answers.</summary>
        public List<(ReviewCommand.Request Request, IActorRef Sender)> Waiting { get; } = [];

        /// <summary>The requests that came too late for it.</summary>
        public List<(ReviewCommand.Request Request, IActorRef Sender)> Next { get; } = [];

        public ReviewActor.Ended? EndedWith { get; set; }

        public bool IsEnding { get; set; }
    }
}
