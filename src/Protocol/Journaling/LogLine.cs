using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;

namespace CodeReview.Protocol.Journaling;

/// <summary>
/// The lines of a segment: a JSON object each, with a CRC-32 of all bytes before it as the last member, so that a line proves
/// itself and <c>jq</c> still reads it. The first line is the fence, the others are events:
/// <code>
/// {"fence":7,"first":41,"cuts":[{"token":6,"bytes":8310,"last":40}],"at":"…","crc":"0c4f5a2e"}
/// {"seq":41,"of":42,"at":"…","type":"planned.1","payload":{…},"crc":"9b1d77aa"}
/// </code>
/// <c>of</c> is the number of the last event of the same batch: a batch whose last line is missing was never acknowledged.
/// </summary>
internal static class LogLine
{
    private static readonly byte[] CrcMember = ",\"crc\":\""u8.ToArray();
    private static readonly int TrailLength = CrcMember.Length + 8 + 2;

    public static void WriteEvent(ArrayBufferWriter<byte> output, long number, long lastOfBatch, NewLogEntry entry, DateTimeOffset at) =>
        WriteChecked(output, writer =>
        {
            writer.WriteNumber("seq", number);
            writer.WriteNumber("of", lastOfBatch);
            writer.WriteString("at", at);
            writer.WriteString("type", entry.Type);
            writer.WritePropertyName("payload");
            writer.WriteRawValue(entry.Payload.Span, skipInputValidation: false);
        });

    public static void WriteFence(ArrayBufferWriter<byte> output, Fence fence, DateTimeOffset at) =>
        WriteChecked(output, writer =>
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

    /// <summary>Reads a terminated line, without its line feed; null where the checksum or the form is wrong.</summary>
    public static ParsedLine? TryParse(ReadOnlyMemory<byte> line, int token)
    {
        if (!Checks(line.Span))
            return null;
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        if (root.TryGetProperty("fence", out var fence))
        {
            return new ParsedLine.FenceLine(new Fence(
                fence.GetInt32(),
                root.GetProperty("first").GetInt64(),
                [.. root.GetProperty("cuts").EnumerateArray().Select(cut => new Cut(
                    cut.GetProperty("token").GetInt32(), cut.GetProperty("bytes").GetInt32(), cut.GetProperty("last").GetInt64()))]));
        }

        return new ParsedLine.EventLine(
            root.GetProperty("of").GetInt64(),
            new LogEntry(
                root.GetProperty("seq").GetInt64(),
                root.GetProperty("type").GetString()!,
                Encoding.UTF8.GetBytes(root.GetProperty("payload").GetRawText()),
                root.GetProperty("at").GetDateTimeOffset(),
                token));
    }

    private static bool Checks(ReadOnlySpan<byte> line)
    {
        if (line.Length <= TrailLength || line[0] is not (byte)'{' || !line.EndsWith("\"}"u8))
            return false;
        var body = line[..^TrailLength];
        return line[body.Length..].StartsWith(CrcMember)
            && uint.TryParse(line.Slice(body.Length + CrcMember.Length, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var crc)
            && crc == Crc32.HashToUInt32(body);
    }

    private static void WriteChecked(ArrayBufferWriter<byte> output, Action<Utf8JsonWriter> members)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        var body = line.WrittenSpan[..^1];
        output.Write(body);
        output.Write(CrcMember);
        output.Write(Encoding.ASCII.GetBytes(Crc32.HashToUInt32(body).ToString("x8", CultureInfo.InvariantCulture)));
        output.Write("\"}\n"u8);
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
/// <param name="Last">The number of the last event up to there, over the whole log.</param>
internal sealed record Cut(int Token, int Bytes, long Last);

internal abstract record ParsedLine
{
    private ParsedLine()
    {
    }

    internal sealed record FenceLine(Fence Fence) : ParsedLine;

    internal sealed record EventLine(long LastOfBatch, LogEntry Entry) : ParsedLine;
}
