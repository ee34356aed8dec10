using CodeReview.Orchestrator.Summarizing.Html;
using CodeReview.Orchestrator.Summarizing.Timelines;
using CodeReview.Orchestrator.Verifying;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>Writes what people and CI jobs read. The same review gives the same bytes, but for the timeline in the page.</summary>
public static class ResultsWriter
{
    /// <summary>Writes coverage, reports and, last, the summary.</summary>
    /// <param name="layout">The review's folder.</param>
    /// <param name="order">What the results are about.</param>
    /// <param name="timeline">The review's life so far. It is part of the page for people, and the only part of any file that holds times.</param>
    /// <param name="cancellationToken">Ends it between two tasks.</param>
    /// <exception cref="FileNotFoundException">A file of the review that an earlier step wrote is gone.</exception>
    public static WrittenResults Write(ReviewLayout layout, ResultsOrder order, ReviewTimeline timeline, CancellationToken cancellationToken)
    {
        var plan = WorkspaceFile.ReadJson(layout.Plan, ProtocolJson.Indented.ReviewPlan);
        var account = new CoverageAccount(WorkspaceFile.ReadJson(layout.RepoManifest, ProtocolJson.Indented.RepoManifest), plan);
        var failed = order.FailedTasks.ToDictionary(task => task.Task);
        var usage = order.Agents.Append(AgentName.Verifier).ToDictionary(agent => agent, _ => Usage.None);
        foreach (var task in order.Tasks())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (failed.TryGetValue(task, out var given))
            {
                usage[task.Agent] += given.Usage ?? Usage.None;
                account.Note(given, WorkspaceFile.ReadJson(layout.Shard(task.Shard), ProtocolJson.Indented.Shard));
                continue;
            }

            var result = WorkspaceFile.ReadJson(layout.TaskResult(task), ProtocolJson.Indented.TaskResult);
            account.Note(result);
            usage[task.Agent] += result.Usage;
        }

        usage[AgentName.Verifier] = VerifiersUsage(layout, order);

        var coverage = account.Close(order);
        var agents = order.Agents
            .Select(agent => WorkspaceFile.ReadJson(layout.Findings(agent), ProtocolJson.Indented.AgentFindings))
            .ToList();
        var summary = Summarize(order, coverage, agents, usage);
        var report = new ReportContent(summary, coverage, agents);
        WorkspaceFile.WriteJson(layout.Coverage, coverage, ProtocolJson.Indented.Coverage);
        WorkspaceFile.WriteText(layout.ReportMarkdown, MarkdownReport.Render(report));
        WorkspaceFile.Write(layout.ReportSarif, SarifReport.Render(report));
        WorkspaceFile.Write(layout.ReportHtml, HtmlReport.Render(report, timeline, layout));
        return new WrittenResults(summary, WorkspaceFile.WriteJson(layout.Summary, summary, ProtocolJson.Indented.ReviewSummary));
    }

    // Grounding refutes too, but it is no second look.
    private static VerdictCounts? VerdictsOf(List<AgentFindings> agents)
    {
        var verdicts = agents.SelectMany(agent => agent.Findings.Concat(agent.Refuted)).Select(finding => finding.Verdict).OfType<Verdict>()
            .Where(verdict => verdict.By is not FindingVerifier.Grounding).ToList();
        return verdicts.Count is 0 ? null : new VerdictCounts(
            verdicts.Count(verdict => verdict is { Refuted: false, Unverified: false, ClaimedConfidence: null }),
            verdicts.Count(verdict => verdict is { Refuted: false, Unverified: false, ClaimedConfidence: not null }),
            verdicts.Count(verdict => verdict.Refuted),
            verdicts.Count(verdict => verdict.Unverified));
    }

    private static Usage VerifiersUsage(ReviewLayout layout, ResultsOrder order) => order.Verifications
        .Select(task => WorkspaceFile.ReadJson(layout.TaskResult(task), ProtocolJson.Indented.TaskResult).Usage)
        .Concat(order.FailedTasks.Where(failed => failed.Task.Agent == AgentName.Verifier).Select(failed => failed.Usage ?? Usage.None))
        .Aggregate(Usage.None, Usage.Add);

    private static ReviewSummary Summarize(ResultsOrder order, Coverage coverage, List<AgentFindings> agents, Dictionary<AgentName, Usage> usage)
    {
        var findings = agents.SelectMany(agent => agent.Findings).ToList();
        var tasks = order.Tasks().Count() + order.Verifications.Count + order.FailedTasks.Count(failed => failed.Task.Agent == AgentName.Verifier);
        var asked = usage.Where(pair => pair.Value != Usage.None).ToDictionary(pair => pair.Key.Value, pair => pair.Value);
        return new ReviewSummary
        {
            ReviewId = order.ReviewId,
            RepoUrl = order.RepoUrl,
            Commit = order.Commit,
            Status = order.FailedTasks.Count > 0 || coverage.Counts.NotReached > 0 ? Completeness.Partial : Completeness.Complete,
            AgentsRun = order.Agents,
            TotalFindings = findings.Count,
            Suppressed = agents.Sum(agent => agent.Suppressed.Count) is > 0 and var suppressed ? suppressed : null,
            ByAgent = new SortedDictionary<string, int>(agents.ToDictionary(agent => agent.Agent.Value, agent => agent.Findings.Count), StringComparer.Ordinal),
            BySeverity = new SortedDictionary<string, int>(
                Enum.GetValues<Severity>().ToDictionary(SeverityNames.Of, severity => findings.Count(finding => finding.Severity == severity)),
                StringComparer.Ordinal),
            Tasks = new TaskCounts(tasks, tasks - order.FailedTasks.Count, order.FailedTasks.Count),
            Coverage = coverage.Counts,
            Usage = usage.Values.Aggregate(Usage.None, Usage.Add),
            UsageByAgent = asked.Count is 0 ? null : new SortedDictionary<string, Usage>(asked, StringComparer.Ordinal),
            Verification = VerdictsOf(agents),
        };
    }
}

/// <summary>What a report is made of.</summary>
internal sealed record ReportContent(ReviewSummary Summary, Coverage Coverage, IReadOnlyList<AgentFindings> Agents)
{
    /// <summary>All findings that stand with their agents, the worst first.</summary>
    public IEnumerable<(AgentName Agent, Finding Finding)> Findings => InOrder(agent => agent.Findings);

    /// <summary>All findings that were refuted, in the same order.</summary>
    public IEnumerable<(AgentName Agent, Finding Finding)> Refuted => InOrder(agent => agent.Refuted);

    /// <summary>All findings that are suppressed, in the same order.</summary>
    public IEnumerable<(AgentName Agent, Finding Finding)> Suppressed => InOrder(agent => agent.Suppressed);

    /// <summary>All there are: those that stand, then those that are listed apart.</summary>
    public IEnumerable<(AgentName Agent, Finding Finding)> All => Findings.Concat(Refuted).Concat(Suppressed);

    private IEnumerable<(AgentName Agent, Finding Finding)> InOrder(Func<AgentFindings, ValueArray<Finding>> part) => Agents
        .SelectMany(agent => part(agent).Select(finding => (agent.Agent, finding)))
        .OrderBy(pair => pair.finding, Finding.ReportOrder);
}
