using CodeReview.Protocol.Findings;

namespace CodeReview.Agents.Tests.Tools;

public sealed class RepoJailTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("../repo.json")]
    [InlineData("a/../../repo.json")]
    [InlineData("/etc/passwd")]
    [InlineData("/proc/self/environ")]
    [InlineData(".git/config")]
    [InlineData("a/.GIT/config")]
    [InlineData("./a.py")]
    [InlineData("")]
    [InlineData("a.py\0.txt")]
    [InlineData("not-in-the-manifest.py")]
    public void What_is_no_file_of_the_review_is_refused(string path)
    {
        var tools = _workspace.Tools(("a.py", "x = 1\n"));
        File.WriteAllText(Path.Combine(_workspace.Review.Repo, "not-in-the-manifest.py"), "secret");

        Assert.False(tools.ReadFile(path).IsAnswer(out _, out var refusal));

        Assert.NotEmpty(refusal!.Reason);
    }

    [Fact]
    public void A_link_is_not_followed_even_where_the_manifest_names_it()
    {
        File.WriteAllText(Path.Combine(_workspace.Root, "outside.txt"), "outside");
        File.CreateSymbolicLink(Path.Combine(_workspace.Review.Repo, "link.txt"), Path.Combine(_workspace.Root, "outside.txt"));
        var tools = new Agents.Tools.ReviewTools(_workspace.Review, Workspace.SecurityTask, _workspace.Plan("link.txt"), _workspace.Time);

        Assert.False(tools.ReadFile("link.txt").IsAnswer(out _, out var refusal));

        Assert.Contains("link", refusal!.Reason, StringComparison.Ordinal);
        Assert.Equal(FileFate.Skipped, Assert.Single(tools.Fates).Fate);
    }

    [Fact]
    public void A_folder_that_is_a_link_is_not_followed()
    {
        var outside = Directory.CreateDirectory(Path.Combine(_workspace.Root, "outside")).FullName;
        File.WriteAllText(Path.Combine(outside, "a.txt"), "outside");
        Directory.CreateSymbolicLink(Path.Combine(_workspace.Review.Repo, "folder"), outside);
        var tools = new Agents.Tools.ReviewTools(_workspace.Review, Workspace.SecurityTask, _workspace.Plan("folder/a.txt"), _workspace.Time);

        Assert.False(tools.ReadFile("folder/a.txt").IsAnswer(out _, out _));
        Assert.False(tools.ReadWhole(tools.Shard.Files[0].Path).IsAnswer(out _, out _));
    }

    [Fact]
    public void A_file_that_is_gone_is_refused_and_not_reached()
    {
        var tools = _workspace.Tools(("a.py", "x = 1\n"));
        File.Delete(Path.Combine(_workspace.Review.Repo, "a.py"));

        Assert.False(tools.ReadFile("a.py").IsAnswer(out _, out _));

        Assert.Equal(FileFate.NotReached, Assert.Single(tools.Fates).Fate);
    }
}
