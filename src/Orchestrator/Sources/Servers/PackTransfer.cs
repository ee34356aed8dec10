using System.Buffers.Binary;
using System.Text;
using System.Threading.Channels;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using LibGit2Sharp;

namespace CodeReview.Orchestrator.Sources.Servers;

/// <summary>
/// Takes a pack out of the bands of a server's answer and has it indexed while it comes, on a thread of its own: indexing computes, and
/// would keep the pool's threads from the actors. Memory holds a few packets, whatever the pack's size.
/// </summary>
/// <param name="repository">The bare repository that gets the objects.</param>
/// <param name="url">Where they come from.</param>
/// <param name="options">What bounds them.</param>
internal sealed class PackTransfer(string repository, RepositoryUrl url, ReviewOptions options)
{
    private const byte PackBand = 1;
    private const byte ErrorBand = 3;
    private const int WaitingPackets = 64;

    /// <summary>Where the number of objects stands in a pack.</summary>
    private const int CountOffset = 8;

    private long _bytes;

    /// <exception cref="InvalidRequestException">The pack is larger than the options allow.</exception>
    public async Task ReceiveAsync(PacketReader packets, CancellationToken cancellationToken)
    {
        var chunks = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(WaitingPackets) { SingleReader = true, SingleWriter = true });
        var indexing = Task.Factory.StartNew(() => Index(chunks, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await PumpAsync(packets, chunks.Writer, cancellationToken).ConfigureAwait(false);
            chunks.Writer.Complete();
        }
        catch (ChannelClosedException)
        {
            // The indexer gave up, and says why below.
        }
        catch (Exception e)
        {
            chunks.Writer.TryComplete(e);
            await indexing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            throw;
        }

        await indexing.ConfigureAwait(false);
    }

    private async Task PumpAsync(PacketReader packets, ChannelWriter<byte[]> chunks, CancellationToken cancellationToken)
    {
        while (await packets.ReadAsync(cancellationToken).ConfigureAwait(false) is { Kind: PacketKind.Content, Content: { Length: > 0 } content })
        {
            if (content.Span[0] is ErrorBand)
                throw new InvalidDataException($"it said '{Shown.Of(Encoding.UTF8.GetString(content.Span[1..]))}'");
            if (content.Span[0] is not PackBand)
                continue;
            var chunk = content[1..].ToArray();
            CheckSize(chunk);
            await chunks.WriteAsync(chunk, cancellationToken).ConfigureAwait(false);
        }
    }

    private void CheckSize(byte[] chunk)
    {
        if (_bytes is 0 && chunk.Length >= CountOffset + sizeof(uint) && BinaryPrimitives.ReadUInt32BigEndian(chunk.AsSpan(CountOffset)) is var objects
            && objects > options.EffectiveLimits.MaxObjects)
            throw TooLarge($"{objects} objects, where limits.max_objects allows {options.EffectiveLimits.MaxObjects}");
        if ((_bytes += chunk.Length) > options.MaxBytes)
            throw TooLarge($"more than max_bytes ({options.MaxBytes}) allows");
    }

    private InvalidRequestException TooLarge(string what) => new($"'{Shown.Of(url.Value)}' sends {what}: raise it to review this commit.");

    private void Index(Channel<byte[], byte[]> chunks, CancellationToken cancellationToken)
    {
        try
        {
            // To resolve what is stored as a difference is one call, however long it takes.
            LibraryMemory.EndWith(cancellationToken);
            using var index = new PackIndex(repository);
            while (chunks.Reader.WaitToReadAsync(cancellationToken).AsTask().GetAwaiter().GetResult())
            {
                while (chunks.Reader.TryRead(out var chunk))
                    index.Append(chunk);
                cancellationToken.ThrowIfCancellationRequested();
            }

            index.Commit();
        }
        catch (LibGit2SharpException e)
        {
            var failure = cancellationToken.IsCancellationRequested ? new OperationCanceledException(cancellationToken)
                : LibraryMemory.IsMissingIn(e) ? GitFailures.NeedsMemory(url, e)
                : (Exception)new InvalidDataException($"what it sent is not a whole pack: {Shown.Of(e.Message, 150)}", e);
            chunks.Writer.TryComplete(failure);
            throw failure;
        }
        catch (Exception e)
        {
            chunks.Writer.TryComplete(e);
            throw;
        }
    }
}
