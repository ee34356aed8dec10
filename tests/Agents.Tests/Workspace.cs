using CodeReview.Agents.Engines;
using CodeReview.Agents.Tools;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;
using Microsoft.Extensions.Time.Testing;

namespace CodeReview.Agents.Tests;

/// <summary>A workspace on disk with one review and one shard, removed at the end of the test.</summary>
internal sealed class Workspace : IDisposable
{
    private static readonly ShardId Shard1 = ShardId.At(1);

    public Workspace() => Directory.CreateDirectory(Review.Repo);

    public static ReviewId ReviewId { get; } = TextValue.Parse<ReviewId>("sample");

    public static TaskId SecurityTask { get; } = new(AgentName.Security, Shard1);

    public string Root { get; } = Directory.CreateTempSubdirectory("codereview-").FullName;

    public WorkspaceLayout Layout => new(Root);

    public ReviewLayout Review => Layout.Review(ReviewId);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    /// <summary>Writes the files and the manifest that names them all; the shard holds those that are not under <c>other/</c>.</summary>
    public Shard Fill(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
            WorkspaceFile.WriteText(Path.Combine(Review.Repo, path), text);
        return Plan([.. files.Select(file => file.Path)]);
    }

    public Shard Plan(params string[] paths)
    {
        WorkspacePath[] sorted = [.. paths.Select(TextValue.Parse<WorkspacePath>).Order()];
        var manifest = new RepoManifest
        {
            Url = Url("https://example.test/owner/name"),
            Ref = "refs/heads/main",
            Commit = TextValue.Parse<CommitId>(new string('a', 40)),
            Files = sorted.Length,
            Bytes = 0,
            Entries = sorted.Select(path => new RepoFile(path, 1, new string('b', 40))).ToValueArray(),
            LeftOut = [],
        };
        WorkspaceFile.WriteJson(Review.RepoManifest, manifest, ProtocolJson.Indented.RepoManifest);
        var shard = new Shard
        {
            Id = Shard1,
            Bytes = 0,
            Files = sorted.Where(path => !path.Value.StartsWith("other/", StringComparison.Ordinal))
                .Select(path => new ShardFile(path, 1, LanguageOf(path))).ToValueArray(),
        };
        WorkspaceFile.WriteJson(Review.Shard(Shard1), shard, ProtocolJson.Indented.Shard);
        return shard;
    }

    public ReviewTools Tools(params (string Path, string Text)[] files) => new(Review, SecurityTask, Fill(files), Time);

    public EngineTask EngineTask(ReviewTools tools, string model = "rules") => new(Task(model), tools, Review);

    public static AgentTask Task(string model = "rules", AgentName? agent = null) =>
        new(ReviewId, new TaskId(agent ?? AgentName.Security, Shard1), Attempt: 1, model);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static RepositoryUrl Url(string text) => TextValue.Parse<RepositoryUrl>(text);

    private static string LanguageOf(WorkspacePath path) => path.Extension switch
    {
        ".cs" => "csharp",
        ".py" => "python",
        ".js" => "javascript",
        ".java" => "java",
        _ => "text",
    };
}
