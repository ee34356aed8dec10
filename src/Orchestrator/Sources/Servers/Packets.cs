using System.Globalization;
using System.Text;

namespace CodeReview.Orchestrator.Sources.Servers;

/// <summary>What a packet of git's wire protocol is.</summary>
internal enum PacketKind
{
    /// <summary>It holds something.</summary>
    Content,

    /// <summary>Ends a message.</summary>
    Flush,

    /// <summary>Ends a section.</summary>
    Delimiter,

    /// <summary>The stream has ended where a packet may begin.</summary>
    End,
}

/// <summary>One packet. What it holds is valid until the next one is read.</summary>
internal readonly record struct Packet(PacketKind Kind, ReadOnlyMemory<byte> Content)
{
    /// <summary>The content as a line without its end.</summary>
    public string Line => Encoding.UTF8.GetString(Content.Span).TrimEnd('\n');
}

/// <summary>
/// Reads packets. A server that is silent for longer than the patience ends it; so does one that says more than it should, which is
/// counted over all packets.
/// </summary>
internal sealed class PacketReader(Stream stream, TimeSpan patience, TimeProvider time)
{
    private const int HeadBytes = 4;
    private readonly byte[] _buffer = new byte[ushort.MaxValue];

    /// <exception cref="EndOfStreamException">The stream ended within a packet.</exception>
    /// <exception cref="InvalidDataException">It is not of this protocol.</exception>
    /// <exception cref="TimeoutException">The server is silent.</exception>
    public async ValueTask<Packet> ReadAsync(CancellationToken cancellationToken)
    {
        if (await FillAsync(HeadBytes, mayEnd: true, cancellationToken).ConfigureAwait(false) is 0)
            return new Packet(PacketKind.End, default);
        if (!ushort.TryParse(_buffer.AsSpan(0, HeadBytes), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length))
            throw new InvalidDataException("it sent something else than git's protocol");
        switch (length)
        {
            case 0:
                return new Packet(PacketKind.Flush, default);
            case 1 or 2:
                return new Packet(PacketKind.Delimiter, default);
            case < HeadBytes:
                throw new InvalidDataException("it sent a packet of an impossible length");
            case HeadBytes:
                return new Packet(PacketKind.Content, default);
            default:
                await FillAsync(length - HeadBytes, mayEnd: false, cancellationToken).ConfigureAwait(false);
                return new Packet(PacketKind.Content, _buffer.AsMemory(0, length - HeadBytes));
        }
    }

    private async ValueTask<int> FillAsync(int bytes, bool mayEnd, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            var read = await stream.ReadAtLeastAsync(_buffer.AsMemory(0, bytes), bytes, throwOnEndOfStream: false, either.Token).ConfigureAwait(false);
            return read == bytes || (read is 0 && mayEnd) ? read : throw new EndOfStreamException("it ended in the middle of its answer");
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"it was silent for {patience.TotalSeconds} seconds", e);
        }
    }
}

/// <summary>Writes a message of packets.</summary>
internal sealed class PacketWriter
{
    private readonly StringBuilder _message = new();

    public PacketWriter Line(string line)
    {
        _message.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(line) + 5:x4}{line}\n");
        return this;
    }

    public PacketWriter Delimiter()
    {
        _message.Append("0001");
        return this;
    }

    public PacketWriter Flush()
    {
        _message.Append("0000");
        return this;
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_message.ToString());
}
