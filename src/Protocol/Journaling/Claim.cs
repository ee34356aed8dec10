using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodeReview.Protocol.Journaling;

/// <summary>The content of <c>claims/&lt;token&gt;.json</c>, a <see cref="CheckedJson"/>: one an activation.</summary>
/// <param name="Token">The fencing token: grows by one with every activation.</param>
/// <param name="Owner">Who claimed, for people.</param>
/// <param name="ClaimedAt">When, for people.</param>
/// <param name="SealedBy">The activation that took over; 0 while there is none.</param>
/// <param name="Closed">Where the activation ended by itself, after its last write.</param>
internal sealed record Claim(int Token, string Owner, DateTimeOffset ClaimedAt, int SealedBy = 0, Closing? Closed = null)
{
    public byte[] ToJson() => CheckedJson.Line(JsonSerializer.SerializeToUtf8Bytes(this, ClaimJson.Default.Claim));

    /// <summary>Null where the file is missing, half written or changed: its owner died in between, or has not come to it yet.</summary>
    public static Claim? TryParse(byte[]? content) => content is [.., (byte)'\n'] && CheckedJson.Checks(content.AsSpan()[..^1])
        ? JsonSerializer.Deserialize(content, ClaimJson.Default.Claim)
        : null;
}

/// <summary>Where an activation that ended by itself left its segment, so that nobody has to read it to know.</summary>
/// <param name="At">When, for people.</param>
/// <param name="Bytes">The length of its segment, all of it valid.</param>
/// <param name="Last">The number of the last event of the log then.</param>
internal sealed record Closing(DateTimeOffset At, int Bytes, long Last);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Claim))]
internal sealed partial class ClaimJson : JsonSerializerContext;
