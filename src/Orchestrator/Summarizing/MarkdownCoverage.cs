using System.Globalization;
using System.Text;
using CodeReview.Protocol.Findings;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>The report's account of what was looked at: by cause, since a thousand skipped files have few causes.</summary>
internal static class MarkdownCoverage
{
    private const int MaxCauses = 30;
    private const int UpTo = 60_000;

    public static void Append(StringBuilder text, Coverage coverage)
    {
        text.Append("\n## Coverage\n\n| Files | Fate |\n|---:|---|\n");
        Row(text, coverage.Counts.Read, "read");
        foreach (var fate in new[] { FileFate.Read, FileFate.Skipped })
        {
            var causes = Causes(coverage, fate);
            foreach (var cause in causes.Take(MaxCauses))
                Row(text, cause.Count(), $"{(fate is FileFate.Read ? "of them in part" : "skipped")}: {MarkdownText.Prose(cause.Key, 200)}");
            if (causes.Count > MaxCauses)
                Row(text, causes.Skip(MaxCauses).Sum(cause => cause.Count()), "for other reasons, which coverage.json names");
        }

        Row(text, coverage.Counts.NotReached, "not reached");
        if (coverage.Counts.NotReached > 0)
            NotReached(text, coverage);
    }

    private static void NotReached(StringBuilder text, Coverage coverage)
    {
        text.Append("\n### Not reached\n");
        var named = 0;
        foreach (var cause in Causes(coverage, FileFate.NotReached))
        {
            var head = $"\n{MarkdownText.Prose(cause.Key, 600)}:\n\n";
            if (text.Length + head.Length > UpTo)
                break;
            text.Append(head);
            foreach (var row in cause.Select(file => $"* {MarkdownText.Code(file.Path)}\n").TakeWhile(_ => text.Length < UpTo))
            {
                text.Append(row);
                named++;
            }
        }

        if (named < coverage.Counts.NotReached)
            text.Append(CultureInfo.InvariantCulture, $"\n{coverage.Counts.NotReached - named:n0} more are named in coverage.json.\n");
    }

    private static List<IGrouping<string, FileCoverage>> Causes(Coverage coverage, FileFate fate) =>
    [
        .. coverage.Files.Where(file => file.Fate == fate && file.Reason is not null)
            .GroupBy(file => file.Reason!)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal),
    ];

    private static void Row(StringBuilder text, int files, string fate) => text.Append(CultureInfo.InvariantCulture, $"| {files:n0} | {fate} |\n");
}
