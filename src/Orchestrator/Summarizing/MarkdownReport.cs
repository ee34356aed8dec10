using System.Globalization;
using System.Text;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>The report for people. It fits in a comment on a pull request, whatever was found; what is cut is said and counted.</summary>
internal static class MarkdownReport
{
    // A comment holds 65,536 characters. Each part may fill the report up to its mark, so that every part after it has room.
    private const int FullUpTo = 30_000;
    private const int OthersUpTo = 44_000;
    private const int RefutedUpTo = 48_000;
    private const int SuppressedUpTo = 50_000;
    private const int MaxSteps = 12;

    public static string Render(ReportContent content)
    {
        var text = new StringBuilder();
        Head(text, content);
        var findings = content.Findings.ToList();
        var told = Findings(text, findings);
        Others(text, findings, told);
        Refuted(text, [.. content.Refuted]);
        Suppressed(text, [.. content.Suppressed]);
        MarkdownCoverage.Append(text, content.Coverage);
        return text.ToString();
    }

    private static void Head(StringBuilder text, ReportContent content)
    {
        var summary = content.Summary;
        text.Append(CultureInfo.InvariantCulture, $"# Code review of {MarkdownText.Prose(summary.RepoUrl.Name, 200)}\n\n");
        if (summary.Status is Completeness.Partial)
        {
            text.Append("**This review is partial: what it does not mention may not have been looked at.** ")
                .Append(CultureInfo.InvariantCulture, $"{Counted.Of(summary.Coverage.NotReached, "file")} not reached, {Counted.Of(summary.Tasks.Failed, "task")} given up; see the coverage below.\n\n");
            foreach (var unbegun in content.Coverage.FailedTasks.Where(task => task.Attempts is 0).GroupBy(task => task.Reason))
                text.Append(CultureInfo.InvariantCulture, $"{Counted.Of(unbegun.Count(), "task")} never begun: {MarkdownText.Prose(unbegun.Key, 300)}.\n\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{Counted.Of(summary.TotalFindings, "finding")} at commit `{summary.Commit}`. ")
            .Append(CultureInfo.InvariantCulture, $"Of {Counted.Of(summary.Coverage.Files, "file")}: {summary.Coverage.Read:n0} read, {summary.Coverage.Skipped:n0} skipped, {summary.Coverage.NotReached:n0} not reached.\n\n")
            .Append(Verified(summary.Verification))
            .Append(Models(summary))
            .Append("| |").AppendJoin("", content.Agents.Select(agent => $" {agent.Agent} |")).Append(" all |\n")
            .Append("|---|").Append(string.Concat(Enumerable.Repeat("---:|", content.Agents.Count + 1))).Append('\n');
        foreach (var severity in Enum.GetValues<Severity>().OrderDescending())
        {
            var counts = content.Agents.Select(agent => agent.Findings.Count(finding => finding.Severity == severity)).ToList();
            text.Append(CultureInfo.InvariantCulture, $"| {SeverityNames.Of(severity)} |")
                .AppendJoin("", counts.Append(counts.Sum()).Select(count => string.Create(CultureInfo.InvariantCulture, $" {count:n0} |"))).Append('\n');
        }
    }

    private static string Verified(VerdictCounts? counts) => counts is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"A second look confirmed {counts.Confirmed:n0}, is less sure of {counts.Lowered:n0}, refuted {counts.Refuted:n0}, and could not be taken at {counts.Unverified:n0}.\n\n");

    private static string Models(ReviewSummary summary)
    {
        if (summary.Usage.Turns is 0)
            return "";
        var byAgent = summary.UsageByAgent is { Count: > 1 } agents
            ? $" By agent: {string.Join(", ", agents.Select(agent => string.Create(CultureInfo.InvariantCulture, $"{agent.Key} {agent.Value.Usd:n2}")))}."
            : "";
        return $"{summary.Usage.InWords()}{byAgent}\n\n";
    }

    /// <summary>Tells the worst in full, as far as there is room; returns how many.</summary>
    private static int Findings(StringBuilder text, List<(AgentName Agent, Finding Finding)> findings)
    {
        var told = 0;
        foreach (var (agent, finding) in findings.TakeWhile(pair => pair.Finding.Severity > Severity.Low))
        {
            var section = InFull(agent, finding);
            if (text.Length + section.Length > FullUpTo)
                break;
            if (told is 0 || findings[told - 1].Finding.Severity != finding.Severity)
                text.Append(CultureInfo.InvariantCulture, $"\n## {SeverityNames.Of(finding.Severity)}\n");
            text.Append(section);
            told++;
        }

        return told;
    }

