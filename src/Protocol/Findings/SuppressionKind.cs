using System.Text.Json.Serialization;

namespace CodeReview.Protocol.Findings;

/// <summary>Where it was decided that a finding is suppressed.</summary>
public enum SuppressionKind
{
    /// <summary>By a comment in the code.</summary>
    [JsonStringEnumMemberName("in_source")]
    InSource,

    /// <summary>By the policy of the request.</summary>
    [JsonStringEnumMemberName("policy")]
    Policy,
}
