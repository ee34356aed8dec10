using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;

namespace CodeReview.Agents.Tools;

/// <summary>A finding as an engine states it, before it is checked against the code.</summary>
internal sealed record Claim
{
    public required string Rule { get; init; }

    public string? Cwe { get; init; }

    public required Severity Severity { get; init; }

    public required string SeverityReason { get; init; }

    public required Confidence Confidence { get; init; }

    public required string ConfidenceReason { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string Recommendation { get; init; }

    public required string Path { get; init; }

    public required int StartLine { get; init; }

    public required int EndLine { get; init; }

    /// <summary>The exact code, lines joined by <c>\n</c>, without line numbers.</summary>
    public required string Quote { get; init; }

    /// <summary>The way of a value to the code, where it was followed.</summary>
    public ValueArray<FlowStep> Flow { get; init; }

    /// <summary>Whether a fixed rule claims it and is sure.</summary>
    public bool IsSure { get; init; }
}
