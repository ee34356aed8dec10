using CodeReview.Protocol.Findings;

namespace CodeReview.Protocol.Tests.Findings;

public sealed class SuppressionCommentTests
{
    [Theory]
    [InlineData("go(); // codereview-ignore: a/b It is meant.", "a/b", "It is meant.")]
    [InlineData("# codereview-ignore: a/* All of it is meant.", "a/*", "All of it is meant.")]
    [InlineData("/* codereview-ignore: a/b meant */", "a/b", "meant")]
    [InlineData("<!-- codereview-ignore: a/b meant -->", "a/b", "meant")]
    [InlineData("<%# codereview-ignore: a/b meant %>", "a/b", "meant")]
    [InlineData("-- codereview-ignore: a/b", "a/b", "")]
    [InlineData("// codereview-ignore:", "", "")]
    public void A_comment_of_any_language_is_read(string line, string rule, string reason) =>
        Assert.Equal(new SuppressionComment(rule, reason), SuppressionComment.TryRead(line));

    [Theory]
    [InlineData("var s = \"codereview-ignore: a/b meant\";")]
    [InlineData("codereview-ignore: a/b meant")]
    [InlineData("// codereview ignore: a/b meant")]
    public void Anything_else_is_none(string line) => Assert.Null(SuppressionComment.TryRead(line));

    [Fact]
    public void A_reason_is_as_long_as_a_report_bears()
    {
        var comment = SuppressionComment.TryRead($"// codereview-ignore: a/b {new string('x', 5_000)}");

        Assert.InRange(comment!.Reason.Length, 1, 301);
    }
}
