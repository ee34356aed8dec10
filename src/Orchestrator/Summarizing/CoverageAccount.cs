using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>
/// Accounts for every entry of the commit's tree. A file counts as read only when every finder of every agent read it, by the tools' own count; what
/// nobody accounts for is not reached, never read.
/// </summary>
internal sealed class CoverageAccount(RepoManifest manifest, ReviewPlan plan)
{
    private readonly Dictionary<string, int> _readBy = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _skipped = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _missed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _remarks = new(StringComparer.Ordinal);

    /// <summary>Notes what a finished task says of its files.</summary>
    public void Note(TaskResult result)
    {
        foreach (var file in result.Files)
        {
            if (file.Fate is FileFate.Read)
                NoteRead(result.Task.Agent, file);
            else if (file.Fate is FileFate.Skipped)
                _skipped.TryAdd(file.Path, file.Reason ?? "no reason was given");
            else
                Add(_missed, file.Path, $"{result.Task.Agent}: {file.Reason ?? "the task ended before it came to the file"}{(result.Remark is null ? "" : $". {result.Remark}")}");
        }
    }

    /// <summary>Notes the files that a task which was given up has not read.</summary>
    public void Note(FailedTask failed, Shard shard)
    {
        foreach (var file in shard.Files)
            Add(_missed, file.Path.Value, $"{failed.Task.Agent}: task {failed.Task} {failed.InWords}");
    }

    /// <summary>The fate of every file.</summary>
    public Coverage Close(ResultsOrder order)
    {
        foreach (var file in plan.Skipped)
            _skipped[file.Path] = file.Reason ?? "no reason was given";
        var files = manifest.Entries.Select(entry => entry.Path.Value)
            .Select(path => FateOf(path, order.Agents.Count * order.Finders))
            .Concat(manifest.LeftOut.Select(entry => new FileCoverage(entry.Path, FileFate.Skipped, entry.Reason)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToValueArray();
        return new Coverage
        {
            ReviewId = order.ReviewId,
            Commit = order.Commit,
            Counts = new CoverageCounts(
                files.Count,
                files.Count(file => file.Fate is FileFate.Read),
                files.Count(file => file.Fate is FileFate.Skipped),
                files.Count(file => file.Fate is FileFate.NotReached)),
            FailedTasks = order.FailedTasks,
            Files = files,
        };
    }

    private FileCoverage FateOf(string path, int agents)
    {
        if (_missed.TryGetValue(path, out var reasons))
            return new FileCoverage(path, FileFate.NotReached, string.Join("; ", reasons));
        if (_skipped.TryGetValue(path, out var reason))
            return new FileCoverage(path, FileFate.Skipped, reason);
        return _readBy.GetValueOrDefault(path) >= agents
            ? new FileCoverage(path, FileFate.Read, _remarks.TryGetValue(path, out var remarks) ? string.Join("; ", remarks) : null)
            : new FileCoverage(path, FileFate.NotReached, "no task accounts for it");
    }

    private void NoteRead(AgentName agent, FileCoverage file)
    {
        _readBy[file.Path] = _readBy.GetValueOrDefault(file.Path) + 1;
        if (file.Reason is { } remark)
            Add(_remarks, file.Path, $"{agent}: {remark}");
    }

    private static void Add(Dictionary<string, List<string>> texts, string path, string text)
    {
        if (!texts.TryGetValue(path, out var ofPath))
            texts[path] = ofPath = [];
        ofPath.Add(text);
    }
}
