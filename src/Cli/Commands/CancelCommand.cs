using System.CommandLine;
using CodeReview.Cli.Local;
using CodeReview.Cli.Progress;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Commands;

/// <summary><c>codereview cancel</c>.</summary>
internal static class CancelCommand
{
    public static Command Cancel()
    {
        var id = CommandOptions.Id();
        var command = new Command("cancel", "Call a review off, for good. A process that works on it stops at its next step.")
        {
            id, CommandOptions.Json, CommandOptions.Verbose, RemoteCommands.Function,
        };
        command.SetAction(async (parsed, cancelled) =>
        {
            if (RemoteCommands.FleetOf(parsed) is { } fleet)
                return await RemoteCommands.CancelAsync(fleet, parsed.GetRequiredValue(id), parsed, cancelled);
            var named = parsed.GetValue(CommandOptions.Workspace);
            var (workspace, review) = (LocalWorkspace.OpenForWriting(named), parsed.GetRequiredValue(id));
            if (!new ReviewHistory(workspace, LogFiles.Instance).Exists(review))
                throw InspectionCommands.NoSuch(review, workspace);
            var answer = await LocalFleet.CancelAsync(review, workspace, parsed.GetValue(CommandOptions.Verbose));
            AnswerView.Show(answer, ReviewPlace.Local(workspace, named), parsed.GetValue(CommandOptions.Json));
            return ExitStatusOf(answer);
        });
        return command;
    }

    /// <summary>To be cancelled is what was asked for.</summary>
    public static int ExitStatusOf(ReviewResponse answer) =>
        answer is { Status: ReviewStatus.Cancelled, Error: null } ? ExitStatus.Done : ExitStatus.Of(answer, failOn: null);
}
