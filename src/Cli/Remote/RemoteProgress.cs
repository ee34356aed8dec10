using System.Globalization;
using CodeReview.Cli.Progress;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using Spectre.Console;

namespace CodeReview.Cli.Remote;

/// <summary>Shows what a fleet says of a review: a line each time that something has changed.</summary>
internal sealed class RemoteProgress(IAnsiConsole console, ReviewId id)
{
    private string? _last;

    public void Saw(ReviewResponse answer)
    {
        if (_last is null)
            console.WriteWhole($"{id}: the fleet has it, and goes on without this command too. Ctrl-C ends the watching only.");
        Write(Describe(answer));
    }

    /// <summary>Shows a failure that is waited out.</summary>
    public void Met(FleetException failure) => Write($"not answered, asking again: {Shown.Of(failure.Message, 600)}");

    private static string Describe(ReviewResponse answer) => answer switch
    {
        { Status: ReviewStatus.ActiveElsewhere } => "another invocation works on it at this moment",
        { Tasks: { } tasks } => string.Create(CultureInfo.InvariantCulture, $"reviewing: {tasks.Done + tasks.Failed:n0} of {tasks.Total:n0} tasks{(tasks.Failed is 0 ? "" : $", {tasks.Failed:n0} failed")}"),
        { Commit: { } commit } => $"fetching and planning {commit.Abbreviated}",
        _ => "running",
    };

    private void Write(string line)
    {
        if (line != _last)
            console.WriteWhole($"{id}: {line}");
        _last = line;
    }
}
