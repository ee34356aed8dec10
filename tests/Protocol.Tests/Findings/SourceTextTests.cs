using CodeReview.Protocol.Findings;

namespace CodeReview.Protocol.Tests.Findings;

public sealed class SourceTextTests
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("a", 1)]
    [InlineData("a\n", 1)]
    [InlineData("\n", 1)]
    [InlineData("a\nb", 2)]
    [InlineData("a\n\n", 2)]
    [InlineData("\r\n\r\n", 2)]
    [InlineData("a\rb", 1)]
    public void Lines_are_what_line_feeds_end(string text, int lines) => Assert.Equal(lines, new SourceText(text).LineCount);

    [Theory]
    [InlineData("a\n\n")]
    [InlineData("\n\n\n")]
    [InlineData("a\r\nb\r\n")]
    [InlineData("\ufeffa\n")]
    [InlineData("no end")]
    [InlineData("")]
    public void No_line_holds_its_end_and_together_they_are_the_text(string text)
    {
        var source = new SourceText(text);

        var lines = Enumerable.Range(1, source.LineCount).Select(number => source.Line(number).ToString()).ToList();

        Assert.All(lines, line => Assert.DoesNotContain('\n', line));
        Assert.Equal(source.Text.EndsWith('\n') ? source.Text[..^1] : source.Text, string.Join('\n', lines));
        Assert.Equal(string.Join('\n', lines), source.Lines(1, source.LineCount));
    }

    [Fact]
    public void A_position_is_on_the_line_that_holds_it()
    {
        var source = new SourceText("ab\ncd\n\ne");

        Assert.Equal([1, 1, 1, 2, 2, 2, 3, 4, 4], Enumerable.Range(0, 9).Select(source.LineAt));
        Assert.Equal([0, 3, 6, 7], Enumerable.Range(1, 4).Select(source.StartOf));
    }

    [Fact]
    public void A_mark_and_bytes_that_are_no_text_move_no_line()
    {
        var source = SourceText.Decode([0xEF, 0xBB, 0xBF, (byte)'a', 0xFF, (byte)'\n', (byte)'b']);

        Assert.Equal("a\ufffd", source.Line(1).ToString());
        Assert.Equal("b", source.Line(2).ToString());
    }
}
