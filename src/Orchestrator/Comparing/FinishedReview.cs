using CodeReview.Orchestrator.Summarizing;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Comparing;

/// <summary>The results of a finished review as its folder holds them.</summary>
public sealed class FinishedReview
{
    private readonly Coverage _coverage;

    private FinishedReview(ReviewLayout layout, ReviewSummary summary, Coverage coverage, IReadOnlyList<AgentFindings> agents)
    {
        (Layout, Summary, Agents, _coverage) = (layout, summary, agents, coverage);
        Reach = new Reach(summary.AgentsRun, coverage.Files);
    }

    /// <summary>Its counts.</summary>
    public ReviewSummary Summary { get; }

    /// <summary>What each agent found.</summary>
    public IReadOnlyList<AgentFindings> Agents { get; }

    internal ReviewLayout Layout { get; }

    internal ReportContent Content => new(Summary, _coverage, Agents);

    internal Reach Reach { get; }

    internal ComparedReview Side => new(Summary.ReviewId, Summary.Commit, Summary.Status);

    internal IEnumerable<KnownFinding> Standing => Agents.SelectMany(agent => agent.Findings.Select(finding => KnownFinding.Of(agent.Agent, finding)));

    /// <summary>Reads the results of a review.</summary>
    /// <exception cref="InvalidRequestException">There are none, or not yet.</exception>
    public static FinishedReview Read(WorkspaceLayout workspace, ReviewId id)
    {
        var layout = workspace.Review(id);
        var summary = WorkspaceFile.TryReadJson(layout.Summary, ProtocolJson.Indented.ReviewSummary)
            ?? throw new InvalidRequestException($"Review '{id}' has no results in '{workspace.Root}': 'list' shows the reviews that are there, and 'resume {id}' finishes one that is not done.");
        return new FinishedReview(
            layout,
            summary,
            WorkspaceFile.ReadJson(layout.Coverage, ProtocolJson.Indented.Coverage),
            [.. summary.AgentsRun.Select(agent => WorkspaceFile.ReadJson(layout.Findings(agent), ProtocolJson.Indented.AgentFindings))]);
    }

    /// <summary>Why a finding does not count; null where it does, or there is none.</summary>
    internal Suppression? SuppressionOf(Fingerprint fingerprint) => Agents.SelectMany(agent => agent.Suppressed).FirstOrDefault(finding => finding.Fingerprint == fingerprint)?.Suppression;

    /// <summary>Whether the commit has such a file.</summary>
    internal bool Has(WorkspacePath path) => Reach.Names(path);

    /// <summary>What later reviews need to tell by it what is new.</summary>
    public Baseline AsBaseline() => new()
    {
        Review = Side,
        AgentsRun = Summary.AgentsRun,
        Findings = Standing.ToValueArray(),
        NotRead = _coverage.Files.Where(file => file is not { Fate: FileFate.Read, Reason: null }).OrderBy(file => file.Path, StringComparer.Ordinal).ToValueArray(),
    };
}
