using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;
using CodeReview.Lambda.Lifetimes;
using CodeReview.Lambda.Logging;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Protocol.Functions;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using Microsoft.Extensions.Logging;

namespace CodeReview.Orchestrator.Functions;

/// <summary>
/// Serves the orchestrator's invocations. A request or a command is always answered, also with what is wrong with it; a message that
/// Lambda delivers by itself fails where it was not noted, so that Lambda delivers it again.
/// </summary>
internal sealed class OrchestratorFunction(
    ReviewFleet fleet, ReviewHistory history, WorkspaceLayout workspace, ActivationTerms terms, LambdaAgents agents, SelfInvocation self, Sweep sweep,
    TimeProvider time, JsonLog log, ILogger<OrchestratorFunction> logger)
{
    // An activation takes a fraction of a second. Whoever waits for an answer is told sooner than a message that would only come again.
    private static readonly TimeSpan PatienceOfRequests = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PatienceOfMessages = TimeSpan.FromSeconds(30);
    private bool _mountWorks;

    /// <summary>Serves one event. When this returns, nothing of it is under way any more.</summary>
    public async Task<Stream> ServeAsync(Stream input, ILambdaContext context)
    {
        using var content = new MemoryStream();
        await input.CopyToAsync(content).ConfigureAwait(false);
        OrchestratorMessage message;
        try
        {
            message = OrchestratorMessage.Parse(content.GetBuffer().AsMemory(0, (int)content.Length));
        }
        catch (InvalidRequestException e)
        {
            logger.LogWarning("{Problem}", e.Message);
            return Answer(new FailureResponse(new ReviewError(e.Kind, e.Message)), ProtocolJson.Line.FailureResponse);
        }

        if (message.Subject is { } review)
            log.About(new LogField("review_id", review));
        using var deadline = context.CancelBeforeDeadline(Margin(context), time);
        return await ServeAsync(message, context.InvokedFunctionArn, deadline.Token).ConfigureAwait(false);
    }

    // What an activation has begun is to be written down before Lambda kills it; a short time-out leaves less room for that.
    private static TimeSpan Margin(ILambdaContext context) =>
        TimeSpan.FromSeconds(Math.Clamp(context.RemainingTime.TotalSeconds / 10, 1, 30));

    private async Task<Stream> ServeAsync(OrchestratorMessage message, string function, CancellationToken suspend)
    {
        switch (message)
        {
            case OrchestratorMessage.Check:
                return Answer(await CheckAsync(suspend).ConfigureAwait(false), ProtocolJson.Line.CheckResponse);
            case OrchestratorMessage.Sweep:
                await UseMountAsync().ConfigureAwait(false);
                return Answer(await sweep.RunAsync(function, suspend).ConfigureAwait(false), ProtocolJson.Line.SweepResponse);
            case OrchestratorMessage.AgentEnded ended:
                await UseMountAsync().ConfigureAwait(false);
                return Answer(await NoteAsync(ended.ReviewId, ended.What, function, suspend).ConfigureAwait(false), ProtocolJson.Line.ReviewResponse);
            case OrchestratorMessage.Continue again:
                await UseMountAsync().ConfigureAwait(false);
                return Answer(await NoteAsync(again.ReviewId, new ReviewCommand.Continue(), function, suspend).ConfigureAwait(false), ProtocolJson.Line.ReviewResponse);
            default:
                return await AnswerAsync(message, function, suspend).ConfigureAwait(false);
        }
    }

    // What people and their programs send.
    private async Task<Stream> AnswerAsync(OrchestratorMessage message, string function, CancellationToken suspend)
    {
        try
        {
            await UseMountAsync().ConfigureAwait(false);
            var answer = message switch
            {
                OrchestratorMessage.Ask ask => await ReviewAsync(ask.Request, function, suspend).ConfigureAwait(false),
                OrchestratorMessage.Resume resume => await ReviewAsync(RequestOf(resume), function, suspend).ConfigureAwait(false),
                OrchestratorMessage.Cancel cancel => (await DeliverAsync(Existing(cancel.ReviewId), new ReviewCommand.Cancel(), PatienceOfRequests, suspend).ConfigureAwait(false)).Response,
                OrchestratorMessage.Status status => history.Standing(status.ReviewId) ?? throw NoSuch(status.ReviewId),
                _ => throw new InvalidOperationException($"'{message.GetType().Name}' is not known."),
            };
            return Answer(answer, ProtocolJson.Line.ReviewResponse);
        }
        catch (ReviewException e)
        {
            logger.LogWarning("{Problem}", e.Message);
            return Answer(new FailureResponse(new ReviewError(e.Kind, e.Message)), ProtocolJson.Line.FailureResponse);
        }
    }

    private async Task<ReviewResponse> ReviewAsync(ReviewRequest request, string function, CancellationToken suspend)
    {
        if (request.EffectiveAgents.Except(terms.Agents.Select(remote => remote.Agent)).ToList() is [var unknown, ..])
            throw new InvalidRequestException($"There is no agent '{unknown}' here: name {string.Join(", ", terms.Agents.Select(remote => remote.Agent))}.");
        var answer = await WhileActiveElsewhereAsync(
            async () => await fleet.ReviewAsync(request, suspend).ConfigureAwait(false), answer => answer.Status is ReviewStatus.ActiveElsewhere, PatienceOfRequests, suspend).ConfigureAwait(false);
        return request.Wait ? answer : await GoOnElsewhereAsync(answer, function, suspend).ConfigureAwait(false);
    }

    private async Task<ReviewResponse> NoteAsync(ReviewId id, ReviewCommand command, string function, CancellationToken suspend)
    {
        // It has to come again, too: on a mount a review may not be seen for a minute after its first activation.
        if (!history.Exists(id))
            throw NoSuch(id);
        var delivered = await DeliverAsync(id, command, PatienceOfMessages, suspend).ConfigureAwait(false);
        if (!delivered.IsNoted)
            throw new EnvironmentException($"The message to review '{id}' was not noted and has to be delivered again: {delivered.Response.Error?.Message ?? "its time was over."}");
        return await GoOnElsewhereAsync(delivered.Response, function, suspend).ConfigureAwait(false);
    }

    private Task<Delivered> DeliverAsync(ReviewId id, ReviewCommand command, TimeSpan patience, CancellationToken suspend) => WhileActiveElsewhereAsync(
        async () => await fleet.TellAsync(id, command, suspend).ConfigureAwait(false), delivered => delivered.Response.Status is ReviewStatus.ActiveElsewhere, patience, suspend);

    // A message waits for its turn where another process has the review.
    private async Task<T> WhileActiveElsewhereAsync<T>(Func<Task<T>> attempt, Func<T, bool> isElsewhere, TimeSpan patience, CancellationToken suspend)
    {
        var start = time.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(50);
        while (true)
        {
            var answer = await attempt().ConfigureAwait(false);
            if (!isElsewhere(answer) || suspend.IsCancellationRequested || time.GetElapsedTime(start) + pause > patience)
                return answer;
            // Spread, since reports come in crowds.
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time, CancellationToken.None).ConfigureAwait(false);
            pause = TimeSpan.FromMilliseconds(Math.Min(1_000, pause.TotalMilliseconds * 2));
        }
    }

    // Its time was over before the review's step was: another invocation goes on, and nobody has to ask for it.
    private async Task<ReviewResponse> GoOnElsewhereAsync(ReviewResponse answer, string function, CancellationToken suspend)
    {
        if (answer is not { Status: ReviewStatus.Suspended, Error: null } || !suspend.IsCancellationRequested)
            return answer;
        try
        {
            await self.ContinueAsync(function, answer.ReviewId, CancellationToken.None).ConfigureAwait(false);
            return ReviewAnswer.Running(answer);
        }
        catch (Exception e) when (FailedCall.Is(e))
        {
            logger.LogError(e, "Review {Review} cannot be gone on with by itself; the next sweep does.", answer.ReviewId);
            return answer;
        }
    }

    private ReviewRequest RequestOf(OrchestratorMessage.Resume resume) =>
        (history.Current(resume.ReviewId)?.Request ?? throw NoSuch(resume.ReviewId)) with { ReviewId = resume.ReviewId, Wait = resume.Wait };

    private ReviewId Existing(ReviewId id) => history.Exists(id) ? id : throw NoSuch(id);

    private static InvalidRequestException NoSuch(ReviewId id) => new($"There is no review '{id}' in this workspace. A request begins one: {{\"repo_url\": …}}.");

    private async Task UseMountAsync()
    {
        if (_mountWorks)
            return;
        await MountCheck.OfOwnerAsync(workspace, time).ConfigureAwait(false);
        _mountWorks = true;
    }

    private async Task<CheckResponse> CheckAsync(CancellationToken cancelled)
    {
        try
        {
            var steps = await MountCheck.OfOwnerAsync(workspace, time).ConfigureAwait(false);
            var callable = await agents.CheckAsync(cancelled).ConfigureAwait(false);
            return new CheckResponse
            {
                Status = callable.Values.All(found => found is LambdaAgents.Callable) ? CheckStatus.Ok : CheckStatus.Failed,
                Workspace = workspace.Root,
                Steps = steps,
                Agents = callable,
            };
        }
        catch (MountException e)
        {
            return CheckResponse.Failed(workspace, e);
        }
    }

    private static MemoryStream Answer<T>(T answer, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(answer, type), writable: false);
}
