using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Tools;

/// <summary>
/// All that an engine can do: look at the files of one review, say how far it is, report what it found, and finish. There is
/// no shell, no network and no other folder. One instance belongs to one run of one task and one thread at a time.
/// </summary>
internal sealed class ReviewTools
{
    private readonly ReadLedger _ledger;
    private readonly ReviewFiles _files;
    private readonly ListFiles _listFiles;
    private readonly ReadFile _readFile;
    private readonly SearchCode _searchCode;
    private readonly ProgressBoard _progress;
    private readonly FindingDesk _findings;

    public ReviewTools(ReviewLayout review, TaskId task, Shard shard, TimeProvider time)
    {
        Task = task;
        Shard = shard;
        _ledger = new ReadLedger(shard);
        _files = new ReviewFiles(review, shard, _ledger);
        _listFiles = new ListFiles(_files);
        _readFile = new ReadFile(_files, _ledger);
        _searchCode = new SearchCode(_files);
        _progress = new ProgressBoard(review, task, time);
        _findings = new FindingDesk(_files);
    }

    public TaskId Task { get; }

    /// <summary>The files that are to be reviewed.</summary>
    public Shard Shard { get; }

    /// <summary>What was reported and stands, in <see cref="Finding.ReportOrder"/>.</summary>
    public ValueArray<Finding> Findings => _findings.Findings;

    /// <summary>What became of each file of the shard.</summary>
    public ValueArray<FileCoverage> Fates => _ledger.Fates();

    public int FilesRead => _ledger.FilesRead;

    /// <summary>Whether the engine has said that it is done.</summary>
    public bool IsFinished { get; private set; }

    public FileList ListFiles(string folder = "", string after = "") => _listFiles.Call(folder, after);

    public ToolResult<FileLines> ReadFile(string path, int offset = 1, int limit = 1_000) => _readFile.Call(path, offset, limit);

    public ToolResult<SearchHits> SearchCode(string query, bool isPattern = false, string folder = "", string after = "") =>
        _searchCode.Call(query, isPattern, folder, after);

    /// <summary>The whole text of a file, for an engine that needs no line numbers.</summary>
    public ToolResult<SourceText> ReadWhole(WorkspacePath path)
    {
        var opened = _files.Open(path);
        if (opened.IsAnswer(out _, out _))
            _ledger.Whole(path);
        return opened;
    }

    /// <summary>Notes that not everything was done with a file that was read.</summary>
    public void Remark(WorkspacePath path, string remark) => _ledger.Remark(path, remark);

    /// <summary>Notes that a file was opened and yet not reviewed.</summary>
    public void GiveUp(WorkspacePath path, string reason) => _ledger.NotReached(path, reason);

    public ToolResult<TaskProgress> ReportProgress(string phase) => _progress.Report(phase, Shard.Files.Count, FilesRead, _findings.Count);

    public ToolResult<TaskBoard> ReadProgress(string? agent = null) => _progress.Read(agent);

    public ToolResult<Finding> ReportFinding(Claim claim) => _findings.Report(claim);

    /// <summary>Ends the task, and says which files of the shard were not read to their end.</summary>
    public IReadOnlyList<FileCoverage> Finish()
    {
        IsFinished = true;
        return [.. Fates.Where(file => file.Fate is FileFate.NotReached)];
    }
}
