using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Tools;

/// <summary>
/// The files of the review as the manifest names them. The work tree is never listed: what stands there beside the manifest
/// is none of the commit's.
/// </summary>
internal sealed class ReviewFiles(ReviewLayout review, Shard shard, ReadLedger ledger)
{
    private const int BinaryProbe = 8_000;
    private readonly RepoJail _jail = new(review.Repo);
    private readonly HashSet<WorkspacePath> _shard = [.. shard.Files.Select(file => file.Path)];
    private readonly Lazy<Manifest> _manifest = new(() => new Manifest(WorkspaceFile.ReadJson(review.RepoManifest, ProtocolJson.Default.RepoManifest)));
    private (WorkspacePath Path, SourceText Source)? _last;

    public Shard Shard => shard;

    /// <summary>Every file of the review, sorted by path. The first call reads the manifest.</summary>
    public IReadOnlyList<RepoFile> All => _manifest.Value.Files;

    /// <summary>The file that a caller names, or why there is none.</summary>
    public ToolResult<WorkspacePath> Find(string path)
    {
        if (!WorkspacePath.TryParse(path, out var found, out var problem))
            return new Refusal(problem);
        return _shard.Contains(found) || _manifest.Value.Paths.Contains(found)
            ? found
            : new Refusal($"'{Shown.Of(path)}' is no file of this review: list_files shows those that are.");
    }

    /// <summary>The text of a file that is to be reviewed. What cannot be read is noted, and why.</summary>
    public ToolResult<SourceText> Open(WorkspacePath path)
    {
        var opened = Peek(path);
        if (opened.IsAnswer(out _, out var refusal))
            return opened;
        if (refusal is Unreviewable)
            ledger.Skipped(path, refusal.Reason);
        else
            ledger.NotReached(path, refusal.Reason);
        return opened;
    }

    /// <summary>The text of a file, with no note of it: a search looks at files without reviewing them.</summary>
    public ToolResult<SourceText> Peek(WorkspacePath path)
    {
        if (_last is { } last && last.Path == path)
            return last.Source;
        if (!_jail.Read(path).IsAnswer(out var content, out var refusal))
            return refusal;
        if (content.AsSpan(0, Math.Min(BinaryProbe, content.Length)).Contains((byte)0))
            return new Unreviewable("binary");
        var source = SourceText.Decode(content);
        _last = (path, source);
        return source;
    }

    private sealed class Manifest(RepoManifest manifest)
    {
        public IReadOnlyList<RepoFile> Files { get; } = manifest.Entries;

        public HashSet<WorkspacePath> Paths { get; } = [.. manifest.Entries.Select(file => file.Path)];
    }
}
