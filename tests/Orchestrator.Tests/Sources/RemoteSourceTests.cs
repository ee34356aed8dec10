using System.Net;
using System.Net.Sockets;
using CodeReview.Orchestrator.Sources;
using CodeReview.Orchestrator.Sources.Servers;
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
    private readonly RepositorySource _source;

    public RemoteSourceTests()
    {
        _repository = new TestRepository(Path.Combine(_folder.Path, "origin.git"));
        _server = new GitHttpServer(_folder.Path);
        _source = new RepositorySource(Terms, Store);
    }

    private static ServerTerms Terms { get; } = new(SourceAccess.OfUser, GitTokens.None, Dns.GetHostAddressesAsync, TimeProvider.System);

    private ObjectStore Store => new(Path.Combine(_folder.Path, "objects"));

    private ReviewLayout Layout => new(Path.Combine(_folder.Path, "review"));

    private RepositoryUrl Origin => Url($"{_server.Address}/origin");

    public void Dispose()
    {
        _server.Dispose();
        _repository.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Head_a_branch_and_an_annotated_tag_are_found_and_their_files_written(bool knowsVersion2)
    {
        _server.KnowsVersion2 = knowsVersion2;
        _repository.Commit(("old.cs", "class Old;"));
        var sha = _repository.Commit(("src/a.cs", "class A;"));
        _repository.Tag("v1", sha);

        var pinned = new[] { await _source.PinAsync(Origin, null, null, default), await _source.PinAsync(Origin, "main", null, default), await _source.PinAsync(Origin, "v1", null, default) };
        var checkedOut = await _source.CheckOutAsync(Origin, pinned[2], Layout, new ReviewOptions(), default);

        Assert.All(pinned, pin => Assert.Equal(sha, pin.Commit.Value));
        Assert.Equal(["refs/heads/main", "refs/heads/main", "refs/tags/v1"], pinned.Select(pin => pin.Ref));
        Assert.Equal("src/a.cs", Assert.Single(checkedOut.Manifest.Entries).Path.Value);
        Assert.Equal("class A;", await File.ReadAllTextAsync(Path.Combine(Layout.Repo, "src/a.cs")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_is_fetched_without_its_history_and_without_other_branches(bool knowsVersion2)
    {
        _server.KnowsVersion2 = knowsVersion2;
        var parent = _repository.Commit(("a.cs", "class Old;"));
        var sha = _repository.Commit(("a.cs", "class A;"));
        var other = _repository.CommitTree(_repository.RawTree(new RawEntry("100644", "b.cs", _repository.Blob("class B;"))), "other");
        var pinned = await _source.PinAsync(Origin, null, null, default);

        using var fetched = await RemoteCommit.FetchAsync(Origin, pinned, new ReviewOptions(), Terms, Store, default);

        using var local = new Repository(fetched.Folder);
        Assert.NotNull(local.Lookup(sha));
        Assert.Null(local.Lookup(parent));
        Assert.Null(local.Lookup(other));
    }

    [Fact]
    public async Task A_commit_that_its_branch_has_left_is_fetched_by_its_hash()
    {
        _repository.Commit(("a.cs", "class A;"));
        var pinned = await _source.PinAsync(Origin, null, null, default);
        _repository.Commit(("a.cs", "class B;"));

        await _source.CheckOutAsync(Origin, pinned, Layout, new ReviewOptions(), default);

        Assert.Equal("class A;", await File.ReadAllTextAsync(Path.Combine(Layout.Repo, "a.cs")));
    }

    [Fact]
    public async Task A_commit_that_its_server_no_longer_gives_is_refused_by_that_reason()
    {
        _server.KnowsVersion2 = false;
        _repository.Commit(("a.cs", "class A;"));
        _repository.CommitTree(_repository.RawTree(new RawEntry("100644", "b.cs", _repository.Blob("class B;"))), "topic");
        var pinned = await _source.PinAsync(Origin, "topic", null, default);
        _repository.Forget("topic");

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => _source.CheckOutAsync(Origin, pinned, Layout, new ReviewOptions(), default));

        Assert.Contains("the ref has moved", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Layout.Folder));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_comes_in_one_fetch_with_the_one_that_it_is_compared_with(bool knowsVersion2)
    {
        _server.KnowsVersion2 = knowsVersion2;
        _repository.Tag("v1", _repository.Commit(("a.cs", "class A;"), ("b.cs", "class B;")));
        _repository.Commit(("a.cs", "class A;"), ("b.cs", "class Changed;"));

        var (manifest, _) = await _source.CheckOutAsync(Origin, await _source.PinAsync(Origin, null, "v1", default), Layout, new ReviewOptions(), default);

        Assert.Equal([("a.cs", true), ("b.cs", null)], manifest.Entries.Select(file => (file.Path.Value, file.Unchanged)));
        Assert.Equal(1, _server.Fetches);
    }

    [Fact]
    public async Task The_same_commit_is_fetched_once_for_two_reviews()
    {
        _repository.Commit(("a.cs", "class A;"));
        var pinned = await _source.PinAsync(Origin, null, null, default);

        await _source.CheckOutAsync(Origin, pinned, Layout, new ReviewOptions(), default);
        await new RepositorySource(Terms, Store).CheckOutAsync(Origin, pinned, new ReviewLayout(Path.Combine(_folder.Path, "second")), new ReviewOptions(), default);

        Assert.Equal(1, _server.Fetches);
        Assert.Equal("class A;", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "second/repo/a.cs")));
    }

    [Fact]
    public async Task Kept_objects_that_are_damaged_are_fetched_anew_by_the_next_attempt()
    {
        _repository.Commit(("a.cs", "class A;"));
        var pinned = await _source.PinAsync(Origin, null, null, default);
        (await FetchAsync(pinned, new ReviewOptions())).Dispose();
        var pack = Assert.Single(Directory.EnumerateFiles(_folder.Path, "*.pack", SearchOption.AllDirectories), path => path.Contains("objects", StringComparison.Ordinal));
        File.Delete(pack);
        await File.WriteAllBytesAsync(pack, new byte[100]);

        await Assert.ThrowsAsync<EnvironmentException>(() => _source.CheckOutAsync(Origin, pinned, Layout, new ReviewOptions(), default));
        await _source.CheckOutAsync(Origin, pinned, Layout, new ReviewOptions(), default);

        Assert.Equal((2, "class A;"), (_server.Fetches, await File.ReadAllTextAsync(Path.Combine(Layout.Repo, "a.cs"))));
    }

    [Fact]
    public async Task A_hash_that_a_branch_names_is_fetched_from_a_server_that_gives_no_hashes()
    {
        _server.KnowsVersion2 = false;
        var sha = _repository.Commit(("a.cs", "class A;"));

        var checkedOut = await _source.CheckOutAsync(Origin, await _source.PinAsync(Origin, sha, null, default), Layout, new ReviewOptions(), default);

        Assert.Equal((sha, sha), (checkedOut.Manifest.Commit.Value, checkedOut.Manifest.Ref));
    }

    [Fact]
    public async Task A_hash_that_the_server_does_not_know_is_refused()
    {
        _repository.Commit(("a.cs", "class A;"));
        var pinned = await _source.PinAsync(Origin, new string('1', 40), null, default);

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => _source.CheckOutAsync(Origin, pinned, Layout, new ReviewOptions(), default));

        Assert.Contains("has no commit 1111", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_over_the_limit_is_refused_while_it_is_fetched()
    {
        var random = new byte[1 << 20];
        new Random(1).NextBytes(random);
        _repository.CommitTree(_repository.RawTree(new RawEntry("100644", "a", _repository.Blob(random))));
        var pinned = await _source.PinAsync(Origin, null, null, default);

        var bytes = await Assert.ThrowsAsync<InvalidRequestException>(() => FetchAsync(pinned, new ReviewOptions(MaxBytes: 1000)));
        var objects = await Assert.ThrowsAsync<InvalidRequestException>(() => FetchAsync(pinned, new ReviewOptions(Limits: new CloneLimits(MaxObjects: 2))));

        Assert.Contains("max_bytes (1000)", bytes.Message, StringComparison.Ordinal);
        Assert.Contains("3 objects, where limits.max_objects allows 2", objects.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder.Path, "objects")));
    }

    [Fact]
    public async Task A_repository_that_the_server_does_not_know_is_refused() =>
        await Assert.ThrowsAsync<InvalidRequestException>(() => _source.PinAsync(Url($"{_server.Address}/nothing"), null, null, default));

    [Fact]
    public async Task An_empty_repository_is_refused_as_such()
    {
        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => _source.PinAsync(Origin, null, null, default));

        Assert.Contains("is empty", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://no-such-host-404.invalid/owner/name")]
    [InlineData("http://127.0.0.1:1/owner/name")]
    public async Task A_server_that_cannot_be_reached_is_worth_another_try(string address) =>
        await Assert.ThrowsAsync<EnvironmentException>(() => _source.PinAsync(Url(address), null, null, default));

    [Fact]
    public async Task Cancellation_does_not_wait_for_a_silent_server()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var url = Url($"http://{silent.LocalEndpoint}/owner/name");
        Assert.True(CommitId.TryParse(new string('1', 40), out var commit, out _));
        using var cancelled = new CancellationTokenSource();

        var pin = _source.PinAsync(url, null, null, cancelled.Token);
        var checkOut = _source.CheckOutAsync(url, new PinnedCommit(commit, "refs/heads/main"), Layout, new ReviewOptions(), cancelled.Token);
        using var first = await silent.AcceptTcpClientAsync();
        using var second = await silent.AcceptTcpClientAsync();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pin.WaitAsync(TimeSpan.FromSeconds(20)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => checkOut.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.False(Directory.Exists(Layout.Folder));
    }

    private Task<KeptObjects> FetchAsync(PinnedCommit pinned, ReviewOptions options) =>
        RemoteCommit.FetchAsync(Origin, pinned, options, Terms, Store, default);

    private static RepositoryUrl Url(string address) =>
        RepositoryUrl.TryParse(address, out var url, out var problem) ? url : throw new ArgumentException(problem);
}
