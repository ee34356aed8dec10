using CodeReview.Agents.Conversations;
using CodeReview.Protocol.Findings;
using Microsoft.Extensions.AI;

namespace CodeReview.Agents.Models;

/// <summary>
/// Asks a model, without streaming: an answer is there whole or not at all. What passes by itself is tried again, a few times and
/// with growing pauses; then the failure is the caller's.
/// </summary>
internal sealed class ModelCalls(IChatClient client, ModelLimits limits, ModelPrice? price, TimeProvider time, Random random)
{
    private const int MaxTries = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // An answer that is under way has been paid for: it is waited for, for a while.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    public ModelLimits Limits => limits;

    /// <summary>Sends the messages, and returns the answer as it is to be kept.</summary>
    /// <param name="messages">The conversation so far.</param>
    /// <param name="tools">What the model may call.</param>
    /// <param name="suspend">Asks to stop: an answer under way has some seconds left, a pause none.</param>
    /// <exception cref="ContextOverflowException">The messages are more than the model takes.</exception>
    /// <exception cref="ModelException">The model cannot be asked, now or at all.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public async Task<ConversationEvent.Answered> AskAsync(IEnumerable<ChatMessage> messages, IList<AITool> tools, CancellationToken suspend)
    {
        using var patience = new CancellationTokenSource();
        await using var registration = suspend.Register(() => patience.CancelAfter(Grace));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var options = new ChatOptions { Tools = tools, MaxOutputTokens = limits.OutputTokens };
                return Answered(await TryAsync(messages, options, patience.Token));
            }
            catch (Exception e) when (!patience.IsCancellationRequested && ModelFailure.Of(e) is { CanPass: true } && attempt < MaxTries)
            {
                await Task.Delay(Pause(attempt), time, suspend);
            }
            catch (Exception e) when (!patience.IsCancellationRequested && ModelFailure.Of(e) is { } failure)
            {
                throw failure.ToException(attempt, e);
            }
        }
    }

    // A client's own limit may end with the head of an answer; a connection that stalls after it would be waited for for ever.
    private async Task<ChatResponse> TryAsync(IEnumerable<ChatMessage> messages, ChatOptions options, CancellationToken patience)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience);
        limit.CancelAfter(TimeSpan.FromSeconds(limits.TimeoutSeconds));
        return await client.GetResponseAsync(messages, options, limit.Token);
    }

    // Full jitter: tasks that were throttled together come back apart.
    private TimeSpan Pause(int attempt)
    {
        var ceiling = Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, attempt - 1));
        return TimeSpan.FromSeconds(ceiling * (0.25 + (0.75 * random.NextDouble())));
    }

    private ConversationEvent.Answered Answered(ChatResponse response)
    {
        // Some clients give several messages for one answer; to the model they are one.
        var contents = response.Messages.SelectMany(message => message.Contents).ToList();
        var stop = response.FinishReason?.Value ?? throw new BrokenAnswerException("it does not say why it ended");
        return new ConversationEvent.Answered(TranscriptJson.Freeze(new ChatMessage(ChatRole.Assistant, contents)), stop, Usage(response.Usage));
    }

    private Usage Usage(UsageDetails? usage)
    {
        var tokens = new TokenCounts(
            usage?.InputTokenCount ?? 0,
            usage?.CachedInputTokenCount ?? 0,
            usage?.AdditionalCounts?.GetValueOrDefault("CacheCreationInputTokens") ?? 0,
            usage?.OutputTokenCount ?? 0);
        return new Usage(1, tokens.Input, tokens.CacheRead, tokens.Output, price?.Of(tokens) ?? 0);
    }
}
