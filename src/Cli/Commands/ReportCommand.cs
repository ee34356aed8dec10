using System.CommandLine;
using CodeReview.Cli.Local;
using CodeReview.Orchestrator.Comparing;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Orchestrator.Summarizing;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Cli.Commands;

/// <summary><c>codereview report</c>: most formats are files of the review, some are made of them.</summary>
internal static class ReportCommand
{
    /// <summary>The format that GitLab takes, which no file of a review has.</summary>
    public const string GitLab = "gitlab";

    private const string Sarif = "sarif";

    public static Command Report()
    {
        var id = CommandOptions.Id();
        var format = new Option<string>("--format") { Description = "json, sarif, md, html or gitlab (its Code Quality report).", HelpName = "FORMAT", DefaultValueFactory = _ => "md" };
        format.AcceptOnlyFromAmong("json", Sarif, "md", "html", GitLab);
        var baseline = CommandOptions.OfText<ReviewId>("--baseline", "With --format sarif: a finished review to compare with; each result says what became of it since.", "ID");
        var command = new Command("report", "Write the report of a finished review to standard output.") { id, format, baseline, RemoteCommands.Function, RemoteCommands.Bucket };
        command.SetAction(async (parsed, cancelled) =>
        {
            var (review, asked) = (parsed.GetRequiredValue(id), parsed.GetRequiredValue(format));
            if (RemoteCommands.FleetOf(parsed) is { } fleet)
            {
                return asked is GitLab
                    ? throw new InvalidRequestException($"The format '{GitLab}' is made of a review on this machine: take --format {Sarif} from a fleet.")
                    : await RemoteCommands.ReportAsync(fleet, review, asked, parsed, cancelled);
            }

            var workspace = LocalWorkspace.Open(parsed.GetValue(CommandOptions.Workspace));
            var content = parsed.GetValue(baseline) is { } older ? Compared(workspace, older, review, asked) : Read(workspace, review, asked);
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(content, cancelled);
            return ExitStatus.Done;
        });
        return command;
    }

    private static byte[] Compared(WorkspaceLayout workspace, ReviewId older, ReviewId review, string format) => format is Sarif
        ? ComparedSarif.Render(FinishedReview.Read(workspace, older), FinishedReview.Read(workspace, review))
        : throw new InvalidRequestException("--baseline goes with --format sarif: 'codereview compare' says what changed in words, and with --json for programs.");

    private static byte[] Read(WorkspaceLayout workspace, ReviewId review, string format)
    {
        if (format is GitLab)
            return CodeQualityReport.Render(FinishedReview.Read(workspace, review).Agents);
        var layout = workspace.Review(review);
        var file = format switch
        {
            Sarif => layout.ReportSarif,
            "json" => layout.Summary,
            "html" => layout.ReportHtml,
            _ => layout.ReportMarkdown,
        };
        if (File.Exists(file))
            return File.ReadAllBytes(file);
        throw new ReviewHistory(workspace, LogFiles.Instance).Current(review) is { } state
            ? new InvalidRequestException($"Review '{review}' has no report yet, it is {state.Stage.ToString().ToLowerInvariant()}: resume it first.")
            : InspectionCommands.NoSuch(review, workspace);
    }
}
