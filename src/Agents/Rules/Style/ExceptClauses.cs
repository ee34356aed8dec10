using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Rules.Style;

/// <summary>Python's except clauses that catch more than they handle.</summary>
internal static class ExceptClauses
{
    private const int BodyLines = 8;
    private static readonly Anchors Clauses = new(["except"]);
    private static Regex Broad => field ??= Pattern.Of(@"^except(?:\s*|\s+\(?(?:Base)?Exception\)?(?:\s+as\s+\w+)?)\s*:\s*(?<body>pass|\.\.\.)?\s*$");
    private static Regex Bare => field ??= Pattern.Of(@"^except\s*:");

    /// <summary>Clauses that catch everything and do nothing.</summary>
    public static IEnumerable<Match> Empty(SourceFile file)
    {
        foreach (var (at, _) in Clauses.InCode(file))
        {
            var line = file.Source.LineAt(at);
            var head = Broad.Match(file.Source.Line(line)[(at - file.Source.StartOf(line))..].ToString());
            if (head.Success && (head.Groups["body"].Success || (line < file.Source.LineCount && file.Source.Line(line + 1).Trim() is "pass" or "...")))
                yield return new Match(at, file.Source.StartOf(line) + file.Source.Line(line).Length);
        }
    }

    /// <summary>Clauses that name no exception and do not raise again.</summary>
    public static IEnumerable<Match> Unnamed(SourceFile file)
    {
        foreach (var (at, length) in Clauses.InCode(file))
        {
            var line = file.Source.LineAt(at);
            var body = line < file.Source.LineCount ? file.Source.Lines(line + 1, Math.Min(file.Source.LineCount, line + BodyLines)) : "";
            if (Bare.IsMatch(file.Source.Line(line)[(at - file.Source.StartOf(line))..]) && !body.Contains("raise", StringComparison.Ordinal))
                yield return new Match(at, at + length);
        }
    }
}
