using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodeReview.Cli.Serving;

/// <summary>A review in a list.</summary>
internal sealed record ReviewLine(
    string Id, string Stage, bool IsRunning, string Repository, DateTimeOffset? BeganAt, DateTimeOffset? LastAt, int Tasks, int Done, int Failed, int Findings, string? Trouble);

/// <summary>A review in full.</summary>
internal sealed record ReviewProgress(
    ReviewLine Review, string? Commit, IReadOnlyList<string> Agents, string Model, string? Error,
    IReadOnlyList<TaskLine> UnderWay, IReadOnlyList<GivenUpLine> GivenUp, IReadOnlyList<string> Transcripts, long Events, IReadOnlyList<string> Results);

/// <summary>A task that is not over.</summary>
internal sealed record TaskLine(string Task, int Attempt, bool IsDispatched, string? Phase, int FilesTotal, int FilesDone, int Findings);

/// <summary>A task that was given up.</summary>
internal sealed record GivenUpLine(string Task, int Attempts, string Reason);

/// <summary>Some events of a log, and how many it has.</summary>
internal sealed record EventPage(int Count, IReadOnlyList<EventLine> Events);

/// <summary>An event.</summary>
internal sealed record EventLine(long Number, DateTimeOffset At, int Token, string Type, string Payload);

/// <summary>A snapshot.</summary>
internal sealed record SnapshotLine(long Number, int Token, DateTimeOffset? At, int Bytes, string Verdict);

/// <summary>The JSON of the pages' interface.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<ReviewLine>))]
[JsonSerializable(typeof(ReviewProgress))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(IReadOnlyList<SnapshotLine>))]
internal sealed partial class ServeJson : JsonSerializerContext
{
    /// <summary>On one line, as a stream of events needs it.</summary>
    public static ServeJson Readable => field ??= new ServeJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
