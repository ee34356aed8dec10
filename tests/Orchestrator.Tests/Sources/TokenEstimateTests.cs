using System.Text;
using CodeReview.Orchestrator.Sources;

namespace CodeReview.Orchestrator.Tests.Sources;

public sealed class TokenEstimateTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("word", 1)]
    [InlineData("two words", 2)]
    [InlineData("camelCaseName", 3)]
    [InlineData("HTTPServer", 1)]
    [InlineData("f(x);", 5)]
    [InlineData("        return;\n", 2)]
    [InlineData("123456", 2)]
    [InlineData("漢字かな", 4)]
    [InlineData("é", 1)]
    [InlineData("😀", 1)]
    public void Words_marks_digits_and_characters_are_counted_and_white_space_is_not(string text, long tokens) =>
        Assert.Equal(tokens, TokenEstimate.Of(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("{\"a\":[1,2,3]}")]
    [InlineData("a{b:c;d:e}")]
    [InlineData("漢字かな交じり文")]
    public void What_is_dense_is_more_than_its_bytes_would_say(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.True(TokenEstimate.Of(bytes) > TokenEstimate.Of(bytes.LongLength));
    }
}
