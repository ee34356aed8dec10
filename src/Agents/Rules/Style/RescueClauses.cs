using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Rules.Style;

/// <summary>Ruby's rescue clauses that catch more than they handle.</summary>
internal static class RescueClauses
{
    private const int BodyLines = 8;
    private static readonly Anchors Clauses = new(["rescue"]);
    private static Regex Broad => field ??= Pattern.Of(@"^rescue(?:\s+(?:StandardError|Exception))?(?:\s*=>\s*\w+)?\s*$");
    private static Regex Everything => field ??= Pattern.Of(@"^rescue\s+Exception\b");
    private static Regex GoesOn => field ??= Pattern.Of(@"\b(?:raise|throw|exit|abort)\b");

    /// <summary>Clauses that catch every error and do nothing.</summary>
    public static IEnumerable<Match> Empty(SourceFile file) => Heads(file)
        .Where(head => Broad.IsMatch(file.Code(head)) && head.Number < file.Source.LineCount && file.Source.Line(head.Number + 1).Trim() is "end")
        .Select(head => new Match(head.Start, head.End));

    /// <summary>Clauses that catch the root of all exceptions and do not raise it again.</summary>
    public static IEnumerable<Match> OfEverything(SourceFile file) => Heads(file)
        .Where(head => Everything.IsMatch(file.Code(head)) && !GoesOn.IsMatch(file.Source.Lines(head.Number, Math.Min(file.Source.LineCount, head.Number + BodyLines))))
        .Select(head => new Match(head.Start, head.End));

    private static IEnumerable<CodeLine> Heads(SourceFile file) => Clauses.Next(file.Text, 0) is null ? [] : file.Lines
        .Where(line => file.Text.AsSpan(line.Start).StartsWith("rescue"));
}
