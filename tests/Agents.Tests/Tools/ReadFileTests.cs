using CodeReview.Protocol.Findings;

namespace CodeReview.Agents.Tests.Tools;

public sealed class ReadFileTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Lines_are_numbered_from_one()
    {
        var tools = _workspace.Tools(("a.py", "x = 1\r\ny = 2\r\n"));

        Assert.True(tools.ReadFile("a.py").IsAnswer(out var lines, out _));

        Assert.Equal("1\tx = 1\n2\ty = 2\n", lines!.Text);
        Assert.Null(lines.More);
    }

    [Fact]
    public void A_page_says_how_to_go_on()
    {
        var tools = _workspace.Tools(("a.py", "1\n2\n3\n4\n5\n"));

        Assert.True(tools.ReadFile("a.py", offset: 2, limit: 2).IsAnswer(out var lines, out _));

        Assert.Equal("2\t2\n3\t3\n", lines!.Text);
        Assert.Equal("2 more lines: go on with offset 4.", lines.More);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(6, 1)]
    [InlineData(1, 0)]
    public void An_offset_outside_the_file_is_refused(int offset, int limit)
    {
        var tools = _workspace.Tools(("a.py", "1\n2\n3\n4\n5\n"));

        Assert.False(tools.ReadFile("a.py", offset, limit).IsAnswer(out _, out var refusal));

        Assert.Contains("5 lines", refusal!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_counts_as_read_when_every_line_was_shown()
    {
        var tools = _workspace.Tools(("a.py", "1\n2\n3\n"));

        tools.ReadFile("a.py", offset: 3);
        Assert.Equal("1 of 3 lines were read", Assert.Single(tools.Fates).Reason);

        tools.ReadFile("a.py", offset: 1, limit: 2);
        Assert.Equal(new FileCoverage("a.py", FileFate.Read), Assert.Single(tools.Fates));
    }

    [Fact]
    public void A_line_that_was_cut_was_not_read()
    {
        var tools = _workspace.Tools(("a.js", new string('x', 5_000)));

        Assert.True(tools.ReadFile("a.js").IsAnswer(out var lines, out _));

        Assert.Contains("3000 more characters", lines!.Text, StringComparison.Ordinal);
        Assert.Equal(FileFate.NotReached, Assert.Single(tools.Fates).Fate);
    }

    [Fact]
    public void Output_is_bounded_whatever_the_limit()
    {
        var tools = _workspace.Tools(("a.py", string.Concat(Enumerable.Repeat("0123456789\n", 50_000))));

        Assert.True(tools.ReadFile("a.py", limit: int.MaxValue / 2).IsAnswer(out var lines, out _));

        Assert.InRange(lines!.Text.Length, 1, 65_000);
        Assert.NotNull(lines.More);
    }

    [Fact]
    public void A_binary_file_is_refused_and_skipped()
    {
        var tools = _workspace.Tools(("a.bin", "a\0b"));

        Assert.False(tools.ReadFile("a.bin").IsAnswer(out _, out _));

        Assert.Equal(new FileCoverage("a.bin", FileFate.Skipped, "binary"), Assert.Single(tools.Fates));
    }

    [Fact]
    public void Reading_beyond_the_shard_is_allowed_and_leaves_its_coverage_alone()
    {
        var tools = _workspace.Tools(("a.py", "x\n"), ("other/b.py", "y\n"));

        Assert.True(tools.ReadFile("other/b.py").IsAnswer(out _, out _));

        Assert.Equal(new FileCoverage("a.py", FileFate.NotReached, "it was not opened"), Assert.Single(tools.Fates));
    }
}
