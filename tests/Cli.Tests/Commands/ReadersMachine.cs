using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.Cli.Tests.Commands;

/// <summary>
/// What a reader of the documents has: a repository with a tag and a branch, two finished reviews, decisions, a fleet with a bucket, and a model that reads
/// all files and has nothing to say. All of it is on this machine, and gone afterwards.
/// </summary>
public sealed class ReadersMachine : IAsyncLifetime, IDisposable
{
    private const string Bucket = "reviews-bucket";
    private readonly TemporaryFolder _folder = new();
    private FakeAws _aws = null!;
    private FakeBedrock _bedrock = null!;

    private string Repository => Path.Combine(_folder.Path, "repository");

    private string Decisions => Path.Combine(_folder.Path, "mine.json");

    private string Baseline => Path.Combine(_folder.Path, "baseline.json");

    private string Finished => Path.Combine(_folder.Path, "finished");

    public async Task InitializeAsync()
    {
        using (var repository = SampleRepository.Create(Repository, files: 2))
        {
            repository.Tag("v1.2", repository.Commit(("src/Orders.cs", SampleRepository.Vulnerable), ("README.md", "# Sample\n")));
            repository.CommitTree(repository.RawTree(new RawEntry("100644", "Other.cs", repository.Blob(SampleRepository.Vulnerable))), "topic");
        }

        _bedrock = await FakeBedrock.StartAsync(request => ToolUse.AnswersIn(request) is 0 && ToolUse.ReadAll(request) is { Count: > 0 } reads ? reads : [ToolUse.Finish]);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "models.json"), _bedrock.Settings);
        _aws = await FakeAws.StartAsync(context => FakeAws.Answer(Answer())(context));
        PutResults();
        foreach (var id in (string[])["old-review", "new-review"])
        {
            var (status, _, error) = await new CommandLine(Finished).RunAsync("review", Repository, "--id", id);
            Assert.True(status is 0, error);
        }

        await File.WriteAllTextAsync(Decisions, """{ "rules": [ { "rule": "documentation/*", "severity": "MEDIUM" } ] }""");
        await File.WriteAllTextAsync(Baseline, (await new CommandLine(Finished).RunAsync("baseline", "old-review")).Output);
    }

    public async Task DisposeAsync()
    {
        await _aws.DisposeAsync();
        await _bedrock.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A workspace of a document's own, with the finished reviews in it.</summary>
    internal string NewWorkspace()
    {
        var workspace = Path.Combine(_folder.Path, Guid.NewGuid().ToString("n"));
        foreach (var file in Directory.EnumerateFiles(Finished, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(workspace, Path.GetRelativePath(Finished, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return workspace;
    }

    /// <summary>The command with values of this machine for the placeholders.</summary>
    internal string[] ArgumentsOf(DocumentedCommand command) => [.. command.Words.Select(word => ValueOf(word, command.IsRemote))];

    /// <summary>Runs a command over a workspace; null where all is well, else what was wrong.</summary>
    internal async Task<string?> TryAsync(DocumentedCommand command, string workspace)
    {
        var machine = new Dictionary<string, string>(command.Variables)
        {
            ["CODEREVIEW_WORKSPACE"] = workspace,
            ["CODEREVIEW_MODELS"] = Path.Combine(_folder.Path, "models.json"),
            ["OPENAI_API_KEY"] = "not-a-real-one",
        };
        foreach (var (name, value) in _aws.Variables)
            machine[name] = value;
        var (status, _, error) = await new CommandLine(workspace) { NamesWorkspace = false, Variables = machine }.RunAsync(ArgumentsOf(command));
        var isRight = status is 0 || (status is 1 && command.Words.Contains("--fail-on"));
        return isRight ? null : $"codereview {command.Text}: exit status {status}. {error}";
    }

    // What stands for a value of the reader's.
    private string ValueOf(string word, bool isRemote) => word switch
    {
        "URL" or "https://github.com/owner/name" => isRemote ? "https://example.org/some/name" : Repository,
        "../some/repository" or "." => Repository,
        "ID" or "NEW" => "new-review",
        "OLD" => "old-review",
        "N" => "3",
        "NAME" => Bucket,
        "DIR" => Finished,
        "reviews" => Path.Combine(_folder.Path, "reviews"),
        "mine.json" => Decisions,
        "baseline.json" => Baseline,
        _ => word,
    };

    private ReviewResponse Answer() =>
        _aws.Invoked.Last().Text.Contains("\"cancel\"", StringComparison.Ordinal) ? Some.Running() with { Status = ReviewStatus.Cancelled } : Some.Complete();

    private void PutResults()
    {
        foreach (var (name, path) in Some.Complete().Results!)
        {
            _aws.Objects[$"{Bucket}/workspace/{path}"] = name is "summary"
                ? WorkspaceFile.ToJson(Some.Complete().Summary!, ProtocolJson.Indented.ReviewSummary)
                : "A report."u8.ToArray();
        }
    }
}
