using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;

namespace CodeReview.Agents.Rules;

/// <summary>A place where a rule applies.</summary>
/// <param name="Start">Where the code that shows it begins, as a position in the file's text.</param>
/// <param name="End">Where it ends, exclusive.</param>
internal sealed record Match(int Start, int End)
{
    /// <summary>What is particular to this place, as a sentence or a short phrase.</summary>
    public string? Detail { get; init; }

    /// <summary>The severity here, where the place decides it.</summary>
    public (Severity Value, string Reason)? Severity { get; init; }

    /// <summary>The confidence here, where the place decides it.</summary>
    public (Confidence Value, string Reason)? Confidence { get; init; }

    /// <summary>The way of a value to this place, where it was followed.</summary>
    public ValueArray<FlowStep> Flow { get; init; }

    /// <summary>Whether the quote must stop at <see cref="End"/>, since a secret follows.</summary>
    public bool StopsBeforeSecret { get; init; }
}
