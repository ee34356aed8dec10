using System.ClientModel;
using System.Text.Json;
using Amazon.Runtime;
using Anthropic.Exceptions;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Secrets;

namespace CodeReview.Agents.Models;

/// <summary>A failed request to a model, whichever client it went through.</summary>
/// <param name="Reason">What happened, fit to be shown.</param>
/// <param name="CanPass">Whether the same request may succeed later.</param>
/// <param name="IsOverflow">Whether the request was too long for the model.</param>
internal sealed record ModelFailure(string Reason, bool CanPass, bool IsOverflow = false)
{
    private static readonly string[] OverflowWords = ["prompt is too long", "input is too long", "context window", "context length", "context_length", "maximum context", "too many tokens"];

    /// <summary>What an exception of a client means; null where it is none of a request.</summary>
    public static ModelFailure? Of(Exception exception) => exception switch
    {
        AnthropicApiException e => OfStatus((int)e.StatusCode, e.Message),
        ClientResultException { Status: > 0 } e => OfStatus(e.Status, e.Message),
        BrokenAnswerException e => new ModelFailure(e.Message, CanPass: true),
        OperationCanceledException or TimeoutException => new ModelFailure("it did not answer in time", CanPass: true),
        AnthropicIOException or ClientResultException or HttpRequestException or IOException => new ModelFailure($"it cannot be reached: {Text(exception)}", CanPass: true),
        AnthropicInvalidDataException or JsonException => new ModelFailure($"its answer is not what the interface promises: {Text(exception)}", CanPass: true),
        AmazonClientException => new ModelFailure($"there are no usable AWS credentials: {Text(exception)} Give the function a role, or set the usual variables or profile.", CanPass: false),
        AggregateException { InnerException: { } inner } => Of(inner),
        _ => null,
    };

    public ModelException ToException(int attempts, Exception inner) => IsOverflow
        ? new ContextOverflowException(inner)
        : new ModelException(
            CanPass ? $"The model failed {attempts} times, at last since {Reason} What was paid for is kept: try again later." : $"The model cannot be used: {Reason}",
            CanPass ? ErrorKind.Environment : ErrorKind.InvalidRequest,
            inner);

    private static ModelFailure OfStatus(int status, string message) => status switch
    {
        400 or 413 when OverflowWords.Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase)) => new ModelFailure("the conversation is too long.", false, IsOverflow: true),
        408 or 409 or 424 or 429 or >= 500 => new ModelFailure($"it answered {status}: {Text(message)}", CanPass: true),
        401 or 403 => new ModelFailure($"it answered {status}: {Text(message)} Check the credentials, and that this account may use this model in this region.", CanPass: false),
        404 => new ModelFailure($"it answered 404: {Text(message)} Check the model's id; on Bedrock it is that of an inference profile.", CanPass: false),
        _ => new ModelFailure($"it answered {status}: {Text(message)}", CanPass: false),
    };

    private static string Text(Exception e) => Text(e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message);

    // What a server says may repeat what was sent to it.
    private static string Text(string message) => Shown.Of(SecretScan.MaskAll(message), 300);
}

/// <summary>A model cannot be asked.</summary>
internal class ModelException(string message, ErrorKind kind, Exception inner) : ReviewException(message, inner)
{
    public override ErrorKind Kind => kind;
}

/// <summary>The conversation is longer than the model takes.</summary>
internal sealed class ContextOverflowException(Exception inner) : ModelException(
    "The task does not fit into the model's context: name a model with a larger one, or make the shards smaller (shard_tokens).", ErrorKind.InvalidRequest, inner);

/// <summary>An answer is not whole.</summary>
internal sealed class BrokenAnswerException(string problem) : Exception($"its answer is broken: {problem}.");
