using System.Text.Json;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Cli.Remote;

/// <summary>
/// Results as the bucket has them. The file system exports a file a minute after the last write to it, so what a fleet has just
/// answered may not be there yet, or be there from before. The summary is written last: once the bucket has the one that the fleet
/// answers with, a result that is there is of that review.
/// </summary>
/// <param name="read">Reads an object by its key; null where there is none.</param>
/// <param name="time">What is waited by.</param>
/// <param name="say">Tells the user why it takes so long.</param>
internal sealed class ExportedResults(Func<string, CancellationToken, Task<byte[]?>> read, TimeProvider time, Action<string> say)
{
    /// <summary>The folder of the bucket that is mounted.</summary>
    public const string Workspace = "workspace/";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Reads a result, and waits until it is exported.</summary>
    /// <param name="answer">The fleet's answer about the review, which is over.</param>
    /// <param name="result">The result's path in the answer.</param>
    /// <param name="cancelled">Ends the waiting.</param>
    /// <exception cref="FleetException">It is not there, and should have been.</exception>
    public async Task<byte[]> ReadAsync(ReviewResponse answer, string result, CancellationToken cancelled)
    {
        var (start, told) = (time.GetTimestamp(), false);
        while (true)
        {
            if (await IsExportedAsync(answer, cancelled) && await read(Workspace + result, cancelled) is { } content)
                return content;
            if (time.GetElapsedTime(start) > Patience)
                throw new FleetException(ErrorKind.Environment, $"'{Workspace}{result}' is not in the bucket after {Patience.TotalMinutes:n0} minutes: look at the file system's metrics PendingExports and ExportFailures, and ask again.");
            if (!told)
                say($"Review {answer.ReviewId} is over, and its files are not in the bucket yet: they come about a minute after they were written. Waiting.");
            told = true;
            await Task.Delay(Pause, time, cancelled);
        }
    }

    private async Task<bool> IsExportedAsync(ReviewResponse answer, CancellationToken cancelled) =>
        await read(Workspace + answer.Results!["summary"], cancelled) is { } content && BytesOf(Parse(content)).AsSpan().SequenceEqual(BytesOf(answer.Summary));

    // An older release's summary is another one, and not a fault.
    private static ReviewSummary? Parse(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, ProtocolJson.Default.ReviewSummary);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] BytesOf(ReviewSummary? summary) => summary is null ? [] : WorkspaceFile.ToJson(summary, ProtocolJson.Indented.ReviewSummary);
}
