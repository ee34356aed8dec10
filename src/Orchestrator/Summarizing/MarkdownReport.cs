using System.Globalization;
using System.Text;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>The report for people; short enough for a comment on a pull request.</summary>
internal static class MarkdownReport
{
    private const int ShownInFull = 50;
    private const int ShownInTable = 200;

    public static string Render(ReportContent content)
    {
        var text = new StringBuilder();
        Head(text, content.Summary);
        var findings = content.Findings.ToList();
        // What matters is told in full; the rest is a list.
        var full = findings.Where(pair => pair.Finding.Severity > Severity.Low).Take(ShownInFull).ToList();
        foreach (var group in full.GroupBy(pair => pair.Finding.Severity))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {SeverityNames.Of(group.Key)}\n");
            foreach (var (agent, finding) in group)
                InFull(text, agent, finding);
        }

        Table(text, "Other findings", [.. findings.Except(full)]);
        Table(text, "Refuted", [.. content.Refuted]);
        CoverageSection(text, content.Coverage);
        return text.ToString();
    }

    private static void Head(StringBuilder text, ReviewSummary summary)
    {
        text.Append(CultureInfo.InvariantCulture, $"# Code review of {MarkdownText.Prose(summary.RepoUrl.Name)}\n\n");
        if (summary.Status is Completeness.Partial)
            text.Append(CultureInfo.InvariantCulture, $"**Incomplete:** {summary.Coverage.NotReached:n0} files were not reached and {summary.Tasks.Failed:n0} tasks failed; see the coverage below.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{summary.TotalFindings:n0} findings at commit `{summary.Commit}`. ")
            .Append(CultureInfo.InvariantCulture, $"Of {summary.Coverage.Files:n0} files, {summary.Coverage.Read:n0} were read, {summary.Coverage.Skipped:n0} skipped, {summary.Coverage.NotReached:n0} not reached.\n\n")
            .Append("| HIGH | MEDIUM | LOW |").AppendJoin("", summary.ByAgent.Keys.Select(agent => $" {agent} |")).Append('\n')
            .Append("|---:|---:|---:|").Append(string.Concat(Enumerable.Repeat("---:|", summary.ByAgent.Count))).Append('\n')
            .Append(CultureInfo.InvariantCulture, $"| {summary.BySeverity["HIGH"]:n0} | {summary.BySeverity["MEDIUM"]:n0} | {summary.BySeverity["LOW"]:n0} |")
            .AppendJoin("", summary.ByAgent.Values.Select(count => string.Create(CultureInfo.InvariantCulture, $" {count:n0} |"))).Append('\n');
    }

    private static void InFull(StringBuilder text, AgentName agent, Finding finding)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n### {MarkdownText.Prose(finding.Title)}\n\n{Place(finding)} · `{finding.Rule}`")
            .Append(finding.Cwe is null ? "" : $" · {MarkdownText.Prose(finding.Cwe)}")
            .Append(CultureInfo.InvariantCulture, $" · {agent} · confidence {finding.Confidence.ToString().ToLowerInvariant()}\n\n")
            .Append(MarkdownText.Block(finding.Quote))
            .Append(CultureInfo.InvariantCulture, $"\n{MarkdownText.Prose(finding.Description)}\n\n")
            .Append(CultureInfo.InvariantCulture, $"**Why this severity:** {MarkdownText.Prose(finding.SeverityReason)} ")
            .Append(CultureInfo.InvariantCulture, $"**Why this confidence:** {MarkdownText.Prose(finding.ConfidenceReason)}\n\n")
            .Append(CultureInfo.InvariantCulture, $"**What to do:** {MarkdownText.Prose(finding.Recommendation)}\n");
        if (finding.AlsoAt.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"\nAlso at line {string.Join(", ", finding.AlsoAt.Take(20).Select(lines => lines.StartLine))}.\n");
    }

    private static void Table(StringBuilder text, string title, List<(AgentName Agent, Finding Finding)> findings)
    {
        if (findings.Count is 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| Severity | Where | What | Rule |\n|---|---|---|---|\n");
        foreach (var (_, finding) in findings.Take(ShownInTable))
        {
            var what = finding.Verdict is { Refuted: true } verdict ? $"{finding.Title}: {verdict.Reason}" : finding.Title;
            text.Append(CultureInfo.InvariantCulture, $"| {SeverityNames.Of(finding.Severity)} | {Place(finding)} | {MarkdownText.Prose(what)} | `{finding.Rule}` |\n");
        }

        if (findings.Count > ShownInTable)
            text.Append(CultureInfo.InvariantCulture, $"\n{findings.Count - ShownInTable:n0} more are in the JSON and SARIF files.\n");
    }

    private static void CoverageSection(StringBuilder text, Coverage coverage)
    {
        text.Append("\n## Coverage\n\n| Files | Fate |\n|---:|---|\n")
            .Append(CultureInfo.InvariantCulture, $"| {coverage.Counts.Read:n0} | read |\n");
        foreach (var group in coverage.Files.Where(file => file.Fate is FileFate.Skipped)
            .GroupBy(file => file.Reason).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(40))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {group.Count():n0} | skipped: {MarkdownText.Prose(group.Key!)} |\n");
        }

        foreach (var file in coverage.Files.Where(file => file.Fate is FileFate.NotReached).Take(100))
            text.Append(CultureInfo.InvariantCulture, $"| 1 | not reached: {MarkdownText.Code(file.Path)}: {MarkdownText.Prose(file.Reason!)} |\n");
        if (coverage.Counts.NotReached > 100)
            text.Append(CultureInfo.InvariantCulture, $"| {coverage.Counts.NotReached - 100:n0} | not reached: named in coverage.json |\n");
    }

    private static string Place(Finding finding) => finding.StartLine == finding.EndLine
        ? MarkdownText.Code($"{finding.Path}:{finding.StartLine}")
        : MarkdownText.Code($"{finding.Path}:{finding.StartLine}-{finding.EndLine}");
}
