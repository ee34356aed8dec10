using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace CodeReview.Lambda.Logging;

/// <summary>
/// Writes each activity of a source that ends as a line at debug level: its name, its tags, how long it took and how it ended. Where that
/// level is not written nobody listens, and the source makes no activities at all.
/// </summary>
public sealed class ActivityLog : IDisposable
{
    private readonly ActivityListener? _listener;

    /// <param name="log">Where the lines go.</param>
    /// <param name="source">The name of the source, as <c>CodeReview.Files</c>.</param>
    public ActivityLog(JsonLog log, string source)
    {
        if (!log.IsEnabled(LogLevel.Debug))
            return;
        _listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate.Name == source,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Write(log, source, activity),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener?.Dispose();

    private static void Write(JsonLog log, string source, Activity activity)
    {
        var outcome = activity.Status is ActivityStatusCode.Error ? "failed" : "ok";
        var tags = activity.TagObjects.Select(tag => new LogField(JsonLog.MemberName(tag.Key), tag.Value));
        log.Write(
            LogLevel.Debug, source, activity.OperationName, null, [new LogField("outcome", outcome), .. tags, new LogField("duration_ms", activity.Duration.TotalMilliseconds)]);
    }
}
