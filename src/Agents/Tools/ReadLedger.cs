using System.Collections;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Tools;

/// <summary>What was really read of the shard: kept by the tools, whatever the engine believes.</summary>
internal sealed class ReadLedger(Shard shard, ToolNotes notes)
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
    public void Lines(WorkspacePath path, IReadOnlyList<int> shown, int lineCount) =>
        Note(new ToolNote.LinesShown(path, Ranges(shown).ToValueArray(), lineCount));

    /// <summary>The file cannot be reviewed, and why.</summary>
    public void Skipped(WorkspacePath path, string reason) => Note(new ToolNote.FileSkipped(path, reason));

    /// <summary>The file was to be reviewed and could not be read, or not reviewed, this time.</summary>
    public void NotReached(WorkspacePath path, string reason) => Note(new ToolNote.FileNotReached(path, reason));

    /// <summary>Takes up what an earlier run of the task noted; a note of another kind changes nothing here.</summary>
    public void Restore(ToolNote note)
    {
        switch (note)
        {
            case ToolNote.LinesShown lines:
                Show(lines);
                break;
            case ToolNote.FileSkipped skipped:
                _fates[skipped.Path] = new FileCoverage(skipped.Path.Value, FileFate.Skipped, skipped.Reason);
                break;
            case ToolNote.FileNotReached missed:
                _fates[missed.Path] = new FileCoverage(missed.Path.Value, FileFate.NotReached, missed.Reason);
                break;
        }
    }

    /// <summary>Nothing counts as read any more: whoever reads now has not seen it.</summary>
    public void Forget()
    {
        _lines.Clear();
        _read.Clear();
        _fates.Clear();
    }

    /// <summary>The file was read, but not everything was done with it.</summary>
    public void Remark(WorkspacePath path, string remark) => _remarks[path] = remark;

    /// <summary>The fate of every file of the shard, in its order.</summary>
    public ValueArray<FileCoverage> Fates() => shard.Files.Select(file => Fate(file.Path)).ToValueArray();

    private void Note(ToolNote note)
    {
        Restore(note);
        notes.Add(note);
    }

    private void Show(ToolNote.LinesShown shown)
    {
        // An earlier run met the same commit, so the count is the same; one that is not is a transcript's own fault.
        if (!_lines.TryGetValue(shown.Path, out var lines) || lines.Count != shown.LineCount)
            _lines[shown.Path] = lines = new BitArray(shown.LineCount);
        foreach (var range in shown.Lines)
        {
            for (var line = range.StartLine; line <= range.EndLine; line++)
                lines[line - 1] = true;
        }

        if (lines.HasAllSet())
            _read.Add(shown.Path);
    }

    private static IEnumerable<LineRange> Ranges(IReadOnlyList<int> lines)
    {
        for (var i = 0; i < lines.Count;)
        {
            var first = i++;
            while (i < lines.Count && lines[i] == lines[i - 1] + 1)
                i++;
            yield return new LineRange(lines[first], lines[i - 1]);
        }
    }

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
