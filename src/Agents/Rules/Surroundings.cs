using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Rules;

/// <summary>The lines around a statement: what code is for is often said by the name of the function or variable near by.</summary>
internal static class Surroundings
{
    private const int Before = 3;
    private const int After = 1;
    private const int MaxLength = 1_500;

    public static string Of(SourceFile file, int start, int end)
    {
        var first = file.Source.StartOf(Math.Max(1, file.Source.LineAt(start) - Before));
        var last = Math.Min(file.Source.LineCount, file.Source.LineAt(end) + After);
        var until = last == file.Source.LineCount ? file.Text.Length : file.Source.StartOf(last + 1);
        first = Math.Max(first, start - MaxLength);
        // What stands beyond an empty line belongs to something else, other than the name of the function around.
        var (before, after) = (file.Code.WithoutComments(first, start), file.Code.WithoutComments(start, Math.Max(end, Math.Min(until, end + MaxLength))));
        var gap = after.IndexOf("\n\n", end - start, StringComparison.Ordinal);
        var name = file.Functions.Where(function => function.Start <= start && function.Start > start - MaxLength).MaxBy(function => function.Start)?.Name;
        return $"{name} {before[(before.LastIndexOf("\n\n", StringComparison.Ordinal) + 1)..]}{(gap < 0 ? after : after[..gap])}";
    }
}
