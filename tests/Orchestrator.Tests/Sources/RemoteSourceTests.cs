using System.Net;
using System.Net.Sockets;
using CodeReview.Orchestrator.Sources;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;
using LibGit2Sharp;

namespace CodeReview.Orchestrator.Tests.Sources;

public sealed class RemoteSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestRepository _repository;
    private readonly GitHttpServer _server;
    private readonly RepositorySource _source = new();

    public RemoteSourceTests()
    {
        _repository = new TestRepository(Path.Combine(_folder.Path, "origin.git"));
        _server = new GitHttpServer(_folder.Path);
    }

    private ReviewLayout Layout => new(Path.Combine(_folder.Path, "review"));

    private RepositoryUrl Origin => Url($"{_server.Address}/origin");

    public void Dispose()
    {
        _server.Dispose();
        _repository.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Head_a_branch_and_an_annotated_tag_are_found_and_their_files_written()
    {
        _repository.Commit(("old.cs", "class Old;"));
        var sha = _repository.Commit(("src/a.cs", "class A;"));
        _repository.Tag("v1", sha);

        var pinned = new[] { await _source.PinAsync(Origin, null, default), await _source.PinAsync(Origin, "main", default), await _source.PinAsync(Origin, "v1", default) };
        var checkedOut = await _source.CheckOutAsync(Origin, pinned[2], Layout, new ReviewOptions(), default);

        Assert.All(pinned, pin => Assert.Equal(sha, pin.Commit.Value));
        Assert.Equal(["refs/heads/main", "refs/heads/main", "refs/tags/v1"], pinned.Select(pin => pin.Ref));
        Assert.Equal("src/a.cs", Assert.Single(checkedOut.Manifest.Entries).Path.Value);
        Assert.Equal("class A;", await File.ReadAllTextAsync(Path.Combine(Layout.Repo, "src/a.cs")));
    }

    [Fact]
    public async Task A_commit_is_fetched_without_its_history_and_without_other_branches()
    {
        var parent = _repository.Commit(("a.cs", "class Old;"));
        var sha = _repository.Commit(("a.cs", "class A;"));
        var other = _repository.CommitTree(_repository.RawTree(new RawEntry("100644", "b.cs", _repository.Blob("class B;"))), "other");
        string folder;

        using (var fetched = RemoteCommit.Fetch(Origin, await _source.PinAsync(Origin, null, default), new ReviewOptions(), default))
        using (var local = new Repository(folder = fetched.Folder))
        {
            Assert.NotNull(local.Lookup(sha));
            Assert.Null(local.Lookup(parent));
            Assert.Null(local.Lookup(other));
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_commit_that_its_branch_has_left_is_fetched_by_its_hash()
    {
        _repository.Configure("uploadpack.allowReachableSHA1InWant", "true");
        _repository.Commit(("a.cs", "class A;"));
        var pinned = await _source.PinAsync(Origin, null, default);
        _repository.Commit(("a.cs", "class B;"));

        await _source.CheckOutAsync(Origin, pinned, Layout, new ReviewOptions(), default);

        Assert.Equal("class A;", await File.ReadAllTextAsync(Path.Combine(Layout.Repo, "a.cs")));
    }

    [Fact]
    public async Task A_branch_that_moved_on_a_server_that_gives_no_hashes_is_refused_by_that_reason()
    {
        _repository.Commit(("a.cs", "class A;"));
        var pinned = await _source.PinAsync(Origin, null, default);
        _repository.Commit(("a.cs", "class B;"));

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => _source.CheckOutAsync(Origin, pinned, Layout, new ReviewOptions(), default));

        Assert.Contains("the ref has moved", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Layout.Folder));
    }

    [Fact]
    public async Task A_hash_that_a_branch_names_is_fetched_from_a_server_that_gives_no_hashes()
    {
        var sha = _repository.Commit(("a.cs", "class A;"));

        var checkedOut = await _source.CheckOutAsync(Origin, await _source.PinAsync(Origin, sha, default), Layout, new ReviewOptions(), default);

        Assert.Equal((sha, sha), (checkedOut.Manifest.Commit.Value, checkedOut.Manifest.Ref));
    }

    [Fact]
    public async Task A_hash_that_the_server_does_not_know_is_refused()
    {
        _repository.Commit(("a.cs", "class A;"));
        var pinned = await _source.PinAsync(Origin, new string('1', 40), default);

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => _source.CheckOutAsync(Origin, pinned, Layout, new ReviewOptions(), default));

        Assert.Contains("has no commit 1111", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_over_the_limit_is_refused_while_it_is_fetched()
    {
        var random = new byte[1 << 20];
        new Random(1).NextBytes(random);
        _repository.CommitTree(_repository.RawTree(new RawEntry("100644", "a", _repository.Blob(random))));
        var pinned = await _source.PinAsync(Origin, null, default);

        var refused = Assert.Throws<InvalidRequestException>(() => RemoteCommit.Fetch(Origin, pinned, new ReviewOptions(MaxBytes: 1000), default));

        Assert.Contains("max_bytes (1000)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_that_the_server_does_not_know_is_refused() =>
        await Assert.ThrowsAsync<InvalidRequestException>(() => _source.PinAsync(Url($"{_server.Address}/nothing"), null, default));

    [Fact]
    public async Task An_empty_repository_is_refused_as_such()
    {
        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => _source.PinAsync(Origin, null, default));

        Assert.Contains("is empty", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://no-such-host-404.invalid/owner/name")]
    [InlineData("http://127.0.0.1:1/owner/name")]
    public async Task A_server_that_cannot_be_reached_is_worth_another_try(string address) =>
        await Assert.ThrowsAsync<EnvironmentException>(() => _source.PinAsync(Url(address), null, default));

    [Fact]
    public async Task Cancellation_does_not_wait_for_a_silent_server()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var url = Url($"http://{silent.LocalEndpoint}/owner/name");
        Assert.True(CommitId.TryParse(new string('1', 40), out var commit, out _));
        using var cancelled = new CancellationTokenSource();

        var pin = _source.PinAsync(url, null, cancelled.Token);
        var checkOut = _source.CheckOutAsync(url, new PinnedCommit(commit, "refs/heads/main"), Layout, new ReviewOptions(), cancelled.Token);
        using var first = await silent.AcceptTcpClientAsync();
        using var second = await silent.AcceptTcpClientAsync();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pin.WaitAsync(TimeSpan.FromSeconds(20)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => checkOut.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.False(Directory.Exists(Layout.Folder));
    }

    private static RepositoryUrl Url(string address) =>
        RepositoryUrl.TryParse(address, out var url, out var problem) ? url : throw new ArgumentException(problem);
}
