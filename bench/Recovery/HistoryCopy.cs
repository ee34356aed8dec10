using System.Diagnostics;
using Akka.Actor;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Bench.Recovery;

/// <summary>A history once more: a recovery is itself an activation, and leaves its marks.</summary>
internal static class HistoryCopy
{
    /// <summary>Activates a grain over a copy of the history, and lets go of it again.</summary>
    /// <returns>The seconds from the activation to the state.</returns>
    public static async Task<double> RecoverAsync(QuietFleet fleet, WorkspaceLayout workspace, int number)
    {
        var copy = Some.Id($"copy-{number}");
        Copy(workspace.Review(Some.Id(History.Review)).Folder, workspace.Review(copy).Folder);
        var (id, recovered) = (GrainLogs.PersistenceIdOf(copy), new TaskCompletionSource<Review>(TaskCreationOptions.RunContinuationsAsynchronously));
        var start = Stopwatch.GetTimestamp();
        var grain = fleet.System.ActorOf(Props.Create(() => new RecoveredGrain(id, recovered)));
        var review = await recovered.Task;
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (review.Stage is not ReviewStage.Reviewing)
            throw new InvalidOperationException($"The recovered review is {review.Stage}.");
        await grain.GracefulStop(TimeSpan.FromMinutes(1));
        fleet.Logs.Close(copy, state: null);
        Directory.Delete(workspace.Review(copy).Folder, recursive: true);
        return seconds;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
