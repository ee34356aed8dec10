using System.Text;
using CodeReview.Protocol.Reviews;
using LibGit2Sharp;

namespace CodeReview.Testing;

/// <summary>An entry of a tree, written as it is: mode and name may be what git itself would refuse.</summary>
public sealed record RawEntry(string Mode, byte[] Name, ObjectId Id)
{
    public RawEntry(string mode, string name, ObjectId id)
        : this(mode, Encoding.UTF8.GetBytes(name), id)
    {
    }
}

/// <summary>A bare repository of this machine. The dates are fixed, so the same content is the same commit.</summary>
public sealed class TestRepository : IDisposable
{
    private static readonly Signature Author = new("Test", "test@example.org", new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly Repository _repository;

    public TestRepository(string folder)
    {
        Folder = folder;
        Repository.Init(folder, isBare: true);
        _repository = new Repository(folder);
        _repository.Refs.UpdateTarget("HEAD", "refs/heads/main");
    }

    public string Folder { get; }

    public RepositoryUrl Url => RepositoryUrl.TryParse($"file://{Folder}", out var url, out var problem) ? url : throw new ArgumentException(problem);

    public ObjectId Blob(string content) => Blob(Encoding.UTF8.GetBytes(content));

    public ObjectId Blob(byte[] content) => _repository.ObjectDatabase.CreateBlob(new MemoryStream(content)).Id;

    public ObjectId RawTree(params IEnumerable<RawEntry> entries)
    {
        var bytes = new MemoryStream();
        foreach (var entry in entries)
        {
            bytes.Write([.. Encoding.UTF8.GetBytes(entry.Mode), (byte)' ', .. entry.Name, 0]);
            bytes.Write(entry.Id.RawId);
        }

        bytes.Position = 0;
        return _repository.ObjectDatabase.Write<Tree>(bytes, bytes.Length);
    }

    public string CommitTree(ObjectId tree, string branch = "main")
    {
        var name = $"refs/heads/{branch}";
        var parents = _repository.Refs[name] is null ? Array.Empty<Commit>() : [_repository.Lookup<Commit>(name)];
        var commit = _repository.ObjectDatabase.CreateCommit(Author, Author, "A commit", _repository.Lookup<Tree>(tree), parents, prettifyMessage: false);
        _repository.Refs.Add(name, commit.Id, allowOverwrite: true);
        return commit.Sha;
    }

    public string Commit(params IEnumerable<(string Path, string Content)> files)
    {
        var definition = new TreeDefinition();
        foreach (var (path, content) in files)
            definition.Add(path, _repository.Lookup<Blob>(Blob(content)), Mode.NonExecutableFile);
        return CommitTree(_repository.ObjectDatabase.CreateTree(definition).Id);
    }

    /// <summary>Forgets a branch, and with it every commit that no other one has.</summary>
    public void Forget(string branch) => _repository.Refs.Remove($"refs/heads/{branch}");

    public void Tag(string name, string commit) => _repository.Tags.Add(name, commit, Author, "A tag");

    public void Configure(string key, string value) => _repository.Config.Set(key, value);

    public void Dispose() => _repository.Dispose();
}
