using System.Text.Json.Serialization;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Protocol.Findings;

/// <summary>The content of <c>results/&lt;agent&gt;.json</c>: what stands, and what was refuted. Both in <see cref="Finding.ReportOrder"/>.</summary>
public sealed record AgentFindings
{
    /// <summary>The version of this format.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>Who found these.</summary>
    public required AgentName Agent { get; init; }

    /// <summary>The findings that stand.</summary>
    public required ValueArray<Finding> Findings { get; init; }

    /// <summary>The findings that a verifier refuted; each has a verdict.</summary>
    public required ValueArray<Finding> Refuted { get; init; }

    /// <summary>The findings that a comment or the request's policy suppresses; each says why. Absent where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueArray<Finding> Suppressed { get; init; }
}
