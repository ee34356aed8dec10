using System.Collections;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Tools;

/// <summary>What was really read of the shard: kept by the tools, whatever the engine believes.</summary>
internal sealed class ReadLedger(Shard shard)
{
    private readonly Dictionary<WorkspacePath, BitArray> _lines = [];
    private readonly HashSet<WorkspacePath> _read = [];
    private readonly Dictionary<WorkspacePath, FileCoverage> _fates = [];
    private readonly Dictionary<WorkspacePath, string> _remarks = [];

    /// <summary>How many files of the shard were read to their end.</summary>
    public int FilesRead => shard.Files.Count(file => _read.Contains(file.Path));

    /// <summary>The file was handed out whole.</summary>
    public void Whole(WorkspacePath path) => _read.Add(path);

    /// <summary>Some lines were shown in full.</summary>
    public void Lines(WorkspacePath path, IEnumerable<int> shown, int lineCount)
    {
        if (!_lines.TryGetValue(path, out var lines))
            _lines.Add(path, lines = new BitArray(lineCount));
        foreach (var line in shown)
            lines[line - 1] = true;
        if (lines.HasAllSet())
            _read.Add(path);
    }

    /// <summary>The file cannot be reviewed, and why.</summary>
    public void Skipped(WorkspacePath path, string reason) => _fates[path] = new FileCoverage(path.Value, FileFate.Skipped, reason);

    /// <summary>The file was to be reviewed and could not be read, or not reviewed, this time.</summary>
    public void NotReached(WorkspacePath path, string reason) => _fates[path] = new FileCoverage(path.Value, FileFate.NotReached, reason);

    /// <summary>The file was read, but not everything was done with it.</summary>
    public void Remark(WorkspacePath path, string remark) => _remarks[path] = remark;

    /// <summary>The fate of every file of the shard, in its order.</summary>
    public ValueArray<FileCoverage> Fates() => shard.Files.Select(file => Fate(file.Path)).ToValueArray();

    private FileCoverage Fate(WorkspacePath path)
    {
        if (_fates.TryGetValue(path, out var fate))
            return fate;
        if (_read.Contains(path))
            return new FileCoverage(path.Value, FileFate.Read, _remarks.GetValueOrDefault(path));
        return new FileCoverage(path.Value, FileFate.NotReached, _lines.TryGetValue(path, out var lines)
            ? $"{lines.Cast<bool>().Count(shown => shown)} of {lines.Count} lines were read"
            : "it was not opened");
    }
}
