namespace CodeReview.Agents.Tests.Tools;

public sealed class ListFilesTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void The_manifest_decides_what_there_is()
    {
        var tools = _workspace.Tools(("a.py", "x"), ("other/b.py", "y"));
        File.WriteAllText(Path.Combine(_workspace.Review.Repo, "stray.py"), "z");

        var list = tools.ListFiles();

        Assert.Equal([("a.py", true), ("other/b.py", false)], list.Files.Select(file => (file.Path, file.IsInShard)));
    }

    [Fact]
    public void A_folder_narrows_the_list()
    {
        var tools = _workspace.Tools(("src/a.py", "x"), ("src2/b.py", "y"));

        Assert.Equal("src/a.py", Assert.Single(tools.ListFiles("src").Files).Path);
    }

    [Fact]
    public void A_long_list_comes_in_pages()
    {
        var tools = _workspace.Tools([.. Enumerable.Range(0, 600).Select(i => ($"f{i:d3}.py", "x"))]);

        var first = tools.ListFiles();
        var second = tools.ListFiles(after: first.Next!);

        Assert.Equal((500, 600), (first.Files.Count, first.Total));
        Assert.Equal(100, second.Files.Count);
        Assert.Null(second.Next);
    }
}
