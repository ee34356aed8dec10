using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Tests;

/// <summary>Answers whose particulars are of no interest to a test.</summary>
internal static class Some
{
    public static ReviewId Id => TextValue.Parse<ReviewId>("some");

    public static CommitId Commit => TextValue.Parse<CommitId>(new string('a', 40));

    /// <summary>An answer while agents work.</summary>
    public static ReviewResponse Running(int done = 1) => new()
    {
        Status = ReviewStatus.Running, ReviewId = Id, Commit = Commit, Tasks = new TaskCounts(4, done, 0), RetryAfterSeconds = 30,
    };

    /// <summary>An answer with one finding of medium severity, and four of low.</summary>
    public static ReviewResponse Complete(Completeness completeness = Completeness.Complete) => new()
    {
        Status = ReviewStatus.Complete,
        ReviewId = Id,
        Results = new SortedDictionary<string, string>
        {
            ["summary"] = "reviews/some/results/summary.json",
            ["report"] = "reviews/some/results/report.md",
            ["html"] = "reviews/some/results/report.html",
            ["sarif"] = "reviews/some/results/report.sarif",
        },
        Summary = new ReviewSummary
        {
            ReviewId = Id,
            RepoUrl = TextValue.Parse<RepositoryUrl>("https://example.org/some/name"),
            Commit = Commit,
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
