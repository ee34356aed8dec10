using CodeReview.Orchestrator.Sources;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.Orchestrator.Tests.Sources;

public sealed class RemoteSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestRepository _repository;
    private readonly GitHttpServer _server;

    public RemoteSourceTests()
    {
        _repository = new TestRepository(Path.Combine(_folder.Path, "origin.git"));
        _server = new GitHttpServer(_folder.Path);
    }

    public void Dispose()
    {
        _server.Dispose();
        _repository.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_served_commit_is_fetched_without_its_history()
    {
        _repository.Commit(("old.cs", "class Old;"));
        var sha = _repository.Commit(("src/a.cs", "class A;"));
        _repository.Tag("v1", sha);
        var source = new RepositorySource();
        var layout = new ReviewLayout(Path.Combine(_folder.Path, "review"));

        var head = await source.PinAsync(Url("origin"), null, default);
        var tag = await source.PinAsync(Url("origin"), "v1", default);
        var checkedOut = await source.CheckOutAsync(Url("origin"), tag, layout, new ReviewOptions(), default);

        Assert.Equal(("refs/heads/main", sha, sha), (head.Ref, head.Commit.Value, tag.Commit.Value));
        Assert.Equal("src/a.cs", Assert.Single(checkedOut.Manifest.Entries).Path.Value);
        Assert.Equal("class A;", await File.ReadAllTextAsync(Path.Combine(layout.Repo, "src/a.cs")));
    }

    [Fact]
    public async Task A_repository_that_the_server_does_not_know_is_refused() =>
        await Assert.ThrowsAsync<InvalidRequestException>(() => new RepositorySource().PinAsync(Url("nothing"), null, default));

    private RepositoryUrl Url(string name) =>
        RepositoryUrl.TryParse($"{_server.Address}/{name}", out var url, out var problem) ? url : throw new ArgumentException(problem);
}
