using System.Text.Json;
using CodeReview.Orchestrator.Grains;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Orchestrator.Functions;

/// <summary>
/// What the orchestrator function is invoked with. Told apart by their members:
/// <code>
/// | member                     | message                                                                    |
/// | -------------------------- | -------------------------------------------------------------------------- |
/// | requestContext             | Lambda tells how an agent's function ended (a destination record)          |
/// | command                    | status, cancel, continue of a review; sweep, check                         |
/// | source: aws.*              | a schedule's own event: a sweep                                            |
/// | repo_url                   | a request to review                                                        |
/// | review_id, wait or neither | the request that the review began with, once more                          |
/// </code>
/// </summary>
internal abstract record OrchestratorMessage
{
    private const string Kinds = "Send a request ({\"repo_url\": …}), the id of a review to go on with ({\"review_id\": …}), or a command ({\"command\": \"status\", \"review_id\": …}; status, cancel, check or sweep).";

    private OrchestratorMessage()
    {
    }

    /// <summary>Asks for a review.</summary>
    public sealed record Ask(ReviewRequest Request) : OrchestratorMessage;

    /// <summary>Asks for a review that exists, as it was asked for first.</summary>
    public sealed record Resume(ReviewId ReviewId, bool Wait) : OrchestratorMessage;

    /// <summary>Asks where a review stands.</summary>
    public sealed record Status(ReviewId ReviewId) : OrchestratorMessage;

    /// <summary>Calls a review off.</summary>
    public sealed record Cancel(ReviewId ReviewId) : OrchestratorMessage;

    /// <summary>Has a review go on by itself.</summary>
    public sealed record Continue(ReviewId ReviewId) : OrchestratorMessage;

    /// <summary>An agent's function ended.</summary>
    public sealed record AgentEnded(ReviewId ReviewId, ReviewCommand What) : OrchestratorMessage;

    /// <summary>Looks for reviews that something is owed to.</summary>
    public sealed record Sweep : OrchestratorMessage;

    /// <summary>Looks whether the workspace and the agents' functions can be worked with.</summary>
    public sealed record Check : OrchestratorMessage;

    /// <summary>The review that it is about; null where it is about all.</summary>
    public ReviewId? Subject => this switch
    {
        Ask ask => ask.Request.EffectiveId,
        Resume resume => resume.ReviewId,
        Status status => status.ReviewId,
        Cancel cancel => cancel.ReviewId,
        Continue again => again.ReviewId,
        AgentEnded ended => ended.ReviewId,
        _ => null,
    };

    /// <exception cref="InvalidRequestException">It is none of these; the message says what is wrong.</exception>
    /// <exception cref="EnvironmentException">It is a destination record that is not about a task.</exception>
    public static OrchestratorMessage Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root ? Parse(root) : throw new InvalidRequestException($"The event is not a JSON object. {Kinds}");
        }
        catch (JsonException e)
        {
            throw new InvalidRequestException($"The event cannot be read: {Shown.Of(e.Message, 400)}", e);
        }
    }

    private static OrchestratorMessage Parse(JsonElement root)
    {
        if (root.TryGetProperty("requestContext", out _))
            return DestinationRecord.Parse(root);
        if (root.TryGetProperty("command", out var command))
            return ParseCommand(root, command);
        if (root.TryGetProperty("source", out var source) && source.ValueKind is JsonValueKind.String && source.GetString()!.StartsWith("aws.", StringComparison.Ordinal))
            return new Sweep();
        if (root.TryGetProperty("repo_url", out _))
            return new Ask(root.Deserialize(ProtocolJson.Default.ReviewRequest)!);
        if (!root.TryGetProperty("review_id", out _))
            throw new InvalidRequestException($"The event has none of the members that tell what it is. {Kinds}");
        AllowOnly(root, "review_id", "wait");
        return new Resume(IdOf(root), root.TryGetProperty("wait", out var wait) && wait.ValueKind is JsonValueKind.True);
    }

    private static OrchestratorMessage ParseCommand(JsonElement root, JsonElement command)
    {
        AllowOnly(root, "command", "review_id");
        return command.ValueKind is JsonValueKind.String ? command.GetString() switch
        {
            "status" => new Status(IdOf(root)),
            "cancel" => new Cancel(IdOf(root)),
            "continue" => new Continue(IdOf(root)),
            "sweep" => new Sweep(),
            "check" => new Check(),
            var other => throw new InvalidRequestException($"'{Shown.Of(other)}' is no command. {Kinds}"),
        } : throw new InvalidRequestException($"The command is not a text. {Kinds}");
    }

    private static ReviewId IdOf(JsonElement root)
    {
        if (!root.TryGetProperty("review_id", out var id) || id.ValueKind is not JsonValueKind.String)
            throw new InvalidRequestException("The command is about a review: name it as review_id.");
        return ReviewId.TryParse(id.GetString(), out var value, out var problem) ? value : throw new InvalidRequestException(problem);
    }

    private static void AllowOnly(JsonElement root, params ReadOnlySpan<string> names)
    {
        foreach (var member in root.EnumerateObject())
        {
            if (!names.Contains(member.Name))
                throw new InvalidRequestException($"'{Shown.Of(member.Name)}' does not belong here. {Kinds}");
        }
    }
}
