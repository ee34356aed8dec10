using CodeReview.Cli.Progress;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Tests.Progress;

public sealed class ProgressViewTests
{
    [Theory]
    [InlineData(30, "some: reviewing: 3 of 12 tasks")]
    [InlineData(29, "reviewing: 3 of 12 tasks")]
    [InlineData(24, "reviewing: 3 of 12 tasks")]
    [InlineData(23, "reviewing: 3 of 12 tas…")]
    [InlineData(1, "…")]
    [InlineData(-5, "…")]
    public void A_line_that_is_redrawn_never_needs_more_than_the_room_there_is(int room, string shown) =>
        Assert.Equal(shown, ProgressView.Fit(TextValue.Parse<ReviewId>("some"), "reviewing: 3 of 12 tasks", room));
}
