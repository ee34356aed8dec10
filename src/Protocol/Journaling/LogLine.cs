using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace CodeReview.Protocol.Journaling;

/// <summary>
/// The lines of a segment, each a <see cref="CheckedJson"/>. The first line is the fence, the others are events:
/// <code>
/// {"fence":7,"first":41,"cuts":[{"token":6,"bytes":8310,"last":40}],"at":"…","crc":"0c4f5a2e"}
/// {"seq":41,"of":42,"at":"…","type":"planned.1","payload":{…},"crc":"9b1d77aa"}
/// </code>
/// <c>of</c> is the number of the last event of the same batch: a batch whose last line is missing was never acknowledged.
/// </summary>
internal static class LogLine
{
    /// <summary>What has to be known of an event to tell whether its line belongs here.</summary>
    public readonly record struct Head(long Number, long LastOfBatch);

    public static byte[] OfEvent(Head head, NewLogEntry entry, DateTimeOffset at) => CheckedJson.Line(writer =>
    {
        writer.WriteNumber("seq", head.Number);
        writer.WriteNumber("of", head.LastOfBatch);
        writer.WriteString("at", at);
        writer.WriteString("type", entry.Type);
        writer.WritePropertyName("payload");
        writer.WriteRawValue(entry.Payload.Span, skipInputValidation: false);
    });

    public static byte[] OfFence(Fence fence, DateTimeOffset at) => CheckedJson.Line(writer =>
    {
        writer.WriteNumber("fence", fence.Token);
        writer.WriteNumber("first", fence.First);
        writer.WriteStartArray("cuts");
        foreach (var cut in fence.Cuts)
        {
            writer.WriteStartObject();
            writer.WriteNumber("token", cut.Token);
            writer.WriteNumber("bytes", cut.Bytes);
            writer.WriteNumber("last", cut.Last);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("at", at);
    });

    /// <summary>Reads a fence from a line without its line feed; null where the line is none, or does not check.</summary>
    public static Fence? TryReadFence(ReadOnlyMemory<byte> line)
    {
        if (!line.Span.StartsWith("{\"fence\":"u8) || !CheckedJson.Checks(line.Span))
            return null;
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new Fence(
            root.GetProperty("fence").GetInt32(),
            root.GetProperty("first").GetInt64(),
            [.. root.GetProperty("cuts").EnumerateArray().Select(cut => new Cut(
                cut.GetProperty("token").GetInt32(), cut.GetProperty("bytes").GetInt32(), cut.GetProperty("last").GetInt64()))]);
    }

    /// <summary>Reads the numbers of an event's line without decoding it; null where the line is no event, or does not check.</summary>
    public static Head? TryReadHead(ReadOnlySpan<byte> line) =>
        CheckedJson.Checks(line) && TryReadNumber(ref line, "{\"seq\":"u8, out var number) && TryReadNumber(ref line, ",\"of\":"u8, out var last)
            ? new Head(number, last)
            : null;

    /// <summary>Decodes the event of a line that was found good.</summary>
    public static LogEntry ReadEvent(ReadOnlyMemory<byte> line, int token)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new LogEntry(
            root.GetProperty("seq").GetInt64(),
            root.GetProperty("type").GetString()!,
            Encoding.UTF8.GetBytes(root.GetProperty("payload").GetRawText()),
            root.GetProperty("at").GetDateTimeOffset(),
            token);
    }

    private static bool TryReadNumber(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> name, out long number)
    {
        number = 0;
        if (!rest.StartsWith(name) || !Utf8Parser.TryParse(rest[name.Length..], out number, out var length))
            return false;
        rest = rest[(name.Length + length)..];
        return true;
    }
}

/// <summary>The first line of a segment: where the log stood when the activation began.</summary>
/// <param name="Token">The activation.</param>
/// <param name="First">The number of the first event that this segment may hold.</param>
/// <param name="Cuts">How far the older segments are valid, newest first, down to and including the newest one that has a fence itself.</param>
internal sealed record Fence(int Token, long First, IReadOnlyList<Cut> Cuts);

/// <summary>How far an older segment is valid.</summary>
/// <param name="Token">Its activation.</param>
/// <param name="Bytes">Its valid length; what comes after was never acknowledged.</param>
/// <param name="Last">The number of the last event up to there, over the whole log; 0 where the segment has no fence.</param>
internal sealed record Cut(int Token, int Bytes, long Last);
