using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodeReview.Protocol.Journaling;

/// <summary>The content of <c>claims/&lt;token&gt;.json</c>: one an activation.</summary>
/// <param name="Token">The fencing token: grows by one with every activation.</param>
/// <param name="Owner">Who claimed, for people.</param>
/// <param name="ClaimedAt">When, for people.</param>
/// <param name="SealedBy">The activation that took over; 0 while there is none.</param>
/// <param name="ClosedAt">When the activation ended by itself, after its last write.</param>
internal sealed record Claim(int Token, string Owner, DateTimeOffset ClaimedAt, int SealedBy = 0, DateTimeOffset? ClosedAt = null)
{
    /// <summary>Whether the activation will append nothing more that counts.</summary>
    public bool IsOver => SealedBy > 0 || ClosedAt is not null;

    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, ClaimJson.Default.Claim), (byte)'\n'];

    /// <summary>Null where the file is missing or half written: its owner died in between, or has not come to it yet.</summary>
    public static Claim? TryParse(byte[]? content)
    {
        try
        {
            return content is null ? null : JsonSerializer.Deserialize(content, ClaimJson.Default.Claim);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Claim))]
internal sealed partial class ClaimJson : JsonSerializerContext;
