using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Comparing;

/// <summary>The results of a finished review as its folder holds them.</summary>
public sealed class FinishedReview
{
    private readonly Dictionary<string, FileCoverage> _files;

    private FinishedReview(ReviewLayout layout, ReviewSummary summary, Coverage coverage, IReadOnlyList<AgentFindings> agents)
    {
        (Layout, Summary, Agents) = (layout, summary, agents);
        _files = coverage.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
    }

    /// <summary>Its counts.</summary>
    public ReviewSummary Summary { get; }

    internal ReviewLayout Layout { get; }

    internal IReadOnlyList<AgentFindings> Agents { get; }

    internal IEnumerable<(AgentName Agent, Finding Finding)> Standing => Agents.SelectMany(agent => agent.Findings.Select(finding => (agent.Agent, finding)));

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
    internal bool Has(WorkspacePath path) => _files.ContainsKey(path.Value);

    /// <summary>Why nothing can be said of an agent's findings in a file; null where the agent read it whole, or it is not in the commit.</summary>
    internal string? NotLookedAt(AgentName agent, WorkspacePath path)
    {
        if (!Summary.AgentsRun.Contains(agent))
            return $"The agent '{agent}' did not run.";
        return _files.GetValueOrDefault(path.Value) switch
        {
            null or { Fate: FileFate.Read, Reason: null } => null,
            { Fate: FileFate.Read } file => $"The file was read in part: {file.Reason}",
            { Fate: FileFate.Skipped } file => $"The file was skipped: {file.Reason}",
            var file => $"The file was not reached: {file.Reason}",
        };
    }
}
