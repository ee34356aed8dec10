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
    private readonly ToolNotes _notes = new();
    private readonly ReadLedger _ledger;
    private readonly ReviewFiles _files;
    private readonly ListFiles _listFiles;
    private readonly ReadFile _readFile;
    private readonly SearchCode _searchCode;
    private readonly ProgressBoard _progress;
    private readonly FindingDesk _findings;
    private readonly VerdictDesk _verdicts;
    private string _phase = "reading";
    private Usage? _usage;
    private bool _saidWhatIsUnread;

    /// <param name="review">The review.</param>
    /// <param name="task">The task; its progress file is the only file that is written.</param>
    /// <param name="shard">The files to review.</param>
    /// <param name="time">The clock that progress is stamped by.</param>
    public ReviewTools(ReviewLayout review, TaskId task, Shard shard, TimeProvider time)
    {
        Task = task;
        Shard = shard;
        _ledger = new ReadLedger(shard, _notes);
        _files = new ReviewFiles(review, shard, _ledger);
        _listFiles = new ListFiles(_files);
        _readFile = new ReadFile(_files, _ledger);
        _searchCode = new SearchCode(_files);
        _progress = new ProgressBoard(review, task, time);
        _findings = new FindingDesk(_files, _notes);
        _verdicts = new VerdictDesk(_files, _notes);
    }

    public TaskId Task { get; }

    /// <summary>The files that are to be reviewed.</summary>
    public Shard Shard { get; }

    /// <summary>What was reported and stands, in <see cref="Finding.ReportOrder"/>.</summary>
    public ValueArray<Finding> Findings => _findings.Findings;

    /// <summary>What became of each file of the shard.</summary>
    public ValueArray<FileCoverage> Fates => _ledger.Fates();

    public int FilesRead => _ledger.FilesRead;

    /// <summary>The files of the shard that were not read to their end, and why.</summary>
    public IReadOnlyList<FileCoverage> Unread => [.. Fates.Where(file => file.Fate is FileFate.NotReached)];

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

    /// <summary>The whole text of a file that does not count as read by it.</summary>
    public ToolResult<SourceText> Peek(WorkspacePath path) => _files.Peek(path);

    /// <summary>Notes that not everything was done with a file that was read.</summary>
    public void Remark(WorkspacePath path, string remark) => _ledger.Remark(path, remark);

    /// <summary>Notes that a file was opened and yet not reviewed.</summary>
    public void GiveUp(WorkspacePath path, string reason) => _ledger.NotReached(path, reason);

    public ToolResult<TaskProgress> ReportProgress(string phase)
    {
        var reported = _progress.Report(phase, Shard.Files.Count, FilesRead, _findings.Count, _usage);
        if (reported.IsAnswer(out _, out _))
            _phase = phase;
        return reported;
    }

    /// <summary>Publishes what the task has taken, so that the others see what is left for all.</summary>
    public void ReportUsage(Usage usage)
    {
        _usage = usage;
        ReportProgress(_phase);
    }

    /// <summary>What the other tasks of the review have taken, as far as it is seen here by now.</summary>
    public Usage UsageOfOthers() => _progress.UsageOfOthers();

    public ToolResult<TaskBoard> ReadProgress(string? agent = null) => _progress.Read(agent);

    public ToolResult<Finding> ReportFinding(Claim claim) => _findings.Report(claim);

    /// <summary>What a verifier concluded so far.</summary>
    public ValueArray<GivenVerdict> Verdicts => _verdicts.Verdicts;

    /// <summary>The next verdict is on this finding.</summary>
    public void Judge(Finding finding, string by) => _verdicts.Judge(finding, by);

    public ToolResult<GivenVerdict> GiveVerdict(StatedVerdict stated) => _verdicts.Give(stated);

    /// <summary>Notes that the finding that is judged stays without a verdict, and why.</summary>
    public void LeaveOpen(string reason) => _verdicts.LeaveOpen(reason);

    /// <summary>What the calls since the last call of this method left behind.</summary>
    public ValueArray<ToolNote> TakeNotes() => _notes.Take();

    /// <summary>Takes up what an earlier run of the task noted.</summary>
    public void Restore(ValueArray<ToolNote> notes)
    {
        foreach (var note in notes)
            Restore(note);
    }

    private void Restore(ToolNote note)
    {
        _ledger.Restore(note);
        if (note is ToolNote.FindingAccepted accepted)
            _findings.Restore(accepted.Finding);
        if (note is ToolNote.VerdictGiven given)
            _verdicts.Restore(given.Verdict);
        _saidWhatIsUnread |= note is ToolNote.FinishCalled;
    }

    /// <summary>Nothing counts as read any more; findings stay, since they were proven.</summary>
    public void ForgetReads() => _ledger.Forget();

    /// <summary>Ends the task, and says which files of the shard were not read to their end.</summary>
    public IReadOnlyList<FileCoverage> Finish()
    {
        IsFinished = true;
        return Unread;
    }

    /// <summary>As a model ends the task: the first time that files are unread, they are named instead.</summary>
    public IReadOnlyList<FileCoverage> CallFinish()
    {
        var unread = Unread;
        var accepted = unread.Count is 0 || _saidWhatIsUnread;
        _saidWhatIsUnread = true;
        IsFinished |= accepted;
        _notes.Add(new ToolNote.FinishCalled(accepted));
        return unread;
    }
}
