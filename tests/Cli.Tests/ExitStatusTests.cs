using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Tests;

public sealed class ExitStatusTests
{
    [Theory]
    [InlineData(null, 0)]
    [InlineData(Severity.Low, 1)]
    [InlineData(Severity.Medium, 1)]
    [InlineData(Severity.High, 0)]
    public void Findings_fail_at_the_threshold_and_above_only(Severity? failOn, int status) =>
        Assert.Equal(status, ExitStatus.Of(Some.Complete(Completeness.Complete), failOn));

    [Fact]
    public void An_incomplete_review_says_so_before_its_findings_do() =>
        Assert.Equal(ExitStatus.Incomplete, ExitStatus.Of(Some.Complete(Completeness.Partial), Severity.Low));

    [Theory]
    [InlineData(ErrorKind.InvalidRequest, 64)]
    [InlineData(ErrorKind.Environment, 2)]
    [InlineData(ErrorKind.Internal, 70)]
    public void An_error_exits_by_whose_turn_it_is(ErrorKind kind, int status) => Assert.Equal(
        status,
        ExitStatus.Of(new ReviewResponse { Status = ReviewStatus.Failed, ReviewId = Some.Id, Error = new ReviewError(kind, "it broke") }, failOn: null));
}
