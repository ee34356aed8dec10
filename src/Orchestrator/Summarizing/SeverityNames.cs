using CodeReview.Protocol.Findings;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>Our severity as the outside world writes it: the only place that derives one from the other.</summary>
internal static class SeverityNames
{
    /// <summary>As our own files write it.</summary>
    public static string Of(Severity severity) => severity switch
    {
        Severity.High => "HIGH",
        Severity.Medium => "MEDIUM",
        _ => "LOW",
    };

    /// <summary>SARIF's level.</summary>
    public static string SarifLevel(Severity severity) => severity switch
    {
        Severity.High => "error",
        Severity.Medium => "warning",
        _ => "note",
    };

    /// <summary>GitLab's severity of an issue of code quality.</summary>
    public static string CodeQuality(Severity severity) => severity switch
    {
        Severity.High => "critical",
        Severity.Medium => "major",
        _ => "minor",
    };

    /// <summary>GitHub's score of a security rule: over 7.0 it shows as high, over 4.0 as medium.</summary>
    public static string SecurityScore(Severity severity) => severity switch
    {
        Severity.High => "8.0",
        Severity.Medium => "5.5",
        _ => "3.0",
    };

    /// <summary>SARIF's precision of a rule.</summary>
    public static string Precision(Confidence confidence) => confidence switch
    {
        Confidence.High => "high",
        Confidence.Medium => "medium",
        _ => "low",
    };
}
