using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Comparing;

/// <summary>What a review looked at: who ran, and what became of the files. A file that is not among these was read whole, or is not in the commit.</summary>
internal sealed class Reach(ValueArray<AgentName> agentsRun, IEnumerable<FileCoverage> files)
{
    private readonly Dictionary<string, FileCoverage> _files = files.ToDictionary(file => file.Path, StringComparer.Ordinal);

    /// <summary>Whether the file is among those that are told of.</summary>
    public bool Names(WorkspacePath path) => _files.ContainsKey(path.Value);

    /// <summary>Why nothing can be said of an agent's findings in a file; null where the agent read it whole, or it is not in the commit.</summary>
    public string? NotLookedAt(AgentName agent, WorkspacePath path)
    {
        if (!agentsRun.Contains(agent))
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
