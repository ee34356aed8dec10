using CodeReview.Orchestrator.Summarizing;

namespace CodeReview.Orchestrator.Tests.Summarizing;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("a\r\n\r\n b", "a b")]
    [InlineData("**b** _i_ `c` [x](y) ![z](y)", @"\*\*b\*\* \_i\_ \`c\` \[x\](y) \!\[z\](y)")]
    [InlineData("<img src=x>&amp;", "&#60;img src=x&#62;&#38;amp;")]
    [InlineData("| a |", @"\| a \|")]
    [InlineData("@team a@b.example", "@&#8203;team a@&#8203;b.example")]
    [InlineData("owner/repository#12", @"owner/repository\#&#8203;12")]
    [InlineData("http://x WWW.x.example", "http:&#8203;//x WWW.&#8203;x.example")]
    [InlineData(":tada: yes: no", ":&#8203;tada: yes: no")]
    [InlineData("- item", @"\- item")]
    [InlineData("12. item", @"12\. item")]
    [InlineData("1) item", @"1\) item")]
    [InlineData("1.5 is more than 1", @"1\.5 is more than 1")]
    [InlineData("===", @"\===")]
    [InlineData("42", "42")]
    [InlineData("", "")]
    [InlineData("a\u202eb", @"a\\u{202e}b")]
    public void Prose_shows_as_itself_and_is_nothing_else(string text, string markdown) => Assert.Equal(markdown, MarkdownText.Prose(text));

    [Theory]
    [InlineData("src/a.cs:1", "`src/a.cs:1`")]
    [InlineData("@a/<b>", "`@a/<b>`")]
    [InlineData("a`b", "<code>a&#96;b</code>")]
    [InlineData("a|b", "<code>a&#124;b</code>")]
    [InlineData(@"a\|<b>", "<code>a&#92;&#124;&#60;b&#62;</code>")]
    public void Code_stays_one_piece_even_in_a_table(string text, string markdown) => Assert.Equal(markdown, MarkdownText.Code(text));

    [Fact]
    public void A_block_is_closed_by_its_own_fence_only() =>
        Assert.Equal("`````text\n````\n    a\n`````\n", MarkdownText.Block("````\n\ta"));

    [Fact]
    public void Of_a_long_block_the_first_lines_are_shown_and_the_others_counted()
    {
        var block = MarkdownText.Block(string.Join('\n', Enumerable.Range(1, 20)));

        Assert.Contains("\n16\n```\n", block, StringComparison.Ordinal);
        Assert.EndsWith("\n… and 4 lines more.\n", block, StringComparison.Ordinal);
    }
}
