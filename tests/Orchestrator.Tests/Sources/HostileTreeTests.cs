using System.Text;
using CodeReview.Orchestrator.Sources;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.Orchestrator.Tests.Sources;

/// <summary>Trees that git itself would not make. Whatever they hold, good files beside them are written, and nothing outside.</summary>
public sealed class HostileTreeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestRepository _repository;

    public HostileTreeTests() => _repository = new TestRepository(Path.Combine(_folder.Path, "origin"));

    private ReviewLayout Layout => new(Path.Combine(_folder.Path, "workspace", "review"));

    public void Dispose()
    {
        _repository.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("../evil")]
    [InlineData("/evil")]
    [InlineData("a/b")]
    [InlineData("a\\..\\evil")]
    [InlineData("C:evil")]
    [InlineData(".git")]
    [InlineData(".GIT")]
    [InlineData("git~1")]
    [InlineData(".git.")]
    [InlineData(".g\u200cit")]
    [InlineData("line\nbreak")]
    [InlineData("escape\u001b[31m")]
    [InlineData("bidi\u202etxt")]
    public async Task A_name_that_no_path_may_have_is_left_out(string name)
    {
        var blob = _repository.Blob("evil");
        var inner = _repository.RawTree(new RawEntry("100644", "config", blob));

        AssertOnlyGoodWithOneLeftOut(await CheckOutAsync("file", new RawEntry("100644", name, blob)));
        Directory.Delete(Layout.Folder, recursive: true);
        AssertOnlyGoodWithOneLeftOut(await CheckOutAsync("folder", new RawEntry("40000", name, inner)));
    }

    [Fact]
    public async Task A_name_that_is_not_utf8_is_left_out() =>
        AssertOnlyGoodWithOneLeftOut(await CheckOutAsync("main", new RawEntry("100644", [0x61, 0xff, 0xfe], _repository.Blob("x"))));

    [Fact]
    public async Task A_name_of_256_bytes_is_left_out() =>
        AssertOnlyGoodWithOneLeftOut(await CheckOutAsync("main", new RawEntry("100644", new string('n', 256), _repository.Blob("x"))));

    [Fact]
    public async Task A_submodule_is_left_out() =>
        AssertOnlyGoodWithOneLeftOut(await CheckOutAsync("main", new RawEntry("160000", "module", _repository.Blob("x"))));

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../..")]
    public async Task A_symbolic_link_is_left_out(string target) =>
        AssertOnlyGoodWithOneLeftOut(await CheckOutAsync("main", new RawEntry("120000", "link", _repository.Blob(target))));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_written_through_a_link_and_a_folder_of_one_name(bool linkFirst)
    {
        var link = new RawEntry("120000", "d", _repository.Blob("../.."));
        var folder = new RawEntry("40000", "d", _repository.RawTree(new RawEntry("100644", "evil", _repository.Blob("evil"))));

        await CheckOutAsync("main", linkFirst ? [link, folder] : [folder, link]);

        Assert.DoesNotContain(Written(), path => path.EndsWith("evil", StringComparison.Ordinal) && !path.StartsWith("review/repo/d/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_of_two_entries_with_one_name_is_written()
    {
        var tree = await CheckOutAsync("main", new RawEntry("100644", "twice", _repository.Blob("one")), new RawEntry("100644", "twice", _repository.Blob("two")));

        Assert.Equal("twice (entry 2)", Assert.Single(tree.LeftOut).Path);
        Assert.Equal("one", await File.ReadAllTextAsync(Path.Combine(Layout.Repo, "twice")));
    }

    [Fact]
    public async Task A_name_that_a_tree_repeats_fifty_thousand_times_takes_no_longer_than_as_many_names()
    {
        var blob = _repository.Blob("x");

        var tree = await CheckOutAsync("main", [.. Enumerable.Repeat(new RawEntry("100644", "same", blob), 50_000)]).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Contains(tree.LeftOut, entry => entry.Path is "same (entry 50000)");
        Assert.Equal(49_999, tree.LeftOut.Select(entry => entry.Path).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Names_that_differ_in_case_only_are_both_written_where_the_file_system_tells_them_apart()
    {
        var tree = await CheckOutAsync("main", new RawEntry("100644", "Name", _repository.Blob("one")), new RawEntry("100644", "name", _repository.Blob("two")));

        var written = Directory.EnumerateFiles(Layout.Repo).Select(Path.GetFileName).Count(name => name!.Equals("name", StringComparison.OrdinalIgnoreCase));
        Assert.Equal((written, 3), (tree.Entries.Count - 1, tree.Entries.Count + tree.LeftOut.Count));
        Assert.Equal(written is 2, FileNames.Of(Layout.Repo) == StringComparer.Ordinal);
        Assert.Equal("one", await File.ReadAllTextAsync(Path.Combine(Layout.Repo, "Name")));
    }

    [Fact]
    public async Task A_path_that_the_bucket_would_never_get_is_left_out()
    {
        var tree = _repository.RawTree(new RawEntry("100644", new string('f', 200), _repository.Blob("x")));
        for (var level = 0; level < 5; level++)
            tree = _repository.RawTree(new RawEntry("40000", new string('d', 200), tree));

        AssertOnlyGoodWithOneLeftOut(await CheckOutAsync("main", new RawEntry("40000", "long", tree)));
    }

    [Fact]
    public async Task A_file_over_the_limit_is_left_out_without_being_read()
    {
        var tree = _repository.RawTree(new RawEntry("100644", "bomb", _repository.Blob(new byte[3 << 20])), new RawEntry("100644", "small", _repository.Blob("x")));
        _repository.CommitTree(tree);
        var source = new RepositorySource(SourceAccess.OfUser, GitTokens.None);

        var (manifest, _) = await source.CheckOutAsync(
            _repository.Url, await source.PinAsync(_repository.Url, null, null, default), Layout, new ReviewOptions(Limits: new CloneLimits(MaxWrittenFileBytes: 1 << 20)), default);

        Assert.Equal("small", Assert.Single(manifest.Entries).Path.Value);
        Assert.Contains("limits.max_written_file_bytes is 1048576", Assert.Single(manifest.LeftOut).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_attribute_filter_or_hook_of_a_repository_changes_or_runs_anything()
    {
        _repository.Configure("filter.evil.smudge", $"touch {_folder.Path}/ran");
        Directory.CreateDirectory(Path.Combine(_repository.Folder, "hooks"));
        await File.WriteAllTextAsync(Path.Combine(_repository.Folder, "hooks", "post-checkout"), $"#!/bin/sh\ntouch {_folder.Path}/ran\n");

        await CheckOutAsync(
            "main",
            new RawEntry("100644", ".gitattributes", _repository.Blob("* filter=evil ident eol=crlf working-tree-encoding=UTF-16\n")),
            new RawEntry("100644", "a.txt", _repository.Blob("$Id$\none\n")));

        Assert.Equal("$Id$\none\n", await File.ReadAllTextAsync(Path.Combine(Layout.Repo, "a.txt")));
    }

    [Fact]
    public async Task Two_names_that_show_alike_are_listed_apart()
    {
        var tree = await CheckOutAsync("main", new RawEntry("100644", [0xff], _repository.Blob("x")), new RawEntry("100644", [0xfe], _repository.Blob("x")));

        Assert.Equal(2, tree.LeftOut.Select(entry => entry.Path).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("100755")]
    [InlineData("104755")]
    [InlineData("100600")]
    public async Task Every_file_has_the_same_mode(string mode)
    {
        await CheckOutAsync("main", new RawEntry(mode, "program", _repository.Blob("x")));

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(Layout.Repo, "program")) & ~Readable);
    }

    [Theory]
    [InlineData("100644", "its mode says file, its object is a tree")]
    [InlineData("40000", "its mode says folder, its object is a blob")]
    public async Task An_entry_whose_object_is_of_another_kind_is_left_out(string mode, string reason)
    {
        var blob = _repository.Blob("x");
        var tree = _repository.RawTree(new RawEntry("100644", "inner", blob));

        var manifest = await CheckOutAsync("main", new RawEntry(mode, "entry", mode is "40000" ? blob : tree));

        Assert.Equal(new LeftOut("entry", reason), Assert.Single(manifest.LeftOut));
    }

    [Fact]
    public async Task A_tree_bomb_is_refused_before_anything_is_written()
    {
        var tree = _repository.RawTree(Enumerable.Range(0, 10).Select(i => new RawEntry("100644", $"f{i}", _repository.Blob("x"))));
        for (var level = 0; level < 9; level++)
            tree = _repository.RawTree(Enumerable.Range(0, 10).Select(i => new RawEntry("40000", $"d{i}", tree)).ToList());

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => CheckOutAsync("main", new RawEntry("40000", "bomb", tree)));

        Assert.Contains("max_files", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Written());
    }

    [Fact]
    public async Task Folders_deeper_than_64_are_refused_before_anything_is_written()
    {
        var tree = _repository.RawTree(new RawEntry("100644", "f", _repository.Blob("x")));
        for (var level = 0; level < 70; level++)
            tree = _repository.RawTree(new RawEntry("40000", "d", tree));

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => CheckOutAsync("main", new RawEntry("40000", "deep", tree)));

        Assert.Contains("deeper than 64", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Written());
    }

    [Fact]
    public async Task A_link_that_somebody_put_into_the_work_tree_is_not_followed()
    {
        var outside = Directory.CreateDirectory(Path.Combine(_folder.Path, "outside")).FullName;
        await File.WriteAllTextAsync(Path.Combine(outside, "kept"), "kept");
        Directory.CreateDirectory(Layout.Repo);
        Directory.CreateSymbolicLink(Path.Combine(Layout.Repo, "d"), outside);
        var folder = _repository.RawTree(new RawEntry("100644", "kept", _repository.Blob("changed")));

        await Assert.ThrowsAsync<EnvironmentException>(() => CheckOutAsync("main", new RawEntry("40000", "d", folder)));

        Assert.Equal("kept", await File.ReadAllTextAsync(Path.Combine(outside, "kept")));
    }

    [Fact]
    public async Task No_name_of_any_bytes_leads_outside_and_none_is_lost()
    {
        var random = new Random(7);
        var pieces = new[] { "..", ".", "/", "\\", "git", "~1", ":", " ", "\0"[..0], "a", "é", "\u202e", "\n", "CON" };
        for (var round = 0; round < 60; round++)
        {
            var entries = Enumerable.Range(0, 12).Select(_ => NameOf(random, pieces)).Where(name => name.Length > 0 && !name.Contains((byte)0))
                .Select(name => new RawEntry(random.Next(3) switch { 0 => "100644", 1 => "100755", _ => "120000" }, name, _repository.Blob($"{round}")))
                .ToArray();

            var manifest = await CheckOutAsync($"round{round}", entries);

            Assert.Equal(entries.Length + 1, manifest.Entries.Count + manifest.LeftOut.Count);
            Assert.All(Written(), path => Assert.StartsWith("review/repo", path, StringComparison.Ordinal));
            Directory.Delete(Layout.Folder, recursive: true);
        }
    }

    private static UnixFileMode Readable => UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static byte[] NameOf(Random random, string[] pieces)
    {
        var bytes = random.Next(2) is 0 ? new byte[random.Next(1, 8)] : Encoding.UTF8.GetBytes(string.Concat(random.GetItems(pieces, random.Next(1, 6))));
        if (bytes.All(b => b is 0))
            random.NextBytes(bytes);
        return bytes;
    }

    private static void AssertOnlyGoodWithOneLeftOut(RepoManifest manifest)
    {
        Assert.Equal("good.cs", Assert.Single(manifest.Entries).Path.Value);
        Assert.False(string.IsNullOrWhiteSpace(Assert.Single(manifest.LeftOut).Reason));
        Assert.DoesNotContain(manifest.LeftOut[0].Path, char.IsControl);
    }

    // Relative to the workspace, so that a file beside the review would show.
    private List<string> Written()
    {
        var workspace = Path.Combine(_folder.Path, "workspace");
        return !Directory.Exists(workspace) ? [] :
        [
            .. Directory.EnumerateFiles(workspace, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(workspace, path)),
        ];
    }

    private async Task<RepoManifest> CheckOutAsync(string branch, params RawEntry[] entries)
    {
        _repository.CommitTree(_repository.RawTree([.. entries, new RawEntry("100644", "good.cs", _repository.Blob("class Good;"))]), branch);
        var source = new RepositorySource(SourceAccess.OfUser, GitTokens.None);
        var pinned = await source.PinAsync(_repository.Url, branch, null, default);
        var checkedOut = await source.CheckOutAsync(_repository.Url, pinned, Layout, new ReviewOptions(), default);

        Assert.Equal("class Good;", await File.ReadAllTextAsync(Path.Combine(Layout.Repo, "good.cs")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Except(["origin", "workspace", "outside"]));
        return checkedOut.Manifest;
    }
}
