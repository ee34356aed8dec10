using System.Globalization;
using System.Text.Json;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using Spectre.Console;

namespace CodeReview.Cli.Progress;

/// <summary>Shows the answer to a person.</summary>
internal static class AnswerView
{
    /// <summary>Shows what there is on standard output, trouble and what to run next on standard error.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="place">Where the review is.</param>
    /// <param name="asJson">Whether a machine reads standard output.</param>
    public static void Show(ReviewResponse answer, ReviewPlace place, bool asJson)
    {
        if (asJson)
            Console.Out.WriteLine(JsonSerializer.Serialize(answer, ProtocolJson.Indented.ReviewResponse));
        else
            Write(Terminal.Out, answer, place);
        WriteError(Terminal.Error, answer, place);
    }

    private static void Write(IAnsiConsole console, ReviewResponse answer, ReviewPlace place)
    {
        console.WriteWhole($"Review {answer.ReviewId}: {Headline(answer)}");
        if (answer.Commit is { } commit)
            console.WriteWhole($"Commit {commit}");
        if (answer.Summary is not { } summary)
        {
            if (answer.Tasks is { } tasks)
                console.WriteWhole(string.Create(CultureInfo.InvariantCulture, $"Tasks {tasks.Done} done, {tasks.Failed} failed, {tasks.Total} in all"));
            return;
        }

        console.WriteWhole(string.Create(
            CultureInfo.InvariantCulture,
            $"Files {summary.Coverage.Read:n0} read, {summary.Coverage.Skipped:n0} skipped, {summary.Coverage.NotReached:n0} not reached, {summary.Coverage.Files:n0} in all"));
        console.Write(Table(summary));
        if (summary.Suppressed is { } suppressed)
            console.WriteWhole(string.Create(CultureInfo.InvariantCulture, $"Suppressed {suppressed:n0}, listed with the reason in the report"));
        if (summary.Verification is { } counts)
            console.WriteWhole(string.Create(CultureInfo.InvariantCulture, $"Second look: {counts.Confirmed:n0} confirmed, {counts.Lowered:n0} less sure, {counts.Refuted:n0} refuted, {counts.Unverified:n0} not verified"));
        if (summary.Usage.Turns > 0)
            console.WriteWhole(summary.Usage.InWords());
        if (answer.Comparison is { } comparison)
            ComparisonView.Write(console, comparison);
        foreach (var (name, title) in (ReadOnlySpan<(string, string)>)[("html", "Page"), ("report", "Report")])
            console.WriteWhole($"{title,-6} {place.Of(answer.Results![name])}");
    }

    /// <summary>Says what went wrong and what to run next.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="place">Where the review is.</param>
    public static void WriteError(IAnsiConsole console, ReviewResponse answer, ReviewPlace place)
    {
        if (answer.Error is { } error)
            console.WriteWhole(error.Message);
        if (answer.Status is ReviewStatus.Suspended)
            console.WriteWhole($"To go on: codereview resume {answer.ReviewId}{place.Options}");
        if (answer.RetryAfterSeconds is { } seconds)
            console.WriteWhole($"Try again in {seconds} s.");
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
