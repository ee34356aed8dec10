using System.CommandLine;
using CodeReview.Cli.Local;
using CodeReview.Cli.Progress;
using CodeReview.Orchestrator.Comparing;

namespace CodeReview.Cli.Commands;

/// <summary><c>codereview compare</c>: what changed between two finished reviews.</summary>
internal static class ComparisonCommand
{
    public static Command Compare()
    {
        var old = CommandOptions.Id("old", "The review that came first.");
        var @new = CommandOptions.Id("new", "The review that is judged.");
        var command = new Command("compare", "Say which findings are new, persist, were resolved, or cannot be told.") { old, @new, CommandOptions.FailOn, CommandOptions.Json };
        command.SetAction(parsed =>
        {
            var workspace = LocalWorkspace.Open(parsed.GetValue(CommandOptions.Workspace));
            var (before, after) = (FinishedReview.Read(workspace, parsed.GetRequiredValue(old)), FinishedReview.Read(workspace, parsed.GetRequiredValue(@new)));
            var comparison = FindingComparison.Compare(before, after);
            if (before.Summary.RepoUrl != after.Summary.RepoUrl)
                Terminal.Error.WriteWhole($"These are reviews of two places: {before.Summary.RepoUrl} and {after.Summary.RepoUrl}.");
            ComparisonView.Show(comparison, parsed.GetValue(CommandOptions.Json));
            return ExitStatus.Of(comparison, parsed.GetValue(CommandOptions.FailOn));
        });
        return command;
    }
}
