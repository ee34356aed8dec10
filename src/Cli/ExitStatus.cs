using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli;

/// <summary>What a script learns from the exit status.</summary>
internal static class ExitStatus
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Done, and there are findings at or above the threshold.</summary>
    public const int FindingsAtThreshold = 1;

    /// <summary>Incomplete: suspended, a task failed, or a file was not reached.</summary>
    public const int Incomplete = 2;

    /// <summary>The command, or what it names, is not usable.</summary>
    public const int Usage = 64;

    /// <summary>A fault of this software.</summary>
    public const int Fault = 70;

    /// <summary>The status for an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="failOn">The lowest severity that fails; null where none does.</param>
    public static int Of(ReviewResponse answer, Severity? failOn) => answer switch
    {
        { Error: { } error } => Of(error.Kind),
        { Status: not ReviewStatus.Complete } => Incomplete,
        // Incomplete is said first: a clean answer about half of the files is no clean answer.
        { Summary.Status: Completeness.Partial } => Incomplete,
        // With a baseline only what is new counts.
        { Comparison: { } comparison } => Of(comparison, failOn),
        { Summary: { } summary } when failOn is { } lowest && AtOrAbove(summary.BySeverity, lowest) => FindingsAtThreshold,
        _ => Done,
    };

    /// <summary>The status for an error.</summary>
    public static int Of(ErrorKind kind) => kind switch
    {
        ErrorKind.InvalidRequest => Usage,
        ErrorKind.Environment => Incomplete,
        _ => Fault,
    };

    /// <summary>The status for a comparison: only what is new counts.</summary>
    public static int Of(ReviewComparison comparison, Severity? failOn) => comparison switch
    {
        { NewReview.Status: Completeness.Partial } => Incomplete,
        _ when failOn is { } lowest && AtOrAbove(comparison.NewBySeverity, lowest) => FindingsAtThreshold,
        _ => Done,
    };

    private static bool AtOrAbove(SortedDictionary<string, int> bySeverity, Severity lowest) =>
        bySeverity.Any(pair => pair.Value > 0 && Enum.Parse<Severity>(pair.Key, ignoreCase: true) >= lowest);
}
