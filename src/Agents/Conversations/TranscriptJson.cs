using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CodeReview.Agents.Tools;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Json;
using Microsoft.Extensions.AI;

namespace CodeReview.Agents.Conversations;

/// <summary>The formats of a transcript's events, by the stable names that stand in the log.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(ValueArrayConverter<ToolNote>), typeof(ValueArrayConverter<LineRange>)])]
[JsonSerializable(typeof(ConversationEvent.Opened))]
[JsonSerializable(typeof(ConversationEvent.Answered))]
[JsonSerializable(typeof(ConversationEvent.CallAnswered))]
[JsonSerializable(typeof(ConversationEvent.Told))]
[JsonSerializable(typeof(ConversationEvent.Ended))]
[JsonSerializable(typeof(ToolNote))]
[JsonSerializable(typeof(LineRange))]
internal sealed partial class TranscriptJson : JsonSerializerContext
{
    private static TranscriptJson Line => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static NewLogEntry Write(ConversationEvent @event) => @event switch
    {
        ConversationEvent.Opened e => new NewLogEntry("opened.1", JsonSerializer.SerializeToUtf8Bytes(e, Line.Opened)),
        ConversationEvent.Answered e => new NewLogEntry("answered.1", JsonSerializer.SerializeToUtf8Bytes(e, Line.Answered)),
        ConversationEvent.CallAnswered e => new NewLogEntry("call_answered.1", JsonSerializer.SerializeToUtf8Bytes(e, Line.CallAnswered)),
        ConversationEvent.Told e => new NewLogEntry("told.1", JsonSerializer.SerializeToUtf8Bytes(e, Line.Told)),
        ConversationEvent.Ended e => new NewLogEntry("ended.1", JsonSerializer.SerializeToUtf8Bytes(e, Line.Ended)),
        _ => throw new InvalidOperationException($"'{@event.GetType().Name}' has no format."),
    };

    /// <exception cref="JsonException">The payload is not of the format that the type names.</exception>
    public static ConversationEvent Read(string type, ReadOnlySpan<byte> payload) => type switch
    {
        "opened.1" => Parsed(JsonSerializer.Deserialize(payload, Line.Opened)),
        "answered.1" => Parsed(JsonSerializer.Deserialize(payload, Line.Answered)),
        "call_answered.1" => Parsed(JsonSerializer.Deserialize(payload, Line.CallAnswered)),
        "told.1" => Parsed(JsonSerializer.Deserialize(payload, Line.Told)),
        "ended.1" => Parsed(JsonSerializer.Deserialize(payload, Line.Ended)),
        _ => throw new JsonException($"The event '{Shown.Of(type)}' is not known: a newer version wrote it. Upgrade this one."),
    };

    /// <summary>A model's message as it is kept.</summary>
    public static JsonElement Freeze(ChatMessage message) => JsonSerializer.SerializeToElement(message, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatMessage)));

    /// <summary>A model's message as it is sent again.</summary>
    public static ChatMessage Thaw(JsonElement message) =>
        (ChatMessage)(message.Deserialize(AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatMessage))) ?? throw new JsonException("A message is null."));

    /// <summary>The answer of a call as it is sent: plain text, and marked as an error where it was refused.</summary>
    public static FunctionResultContent Result(ConversationEvent.CallAnswered answered) => new(answered.CallId, answered.Text)
    {
        Exception = answered.IsRefused ? new InvalidOperationException(answered.Text) : null,
    };

    private static ConversationEvent Parsed(ConversationEvent? @event) => @event ?? throw new JsonException("An event is null.");
}
