using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;

namespace CodeReview.Protocol.Journaling;

/// <summary>
/// A JSON object on one line that proves itself: its last member is a CRC-32 of all bytes before it, so that <c>jq</c> still reads it
/// and a changed byte is seen. Claims and the lines of segments are written so.
/// </summary>
internal static class CheckedJson
{
    private static readonly byte[] CrcMember = ",\"crc\":\""u8.ToArray();
    private static readonly int TrailLength = CrcMember.Length + 8 + 2;

    /// <summary>Writes an object of these members, with its checksum and a line feed.</summary>
    public static byte[] Line(Action<Utf8JsonWriter> members)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return Line(json.WrittenSpan);
    }

    /// <summary>The line of an object that is written already.</summary>
    public static byte[] Line(ReadOnlySpan<byte> json)
    {
        var body = json[..^1];
        var crc = Encoding.ASCII.GetBytes(Crc32.HashToUInt32(body).ToString("x8", CultureInfo.InvariantCulture));
        return [.. body, .. CrcMember, .. crc, .. "\"}\n"u8];
    }

    /// <summary>Whether an object, without its line feed, is as it was written.</summary>
    public static bool Checks(ReadOnlySpan<byte> line)
    {
        if (line.Length <= TrailLength || line[0] is not (byte)'{' || !line.EndsWith("\"}"u8))
            return false;
        var body = line[..^TrailLength];
        return line[body.Length..].StartsWith(CrcMember)
            && uint.TryParse(line.Slice(body.Length + CrcMember.Length, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var crc)
            && crc == Crc32.HashToUInt32(body);
    }
}
