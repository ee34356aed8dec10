using CodeReview.Protocol.Findings;

namespace CodeReview.Protocol.Tests.Findings;

public sealed class GroundingTests
{
    private static readonly SourceText Source = new("first\r\nsame\nthird\nsame\n");

    [Fact]
    public void Lines_end_with_either_ending_and_the_last_line_feed_begins_none()
    {
        Assert.Equal(4, Source.LineCount);
        Assert.Equal("first", Source.Line(1).ToString());
        Assert.Equal("same", Source.Line(4).ToString());
        Assert.Equal("same\nthird", Source.Lines(2, 3));
        Assert.Equal(1, new SourceText("").LineCount);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(4, 4)]
    [InlineData(99, 4)]
    public void Of_several_places_the_nearest_to_the_claim_is_taken(int claimed, int found) =>
        Assert.Equal(new LineRange(found, found), Assert.IsType<GroundingResult.Grounded>(Grounding.Locate(Source, new LineRange(claimed, claimed), "same")).Lines);

    [Fact]
    public void A_quote_over_lines_is_found_whatever_its_line_ends() =>
        Assert.Equal(new LineRange(1, 2), Assert.IsType<GroundingResult.Grounded>(Grounding.Locate(Source, new LineRange(1, 2), "first\r\nsame")).Lines);

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("fourth")]
    [InlineData("First")]
    public void What_does_not_stand_there_is_refused(string quote) =>
        Assert.IsType<GroundingResult.Refused>(Grounding.Locate(Source, new LineRange(1, 1), quote));

    [Fact]
    public void A_quote_that_stands_twice_in_one_line_is_still_found_where_it_was_claimed()
    {
        var source = new SourceText("f(x) + f(x)\nother\nf(x)\n");

        var found = Assert.IsType<GroundingResult.Grounded>(Grounding.Locate(source, new LineRange(3, 3), "f(x)"));

        Assert.Equal(new LineRange(3, 3), found.Lines);
    }
}
