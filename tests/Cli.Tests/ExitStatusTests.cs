using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
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
        Assert.Equal(status, ExitStatus.Of(Complete(Completeness.Complete), failOn));

    [Fact]
    public void An_incomplete_review_says_so_before_its_findings_do() =>
        Assert.Equal(ExitStatus.Incomplete, ExitStatus.Of(Complete(Completeness.Partial), Severity.Low));

    [Theory]
    [InlineData(ErrorKind.InvalidRequest, 64)]
    [InlineData(ErrorKind.Environment, 2)]
    [InlineData(ErrorKind.Internal, 70)]
    public void An_error_exits_by_whose_turn_it_is(ErrorKind kind, int status) => Assert.Equal(
        status,
        ExitStatus.Of(new ReviewResponse { Status = ReviewStatus.Failed, ReviewId = Id, Error = new ReviewError(kind, "it broke") }, failOn: null));

    private static ReviewId Id => TextValue.Parse<ReviewId>("some");

    private static ReviewResponse Complete(Completeness completeness) => new()
    {
        Status = ReviewStatus.Complete,
        ReviewId = Id,
        Summary = new ReviewSummary
        {
            ReviewId = Id,
            RepoUrl = TextValue.Parse<RepositoryUrl>("https://example.org/some/name"),
            Commit = TextValue.Parse<CommitId>(new string('a', 40)),
            Status = completeness,
            AgentsRun = [],
            TotalFindings = 1,
            ByAgent = [],
            BySeverity = new SortedDictionary<string, int> { ["LOW"] = 4, ["MEDIUM"] = 1, ["HIGH"] = 0 },
            Tasks = new TaskCounts(1, 1, 0),
            Coverage = new CoverageCounts(1, 1, 0, 0),
            Usage = Usage.None,
        },
    };
}
