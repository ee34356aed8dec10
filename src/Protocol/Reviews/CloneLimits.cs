using System.Globalization;
using System.Text.Json.Serialization;

namespace CodeReview.Protocol.Reviews;

/// <summary>
/// What bounds the fetch of a commit and the work tree, beside <see cref="ReviewOptions.MaxFiles"/> and <see cref="ReviewOptions.MaxBytes"/>.
/// A few bytes of a hostile repository stand for any number of files, and a hostile server may be slow for ever.
/// </summary>
/// <param name="MaxObjects">How many objects a server may send.</param>
/// <param name="MaxDepth">How deep folders may nest; a deeper commit is refused.</param>
/// <param name="MaxWrittenFileBytes">The largest file that is written to the work tree; a larger one is left out, and told.</param>
/// <param name="MaxSeconds">How long the fetch may take.</param>
/// <param name="IdleSeconds">How long a server may be silent.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CloneLimits(
    long MaxObjects = 1_000_000, int MaxDepth = 64, long MaxWrittenFileBytes = 64L << 20, int MaxSeconds = 600, int IdleSeconds = 60)
{
    /// <summary>A path of the workspace has 900 bytes.</summary>
    public const int MostDepth = 450;

    /// <summary>A file is in memory as a whole while it is written.</summary>
    public const long MostWrittenFileBytes = 1L << 30;

    /// <summary>A day.</summary>
    public const int MostSeconds = 86_400;

    /// <summary>A sentence where a value is out of range; else null.</summary>
    [JsonIgnore]
    public string? Problem => this is
    {
        MaxObjects: >= 1, MaxDepth: >= 1 and <= MostDepth, MaxWrittenFileBytes: >= 1 and <= MostWrittenFileBytes,
        MaxSeconds: >= 1 and <= MostSeconds, IdleSeconds: >= 1 and <= MostSeconds,
    }
        ? null
        : string.Create(
            CultureInfo.InvariantCulture,
            $"limits: max_objects is at least 1, max_depth 1 to {MostDepth}, max_written_file_bytes 1 to {MostWrittenFileBytes}, max_seconds and idle_seconds 1 to {MostSeconds}.");

    /// <summary>How long the fetch may take.</summary>
    [JsonIgnore]
    public TimeSpan Time => TimeSpan.FromSeconds(MaxSeconds);

    /// <summary>How long a server may be silent.</summary>
    [JsonIgnore]
    public TimeSpan Patience => TimeSpan.FromSeconds(IdleSeconds);
}
