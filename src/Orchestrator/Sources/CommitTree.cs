using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using LibGit2Sharp;

namespace CodeReview.Orchestrator.Sources;

/// <summary>
/// What a commit's tree holds, sorted into what can be written and what is left out. The limits are checked on the way, by the
/// sizes in the objects' heads: a dozen small objects can name ten thousand million files.
/// </summary>
internal sealed class CommitTree
{
    private readonly Repository _repository;
    private readonly RepositoryUrl _url;
    private readonly ReviewOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly StringComparer _names;
    private readonly List<RepoFile> _files = [];
    private readonly List<LeftOut> _leftOut = [];
    private long _entries;
    private long _bytes;

    private CommitTree(
        Repository repository, RepositoryUrl url, ReviewOptions options, StringComparer names, CancellationToken cancellationToken)
    {
        _names = names;
        _repository = repository;
        _url = url;
        _options = options;
        _cancellationToken = cancellationToken;
    }

    /// <param name="folder">A repository that has the commit.</param>
    /// <param name="url">Where it came from.</param>
    /// <param name="pinned">The commit, and the one that it is compared with.</param>
    /// <param name="options">What bounds it.</param>
    /// <param name="names">
    /// Which names are one to the file system that is written to. Only where that folds case are names left out that differ in
    /// nothing else: on the mount and in the bucket they are two, and each is reviewed.
    /// </param>
    /// <param name="cancellationToken">Ends the listing early.</param>
    public static (IReadOnlyList<RepoFile> Files, IReadOnlyList<LeftOut> LeftOut) List(
        string folder, RepositoryUrl url, PinnedCommit pinned, ReviewOptions options, StringComparer names, CancellationToken cancellationToken)
    {
        using var repository = new Repository(folder);
        try
        {
            var since = pinned.Since is { } commit ? TreeOf(repository, url, commit) : null;
            var tree = new CommitTree(repository, url, options, names, cancellationToken);
            tree.Visit(TreeOf(repository, url, pinned.Commit), since, "", depth: 1);
            return (tree._files, tree.LeftOutByUniquePaths());
        }
        catch (NotFoundException e) when (url.IsLocal)
        {
            throw LocalRefs.Incomplete(url, repository, pinned, e);
        }
    }

    private static Tree TreeOf(Repository repository, RepositoryUrl url, CommitId commit) =>
        repository.Lookup<Commit>(commit.Value)?.Tree ?? throw Missing(url, commit);

    // What was fetched had the commit, so it is damaged by now.
    private static Exception Missing(RepositoryUrl url, CommitId commit) => url.IsLocal
        ? new InvalidRequestException($"The repository '{Shown.Of(url.Value)}' has no commit {commit}: fetch it there first.")
        : new NotFoundException($"commit {commit} is missing");

    // Coverage tells entries apart by their paths: a second entry of a name must not speak for the file that was written.
    private List<LeftOut> LeftOutByUniquePaths()
    {
        var paths = _files.Select(file => file.Path.Value).ToHashSet(StringComparer.Ordinal);
        // Counted on from the last one: a tree may name one entry a hundred thousand times.
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var unique = new List<LeftOut>(_leftOut.Count);
        foreach (var entry in _leftOut)
        {
            var path = entry.Path;
            while (!paths.Add(path))
                path = $"{entry.Path} (entry {numbers[entry.Path] = numbers.GetValueOrDefault(entry.Path, 1) + 1})";
            unique.Add(entry with { Path = path });
        }

        return unique;
    }

    private void Visit(Tree tree, Tree? since, string prefix, int depth)
    {
        if (depth > _options.EffectiveLimits.MaxDepth)
            throw new InvalidRequestException($"'{Shown.Of(_url.Value)}' nests folders deeper than {_options.EffectiveLimits.MaxDepth}, at '{Shown.Of(prefix)}': raise limits.max_depth to review it.");
        var taken = new HashSet<string>(_names);
        foreach (var entry in tree)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (++_entries > _options.MaxFiles)
                throw new InvalidRequestException($"The commit of '{Shown.Of(_url.Value)}' has more than {_options.MaxFiles} files and folders: raise max_files to review it.");

            var path = prefix + entry.Name;
            if (ReasonToLeave(entry, path, taken, out var valid) is { } reason)
                _leftOut.Add(new LeftOut(Shown.Of(path, maxLength: 1000), reason));
            else
                Add(entry, since?[entry.Name], valid, depth);
        }
    }

    private void Add(TreeEntry entry, TreeEntry? before, WorkspacePath path, int depth)
    {
        var isFolder = entry.TargetType is TreeEntryTargetType.Tree;
        var target = MetadataOf(entry, path);
        // A tree may call a file a folder; libgit2 would then show an empty one, and the entry would be lost without a word.
        if (target.Type != (isFolder ? ObjectType.Tree : ObjectType.Blob))
            _leftOut.Add(new LeftOut(path.Value, $"its mode says {(isFolder ? "folder" : "file")}, its object is a {target.Type.ToString().ToLowerInvariant()}"));
        else if (isFolder)
            Visit((Tree)entry.Target, before?.Target as Tree, path.Value + "/", depth + 1);
        else
            AddFile(new RepoFile(path, target.Size, entry.Target.Id.Sha, before is { TargetType: TreeEntryTargetType.Blob } && before.Target.Id == entry.Target.Id ? true : null));
    }

    private GitObjectMetadata MetadataOf(TreeEntry entry, WorkspacePath path)
    {
        try
        {
            return _repository.ObjectDatabase.RetrieveObjectMetadata(entry.Target.Id);
        }
        catch (NotFoundException e)
        {
            throw new NotFoundException($"'{path}' is in the commit, and its content is not there", e);
        }
    }

    private static string? ReasonToLeave(TreeEntry entry, string path, HashSet<string> taken, out WorkspacePath valid)
    {
        var isFolder = entry.TargetType is TreeEntryTargetType.Tree;
        var parsed = WorkspacePath.TryParse(path, out valid, out var problem);
        if (entry.Name.Contains('/', StringComparison.Ordinal))
            return "the name of one entry holds a slash";
        if (!parsed)
            return isFolder ? $"{problem} Nothing below it was written." : problem;
        if (!taken.Add(entry.Name))
            return $"another entry of its folder has this name to the file system of the workspace{(isFolder ? "; nothing below it was written" : "")}";
        if (entry.Mode is Mode.SymbolicLink)
            return "symbolic link";
        return entry.Mode is Mode.GitLink || entry.TargetType is TreeEntryTargetType.GitLink ? "submodule" : null;
    }

    private void AddFile(RepoFile file)
    {
        if (file.Bytes > _options.EffectiveLimits.MaxWrittenFileBytes)
        {
            _leftOut.Add(new LeftOut(file.Path.Value, $"too large: {file.Bytes} bytes, limits.max_written_file_bytes is {_options.EffectiveLimits.MaxWrittenFileBytes}"));
            return;
        }

        _bytes += file.Bytes;
        if (_bytes > _options.MaxBytes)
            throw new InvalidRequestException($"The files of '{Shown.Of(_url.Value)}' have more than {_options.MaxBytes} bytes together: raise max_bytes to review it.");
        _files.Add(file);
    }
}
