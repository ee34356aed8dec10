using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Grains;

/// <summary>Makes the answer to a request from the state in which its activation ended.</summary>
internal static class ReviewAnswer
{
    // Agents take minutes, and whoever asks is not told more than that they work.
    private const int PollSeconds = 30;

    /// <summary>The answer while another process has the review.</summary>
    public static ReviewResponse ActiveElsewhere(ReviewId id, TimeSpan left) => new()
    {
        Status = ReviewStatus.ActiveElsewhere,
        ReviewId = id,
        RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling(left.TotalSeconds)),
        Error = new ReviewError(ErrorKind.Environment, $"Another process works on review '{id}' at this moment. Wait for it, or resume when it has ended."),
    };

    /// <summary>The answer while functions work, which will report back.</summary>
    public static ReviewResponse Running(ReviewResponse answer) => answer with { Status = ReviewStatus.Running, RetryAfterSeconds = PollSeconds };

    /// <summary>The answer to a request that does not fit the review of its id.</summary>
    public static ReviewResponse Refused(ReviewId id, string refusal) => new()
    {
        Status = ReviewStatus.Failed,
        ReviewId = id,
        Error = new ReviewError(ErrorKind.InvalidRequest, refusal),
    };

    public static ReviewResponse Of(ReviewActor.Ended ended, WorkspaceLayout workspace)
    {
        if (ended.ActiveElsewhere)
            return ActiveElsewhere(ended.Id, TimeSpan.FromSeconds(15));
        ReviewResponse answer;
        try
        {
            answer = Of(ended.Id, ended.Review, workspace);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DamagedFileException)
        {
            return Unreadable(ended, e);
        }
        if (ended.Rests)
            return Running(answer);
        return ended.Error is null ? answer : answer with
        {
            // An activation that the surroundings cut short can be resumed, unless what was asked for never came into the journal.
            Status = ended.Error.Kind is ErrorKind.Environment && ended.Review.Request is not null ? ReviewStatus.Suspended : ReviewStatus.Failed,
            Error = ended.Error,
        };
    }

    /// <summary>What can be said of a review in this state, whether or not anybody works on it.</summary>
    public static ReviewResponse Of(ReviewId id, Review review, WorkspaceLayout workspace)
    {
        var layout = workspace.Review(id);
        var summary = review.Stage is ReviewStage.Complete ? WorkspaceFile.ReadJson(layout.Summary, ProtocolJson.Indented.ReviewSummary) : null;
        return new ReviewResponse
        {
            Status = review.Stage switch
            {
                ReviewStage.Complete => ReviewStatus.Complete,
                ReviewStage.Failed when review.FailedBySurroundings => ReviewStatus.Suspended,
                ReviewStage.Failed => ReviewStatus.Failed,
                ReviewStage.Cancelled => ReviewStatus.Cancelled,
                _ => ReviewStatus.Suspended,
            },
            ReviewId = id,
            Commit = review.Commit,
            Tasks = review.TotalTasks > 0 ? review.TaskCounts : null,
            Error = review.Error,
            Summary = summary,
            Coverage = summary?.Coverage,
            Usage = summary?.Usage,
            Results = summary is null ? null : ResultFiles(review, layout, workspace),
        };
    }

    private static ReviewResponse Unreadable(ReviewActor.Ended ended, Exception cause) => new()
    {
        Status = ReviewStatus.Failed,
        ReviewId = ended.Id,
        Commit = ended.Review.Commit,
        Error = new ReviewError(
            ErrorKind.Environment,
            $"Review '{ended.Id}' is complete, but its results cannot be read: {cause.Message} Put them back, or review again with another --id."),
    };

    private static SortedDictionary<string, string> ResultFiles(Review review, ReviewLayout layout, WorkspaceLayout workspace)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["summary"] = workspace.Relative(layout.Summary),
            ["coverage"] = workspace.Relative(layout.Coverage),
            ["report"] = workspace.Relative(layout.ReportMarkdown),
            ["html"] = workspace.Relative(layout.ReportHtml),
            ["sarif"] = workspace.Relative(layout.ReportSarif),
        };
        foreach (var agent in review.Request!.EffectiveAgents)
            files[agent.Value] = workspace.Relative(layout.Findings(agent));
        return files;
    }
}
