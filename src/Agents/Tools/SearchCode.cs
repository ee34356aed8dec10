using System.Text.RegularExpressions;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Tools;

/// <summary>The lines that a search found.</summary>
/// <param name="Hits">At most <see cref="SearchCode.MaxHits"/>, by path and line.</param>
/// <param name="FilesSearched">How many files were looked at.</param>
/// <param name="More">How to go on where the search stopped before its end; null where it did not.</param>
internal sealed record SearchHits(IReadOnlyList<SearchHit> Hits, int FilesSearched, string? More);

internal sealed record SearchHit(string Path, int Line, string Text);

/// <summary>The tool <c>search_code</c>: over all files of the review, by literal text or by a pattern that never backtracks.</summary>
internal sealed class SearchCode(ReviewFiles files)
{
    public const int MaxHits = 100;
    private const int MaxPatternLength = 500;
    private const int MaxLineLength = 240;
    private const long MaxBytes = 64L << 20;

    /// <param name="query">The text or the pattern; matched line by line.</param>
    /// <param name="isPattern">Whether the query is a regular expression.</param>
    /// <param name="folder">A folder of the repository; empty for all of it.</param>
    /// <param name="after">The last path of the search before, to go on behind it.</param>
    public ToolResult<SearchHits> Call(string query, bool isPattern = false, string folder = "", string after = "")
    {
        if (string.IsNullOrEmpty(query) || query.Length > MaxPatternLength)
            return new Refusal($"The query has 1 to {MaxPatternLength} characters.");
        try
        {
            var pattern = new Regex(isPattern ? query : Regex.Escape(query), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return Search(pattern, folder.Trim('/') is { Length: > 0 } name ? $"{name}/" : "", after);
        }
        catch (NotSupportedException)
        {
            return new Refusal("Look-around, back references, atomic groups and very large repetitions are not supported: search for a simpler pattern.");
        }
        catch (ArgumentException e)
        {
            return new Refusal($"The pattern is not a regular expression: {Shown.Of(e.Message, 200)}");
        }
    }

    private SearchHits Search(Regex pattern, string prefix, string after)
    {
        var (hits, searched, bytes) = (new List<SearchHit>(), 0, 0L);
        foreach (var file in files.All.Where(file => file.Path.Value.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(file.Path.Value, after) > 0))
        {
            bytes += file.Bytes;
            if (searched > 0 && (hits.Count >= MaxHits || bytes > MaxBytes))
                return new SearchHits(hits, searched, $"Files behind {after} were not searched: call again with after = \"{after}\", or narrow the folder.");
            (after, searched) = (file.Path.Value, searched + 1);
            if (files.Peek(file.Path).IsAnswer(out var source, out _) && AddHits(hits, pattern, file.Path, source) is { } more)
                return new SearchHits(hits, searched, more);
        }

        return new SearchHits(hits, searched, null);
    }

    private static string? AddHits(List<SearchHit> hits, Regex pattern, WorkspacePath path, SourceText source)
    {
        for (var line = 1; line <= source.LineCount; line++)
        {
            foreach (var match in pattern.EnumerateMatches(source.Line(line)))
            {
                if (hits.Count == MaxHits)
                    return $"There are more, from line {line} of {path}: narrow the query or the folder, or go on with after = \"{path}\".";
                var from = Math.Max(0, match.Index - (MaxLineLength / 2));
                var text = source.Line(line)[from..];
                hits.Add(new SearchHit(path.Value, line, text[..Math.Min(MaxLineLength, text.Length)].ToString()));
                break;
            }
        }

        return null;
    }
}
