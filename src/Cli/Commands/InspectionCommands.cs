using System.CommandLine;
using System.Globalization;
using System.Text;
using CodeReview.Cli.Local;
using CodeReview.Cli.Progress;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Cli.Commands;

/// <summary>The commands that only read: <c>status</c>, <c>events</c> and <c>list</c>. They disturb no review.</summary>
internal static class InspectionCommands
{
    public static Command Status()
    {
        var id = CommandOptions.Id();
        var command = new Command("status", "Say how far a review has come.") { id, CommandOptions.Json, RemoteCommands.Function };
        command.SetAction(async (parsed, cancelled) =>
        {
            if (RemoteCommands.FleetOf(parsed) is { } fleet)
                return await RemoteCommands.StatusAsync(fleet, parsed.GetRequiredValue(id), parsed, cancelled);
            var workspace = LocalWorkspace.Open(parsed.GetValue(CommandOptions.Workspace));
            var review = parsed.GetRequiredValue(id);
            var answer = new ReviewHistory(workspace, LogFiles.Instance).Status(review, TimeProvider.System) ?? throw NoSuch(review, workspace);
            AnswerView.Show(answer, ReviewPlace.Local(workspace, parsed.GetValue(CommandOptions.Workspace)), parsed.GetValue(CommandOptions.Json));
            return ExitStatus.Of(answer, failOn: null);
        });
        return command;
    }

    public static Command Events()
    {
        var id = CommandOptions.Id();
        var at = CommandOptions.OfNumber("--at", "Show the state as it stood after this event, as JSON.", least: 1, most: int.MaxValue);
        var command = new Command("events", "Show a review's journal, or its state at any point of it.") { id, at };
        command.SetAction(parsed =>
        {
            var workspace = LocalWorkspace.Open(parsed.GetValue(CommandOptions.Workspace));
            var review = parsed.GetRequiredValue(id);
            var steps = new ReviewHistory(workspace, LogFiles.Instance).Steps(review).ToList();
            if (steps.Count is 0)
                throw NoSuch(review, workspace);
            if (parsed.GetValue(at) is not { } number)
            {
                foreach (var (entry, _, _) in steps)
                {
                    Console.Out.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{entry.SequenceNumber,6}  {entry.At:yyyy-MM-dd HH:mm:ss.fff}  {entry.Token,3}  {entry.Type,-22} {Shown.Of(Encoding.UTF8.GetString(entry.Payload.Span), 400)}"));
                }

                return ExitStatus.Done;
            }

            var step = steps.Find(step => step.Entry.SequenceNumber == number)
                ?? throw new InvalidRequestException($"Review '{review}' has the events 1 to {steps.Count}; there is no event {number}.");
            Console.Out.WriteLine(ReviewHistory.ToJson(step.After));
            return ExitStatus.Done;
        });
        return command;
    }

    public static Command List()
    {
        var bucket = new BucketOption();
        var command = new Command("list", "List the reviews of the workspace, or of a fleet's bucket.") { bucket.Bucket };
        command.SetAction((parsed, cancelled) => RemoteCommands.StoppableAsync(
            async () =>
            {
                using var opened = bucket.Open(parsed, journalsOnly: true);
                await opened.RefreshAsync(cancelled);
                var history = new ReviewHistory(opened.Workspace, LogFiles.Instance);
                foreach (var id in opened.Workspace.ReviewIds())
                    Console.Out.WriteLine(Line(id, history));
                return ExitStatus.Done;
            },
            cancelled));
        return command;
    }

    private static string Line(ReviewId id, ReviewHistory history)
    {
        try
        {
            var steps = history.Steps(id).ToList();
            return steps.Count is 0
                ? $"{id,-40} empty"
                : string.Create(CultureInfo.InvariantCulture, $"{id,-40} {ProgressView.StageOf(steps[^1].After),-12} {steps[0].Entry.At:yyyy-MM-dd HH:mm}  {steps[^1].After.Request!.RepoUrl}");
        }
        catch (ReviewException e)
        {
            // One damaged review does not hide the others.
            return $"{id,-40} unreadable   {e.Message}";
        }
    }

    internal static InvalidRequestException NoSuch(ReviewId id, WorkspaceLayout workspace) =>
        new($"There is no review '{id}' in '{workspace.Root}': 'list' shows those that are.");
}
