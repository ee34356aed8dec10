using CodeReview.Agents.Tools;

namespace CodeReview.Agents.Tests.Tools;

public sealed class SearchCodeTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Literal_text_is_found_in_all_files_of_the_review()
    {
        var tools = _workspace.Tools(("a.py", "x = 1\neval(x)\n"), ("other/b.py", "eval(y)\n"));

        Assert.True(tools.SearchCode("eval(").IsAnswer(out var found, out _));

        Assert.Equal([new SearchHit("a.py", 2, "eval(x)"), new SearchHit("other/b.py", 1, "eval(y)")], found!.Hits);
        Assert.Null(found.More);
    }

    [Fact]
    public void A_pattern_is_matched_line_by_line()
    {
        var tools = _workspace.Tools(("a.py", "x = 1\nyy = 2\n"));

        Assert.True(tools.SearchCode(@"^\w{2} =", isPattern: true).IsAnswer(out var found, out _));

        Assert.Equal(2, Assert.Single(found!.Hits).Line);
    }

    [Theory]
    [InlineData("(a", "not a regular expression")]
    [InlineData("(?=a)", "not supported")]
    [InlineData(@"(a)\1", "not supported")]
    [InlineData("", "1 to 500")]
    public void A_pattern_that_cannot_be_searched_is_refused(string pattern, string reason)
    {
        var tools = _workspace.Tools(("a.py", "x\n"));

        Assert.False(tools.SearchCode(pattern, isPattern: true).IsAnswer(out _, out var refusal));

        Assert.Contains(reason, refusal!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Hits_are_bounded_and_the_answer_says_so()
    {
        var tools = _workspace.Tools(("a.py", string.Concat(Enumerable.Repeat("x\n", 500))), ("b.py", "x\n"));

        Assert.True(tools.SearchCode("x").IsAnswer(out var found, out _));
        Assert.True(tools.SearchCode("x", after: "a.py").IsAnswer(out var rest, out _));

        Assert.Equal(SearchCode.MaxHits, found!.Hits.Count);
        Assert.Contains("after = \"a.py\"", found.More, StringComparison.Ordinal);
        Assert.Equal("b.py", Assert.Single(rest!.Hits).Path);
    }

    [Fact]
    public void A_search_reads_no_file_of_the_shard()
    {
        var tools = _workspace.Tools(("a.py", "x\n"));

        tools.SearchCode("x");

        Assert.Equal(0, tools.FilesRead);
    }
}
