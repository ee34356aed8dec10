using CodeReview.Orchestrator.Sources;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.Orchestrator.Tests.Sources;

public sealed class RepositorySourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestRepository _repository;
    private readonly RepositorySource _source = new(SourceAccess.OfUser, GitTokens.None);

    public RepositorySourceTests() => _repository = new TestRepository(Path.Combine(_folder.Path, "origin"));

    private ReviewLayout Layout => new(Path.Combine(_folder.Path, "review"));

    public void Dispose()
    {
        _repository.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_branch_an_annotated_tag_a_hash_and_head_lead_to_the_same_commit()
    {
        var sha = _repository.Commit(("a.cs", "class A;"));
        _repository.Tag("v1", sha);

        var pinned = new[] { await PinAsync(null), await PinAsync("main"), await PinAsync("v1"), await PinAsync(sha) };

        Assert.All(pinned, pin => Assert.Equal(sha, pin.Commit.Value));
        Assert.Equal(["refs/heads/main", "refs/heads/main", "refs/tags/v1", sha], pinned.Select(pin => pin.Ref));
        Assert.False(Directory.Exists(Layout.Folder));
    }

    [Fact]
    public async Task Hostile_entries_are_left_out_with_reasons_and_the_rest_is_written()
    {
        var blob = _repository.Blob("x");
        var inner = _repository.RawTree(new RawEntry("100644", "config", blob));
        _repository.CommitTree(_repository.RawTree(
            new("100644", "..", blob), new("40000", ".git", inner), new("100644", "../evil", blob), new("100644", "A.cs", blob),
            new("100644", "bell\a", blob), new("120000", "link", blob), new("160000", "module", blob),
            new("104755", "setuid", blob)));

        var checkedOut = await CheckOutAsync();

        Assert.Equal(["A.cs", "setuid"], checkedOut.Manifest.Entries.Select(file => file.Path.Value));
        Assert.Equal(6, checkedOut.Manifest.LeftOut.Count);
        Assert.Contains(new LeftOut("link", "symbolic link"), checkedOut.Manifest.LeftOut);
        Assert.Contains(new LeftOut("module", "submodule"), checkedOut.Manifest.LeftOut);
        Assert.Equal(["A.cs", "setuid"], Directory.EnumerateFileSystemEntries(Layout.Repo).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(Layout.Repo, "setuid")) & (UnixFileMode.SetUser | UnixFileMode.UserExecute));
        Assert.False(File.Exists(Path.Combine(Layout.Folder, "evil")));
    }

    [Fact]
    public async Task A_check_out_that_died_half_way_is_mended_by_the_next()
    {
        _repository.Commit(("src/a.cs", "class A;"), ("src/b.cs", "class B;"), ("c.txt", "text"));
        var first = await CheckOutAsync();
        File.Delete(Layout.RepoManifest);
        await File.WriteAllTextAsync(Path.Combine(Layout.Repo, "src/a.cs"), "cla");
        await File.WriteAllTextAsync(Path.Combine(Layout.Repo, "c.txt"), "longer than it was");
        File.Delete(Path.Combine(Layout.Repo, "src/b.cs"));

        var second = await CheckOutAsync();

        Assert.Equal(first.Digest, second.Digest);
        Assert.Equal("class A;", await File.ReadAllTextAsync(Path.Combine(Layout.Repo, "src/a.cs")));
        Assert.Equal("class B;", await File.ReadAllTextAsync(Path.Combine(Layout.Repo, "src/b.cs")));
        Assert.Equal("text", await File.ReadAllTextAsync(Path.Combine(Layout.Repo, "c.txt")));
    }

    [Fact]
    public async Task A_commit_over_a_limit_is_refused_before_anything_is_written()
    {
        _repository.Commit(("a", "1"), ("b", "2"));

        var files = await Assert.ThrowsAsync<InvalidRequestException>(() => CheckOutAsync(new ReviewOptions(MaxFiles: 1)));
        var bytes = await Assert.ThrowsAsync<InvalidRequestException>(() => CheckOutAsync(new ReviewOptions(MaxBytes: 1)));

        Assert.Contains("max_files", files.Message, StringComparison.Ordinal);
        Assert.Contains("max_bytes", bytes.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Layout.Folder));
    }

    [Fact]
    public async Task Files_that_the_base_has_too_are_marked_as_unchanged()
    {
        _repository.Commit(("same/a.cs", "class A;"), ("b.cs", "class B;"), ("moved.cs", "class C;"));
        _repository.Tag("v1", (await PinAsync("main")).Commit.Value);
        _repository.Commit(("same/a.cs", "class A;"), ("b.cs", "class Changed;"), ("new/moved.cs", "class C;"));

        var pinned = await _source.PinAsync(_repository.Url, null, "v1", default);
        var (manifest, _) = await _source.CheckOutAsync(_repository.Url, pinned, Layout, new ReviewOptions(), default);

        Assert.Equal(pinned.Since, manifest.Since);
        Assert.Equal(
            [("b.cs", null), ("new/moved.cs", null), ("same/a.cs", true)],
            manifest.Entries.Select(file => (file.Path.Value, file.Unchanged)));
    }

    [Fact]
    public async Task A_base_that_is_not_there_is_refused()
    {
        _repository.Commit(("a", "1"));

        await Assert.ThrowsAsync<InvalidRequestException>(() => _source.PinAsync(_repository.Url, null, "nothing", default));
    }

    [Fact]
    public async Task An_unknown_ref_is_answered_with_branches_that_exist()
    {
        _repository.Commit(("a", "1"));

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => PinAsync("mian"));

        Assert.Contains("'main'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "no folder")]
    [InlineData("file", "is a file")]
    [InlineData("plain", "not a git repository")]
    [InlineData("origin", "is empty")]
    public async Task A_place_without_commits_is_refused_by_what_it_is(string name, string said)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "file"), "");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "plain"));
        Assert.True(RepositoryUrl.TryParse($"file://{_folder.Path}/{name}", out var url, out _));

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => _source.PinAsync(url, null, null, default));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    private Task<PinnedCommit> PinAsync(string? gitRef) => _source.PinAsync(_repository.Url, gitRef, null, default);

    private async Task<CheckedOut> CheckOutAsync(ReviewOptions? options = null) =>
        await _source.CheckOutAsync(_repository.Url, await PinAsync(null), Layout, options ?? new ReviewOptions(), default);
}
