using System.Globalization;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using Spectre.Console;

namespace CodeReview.Cli.Progress;

/// <summary>Shows the answer to a person.</summary>
internal static class AnswerView
{
    public static void Write(IAnsiConsole console, ReviewResponse answer, WorkspaceLayout workspace)
    {
        console.WriteLine($"Review {answer.ReviewId}: {Headline(answer)}");
        if (answer.Commit is { } commit)
            console.WriteLine($"Commit {commit}");
        if (answer.Summary is not { } summary)
        {
            if (answer.Tasks is { } tasks)
                console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Tasks {tasks.Done} done, {tasks.Failed} failed, {tasks.Total} in all"));
            return;
        }

        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Files {summary.Coverage.Read:n0} read, {summary.Coverage.Skipped:n0} skipped, {summary.Coverage.NotReached:n0} not reached, {summary.Coverage.Files:n0} in all"));
        console.Write(Table(summary));
        console.WriteLine($"Report {Path.Combine(workspace.Root, answer.Results!["report"])}");
    }

    public static void WriteError(IAnsiConsole console, ReviewResponse answer)
    {
        if (answer.Error is { } error)
            console.WriteLine(error.Message);
        if (answer.Status is ReviewStatus.Suspended)
            console.WriteLine($"To go on: codereview resume {answer.ReviewId}");
        if (answer.RetryAfterSeconds is { } seconds)
            console.WriteLine($"Try again in {seconds} s.");
    }

    private static string Headline(ReviewResponse answer) => answer switch
    {
        { Status: ReviewStatus.Complete, Summary.Status: Completeness.Partial } => "complete in part, some files were not reached (see the coverage)",
        { Status: ReviewStatus.ActiveElsewhere } => "active elsewhere",
        _ => answer.Status.ToString().ToLowerInvariant(),
    };

    private static Table Table(ReviewSummary summary)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Findings").AddColumn(new TableColumn("").RightAligned());
        foreach (var severity in (string[])["HIGH", "MEDIUM", "LOW"])
            table.AddRow(severity, summary.BySeverity.GetValueOrDefault(severity).ToString("n0", CultureInfo.InvariantCulture));
        foreach (var (agent, count) in summary.ByAgent)
            table.AddRow(Markup.Escape(agent), count.ToString("n0", CultureInfo.InvariantCulture));
        return table;
    }
}
