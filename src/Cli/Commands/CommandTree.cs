using System.CommandLine;

namespace CodeReview.Cli.Commands;

/// <summary>All that can be typed.</summary>
internal static class CommandTree
{
    public static RootCommand Create() => new("Reviews a Git repository with a fleet of agents. Kill it at any time: the same command goes on.")
    {
        CommandOptions.Workspace,
        ReviewCommandLine.Review(),
        ReviewCommandLine.Resume(),
        CancelCommand.Cancel(),
        InspectionCommands.Status(),
        InspectionCommands.Events(),
        ReportCommand.Report(),
        InspectionCommands.List(),
        ComparisonCommand.Compare(),
        ComparisonCommand.Baseline(),
        ServeCommand.Serve(),
        CompletionCommand.Completions(),
    };
}
