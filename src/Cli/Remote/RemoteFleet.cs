using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Remote;

/// <summary>A fleet on AWS, by the messages that its orchestrator takes. Each may be sent again: what is done is not done twice.</summary>
internal sealed class RemoteFleet(IAmazonLambda lambda, string function)
{
    /// <summary>The orchestrator function as the user named it.</summary>
    public string Function => function;

    /// <summary>Asks for a review. Answered once the repository is there and tasks are dispatched, which may take minutes.</summary>
    public Task<ReviewResponse> AskAsync(ReviewRequest request, CancellationToken cancelled) =>
        CallAsync(JsonSerializer.Serialize(request, ProtocolJson.Line.ReviewRequest), cancelled);

    /// <summary>Asks for a review that is there once more, as it was asked for first.</summary>
    public Task<ReviewResponse> ResumeAsync(ReviewId id, CancellationToken cancelled) => CallAsync(MessageOf(id, command: null), cancelled);

    /// <summary>Asks where a review stands.</summary>
    public Task<ReviewResponse> StatusAsync(ReviewId id, CancellationToken cancelled) => CallAsync(MessageOf(id, "status"), cancelled);

    /// <summary>Calls a review off.</summary>
    public Task<ReviewResponse> CancelAsync(ReviewId id, CancellationToken cancelled) => CallAsync(MessageOf(id, "cancel"), cancelled);

    private static string MessageOf(ReviewId id, string? command)
    {
        var message = new JsonObject { ["review_id"] = id.Value };
        if (command is not null)
            message["command"] = command;
        return message.ToJsonString();
    }

    /// <exception cref="FleetException">There was no answer about a review.</exception>
    private async Task<ReviewResponse> CallAsync(string message, CancellationToken cancelled)
    {
        try
        {
            var request = new InvokeRequest { FunctionName = function, InvocationType = InvocationType.RequestResponse, Payload = message };
            using var response = await lambda.InvokeAsync(request, cancelled);
            var payload = response.Payload?.ToArray() ?? [];
            return response.FunctionError is { } error
                ? throw new FleetException(
                    ErrorKind.Environment, $"'{function}' failed ({error}): {Shown.Of(Encoding.UTF8.GetString(payload), 600)} Its log says more. The review is not lost: ask again.", mayPass: true)
                : Read(payload);
        }
        catch (Exception e) when (!cancelled.IsCancellationRequested && CallFailures.Explain(function, e) is { } explained)
        {
            throw explained;
        }
    }

    private ReviewResponse Read(byte[] payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            // What is wrong with a message is answered without the review that the message may not have named.
            return document.RootElement.TryGetProperty("review_id", out _)
                ? document.RootElement.Deserialize(ProtocolJson.Default.ReviewResponse)!
                : throw Refused(document.RootElement.Deserialize(ProtocolJson.Default.FailureResponse)!.Error);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FleetException(
                ErrorKind.InvalidRequest, $"'{function}' did not answer as an orchestrator of this version does: {Shown.Of(Encoding.UTF8.GetString(payload), 200)} Is it the right function?", inner: e);
        }
    }

    private static FleetException Refused(ReviewError error) => new(error.Kind, error.Message, mayPass: error.Kind is ErrorKind.Environment);
}
