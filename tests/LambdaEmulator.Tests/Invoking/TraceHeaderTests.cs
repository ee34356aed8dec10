using CodeReview.LambdaEmulator.Invoking;

namespace CodeReview.LambdaEmulator.Tests.Invoking;

public sealed class TraceHeaderTests
{
    [Fact]
    public void A_chain_counts_how_often_it_came_by_each_function()
    {
        var trace = TraceHeader.Begin(Guid.Empty).Through("a").Through("b").Through("a");

        var read = TraceHeader.Parse(trace.ToString())!;

        Assert.Equal((2, 1, 0), (read.CountOf("a"), read.CountOf("b"), read.CountOf("c")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("Sampled=1")]
    public void What_is_no_header_begins_a_chain(string? header) => Assert.Null(TraceHeader.Parse(header));

    [Fact]
    public void A_lineage_that_cannot_be_read_counts_nothing() =>
        Assert.Equal(0, TraceHeader.Parse("Root=1-2-3;Lineage=|:|x:y|x:z")!.CountOf("a"));
}