    private static string InFull(AgentName agent, Finding finding)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"\n### {MarkdownText.Prose(finding.Title, 200)}\n\n{Place(finding)} · `{finding.Rule}`")
            .Append(finding.Cwe is null ? "" : $" · {MarkdownText.Prose(finding.Cwe, 20)}")
            .Append(CultureInfo.InvariantCulture, $" · {agent} · {Sure(finding.Confidence)}\n\n")
            .Append(MarkdownText.Block(finding.Quote))
            .Append(CultureInfo.InvariantCulture, $"\n{MarkdownText.Prose(finding.Description)}\n\n")
            .Append(CultureInfo.InvariantCulture, $"**What to do:** {MarkdownText.Prose(finding.Recommendation)}\n\n")
            .Append(CultureInfo.InvariantCulture, $"**Severity:** {MarkdownText.Prose(finding.SeverityReason)} ")
            .Append(CultureInfo.InvariantCulture, $"**Confidence:** {MarkdownText.Prose(finding.ConfidenceReason)}\n");
        if (finding.Verdict is { } verdict)
            text.Append(CultureInfo.InvariantCulture, $"\n**{Looked(verdict)}** {MarkdownText.Prose(verdict.Reason, 600)}\n");
        foreach (var (step, index) in finding.Flow.Take(MaxSteps).Select((step, index) => (step, index)))
            text.Append(CultureInfo.InvariantCulture, $"{(index is 0 ? "\n" : "")}{index + 1}. {MarkdownText.Code($"{step.Path}:{step.Line}")} {MarkdownText.Prose(step.Note, 200)}\n");
        if (finding.AlsoAt.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"\nAlso at {Lines(finding)}.\n");
        return text.ToString();
    }

    private static void Others(StringBuilder text, List<(AgentName Agent, Finding Finding)> findings, int told)
    {
        var rows = findings.Skip(told).Select(pair =>
            $"| {SeverityNames.Of(pair.Finding.Severity)} | {Place(pair.Finding)} | {MarkdownText.Prose(pair.Finding.Title, 200)} | `{pair.Finding.Rule}` |\n");
        Table(text, told is 0 ? "Findings" : "Further findings", "| Severity | Where | What | Rule |\n|---|---|---|---|\n", [.. rows], OthersUpTo);
    }

    private static void Refuted(StringBuilder text, List<(AgentName Agent, Finding Finding)> refuted)
    {
        var rows = refuted.Select(pair =>
            $"| {Place(pair.Finding)} | {MarkdownText.Prose(pair.Finding.Title, 200)} | {MarkdownText.Prose(pair.Finding.Verdict!.By, 60)}: {MarkdownText.Prose(pair.Finding.Verdict.Reason, 400)} |\n");
        Table(text, "Refuted: claimed, looked at again, and not counted", "| Where | Claim | Why it fell |\n|---|---|---|\n", [.. rows], RefutedUpTo);
    }

    private static void Suppressed(StringBuilder text, List<(AgentName Agent, Finding Finding)> suppressed)
    {
        var rows = suppressed.Select(pair =>
            $"| {Place(pair.Finding)} | {MarkdownText.Prose(pair.Finding.Title, 200)} | `{pair.Finding.Rule}` | {(pair.Finding.Suppression!.Kind is SuppressionKind.InSource ? "a comment" : "the policy")}: {MarkdownText.Prose(pair.Finding.Suppression.Reason, 300)} |\n");
        Table(text, $"Suppressed, and not counted: {suppressed.Count}", "| Where | What | Rule | Why |\n|---|---|---|---|\n", [.. rows], SuppressedUpTo);
    }

    private static void Table(StringBuilder text, string title, string head, List<string> rows, int upTo)
    {
        if (rows.Count is 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
        var shown = 0;
        for (var length = text.Length + head.Length; shown < rows.Count && (length += rows[shown].Length) <= upTo;)
            shown++;
        if (shown > 0)
            text.Append(head).AppendJoin("", rows.Take(shown));
        if (shown < rows.Count)
            text.Append(CultureInfo.InvariantCulture, $"{(shown > 0 ? "\n" : "")}{rows.Count - shown:n0}{(shown > 0 ? " more" : "")} for which there is no room here: they are in the agents' JSON files.\n");
    }

    private static string Place(Finding finding) => MarkdownText.Code(finding.StartLine == finding.EndLine
        ? $"{finding.Path}:{finding.StartLine}"
        : $"{finding.Path}:{finding.StartLine}-{finding.EndLine}");

    private static string Lines(Finding finding)
    {
        var first = string.Join(", ", finding.AlsoAt.Take(20).Select(lines => lines.StartLine));
        var more = finding.AlsoAt.Count - 20;
        return $"{(finding.AlsoAt.Count is 1 ? "line" : "lines")} {first}{(more > 0 ? $" and {more} more" : "")}";
    }

    private static string Looked(Verdict verdict) => verdict switch
    {
        { Unverified: true } => "Not verified:",
        { ClaimedConfidence: { } claimed } => $"Second look, less sure than the finder ({SeverityNames.Precision(claimed)} confidence was claimed):",
        _ => "Second look, confirmed:",
    };

    private static string Sure(Confidence confidence) => $"{SeverityNames.Precision(confidence)} confidence";
}
