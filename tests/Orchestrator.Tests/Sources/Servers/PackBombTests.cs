using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CodeReview.Orchestrator.Sources;
using CodeReview.Orchestrator.Sources.Servers;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Testing;
using Microsoft.AspNetCore.Http;

namespace CodeReview.Orchestrator.Tests.Sources.Servers;

/// <summary>Packs of a few kilobytes, of which one object has gigabytes.</summary>
public sealed class PackBombTests : IDisposable
{
    private const int Blob = 3;
    private const int OffsetDelta = 6;
    private const int CopyBytes = 0xff_ffff;

    private readonly TemporaryFolder _folder = new();
    private readonly TestRepository _repository;
    private readonly GitHttpServer _server;
    private readonly string _commit;

    public PackBombTests()
    {
        GitLibrary.Prepare();
        _repository = new TestRepository(Path.Combine(_folder.Path, "origin.git"));
        _commit = _repository.Commit(("a.cs", "class A;"));
        _server = new GitHttpServer(_folder.Path);
    }

    public void Dispose()
    {
        _server.Dispose();
        _repository.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_difference_that_makes_gigabytes_of_an_object_is_refused_and_nothing_stays()
    {
        // Each copy of the whole base is four bytes of the difference.
        var copies = (int)(LibraryMemory.MostBytes / CopyBytes) + 1;
        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => FetchAsync(PackOf(copies, (long)copies * CopyBytes)));

        Assert.Contains($"more than {LibraryMemory.MostBytes >> 20} MiB", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder.Path, "objects")));
    }

    [Fact]
    public async Task A_difference_that_only_claims_to_make_gigabytes_is_refused() =>
        await Assert.ThrowsAsync<InvalidRequestException>(() => FetchAsync(PackOf(copies: 1, claimed: LibraryMemory.MostBytes + 1)));

    [Fact]
    public async Task A_difference_that_makes_some_megabytes_is_resolved()
    {
        // The pack is whole, and the commit is not in it.
        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => FetchAsync(PackOf(copies: 2, claimed: 2L * CopyBytes)));

        Assert.Contains("no longer gives commit", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Work_of_the_library_ends_when_it_is_called_off_though_it_calls_nobody_back()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        using var index = new PackIndex(_repository.Folder);
        index.Append(PackOf(copies: 2, claimed: 2L * CopyBytes));

        LibraryMemory.EndWith(cancelled.Token);
        try
        {
            Assert.True(LibraryMemory.IsMissingIn(Assert.Throws<LibGit2Sharp.LibGit2SharpException>(index.Commit)));
        }
        finally
        {
            LibraryMemory.EndWith(default);
        }
    }

    private static byte[] PackOf(int copies, long claimed)
    {
        var pack = new MemoryStream();
        pack.Write("PACK\0\0\0\u0002\0\0\0\u0002"u8);
        Add(pack, Blob, new byte[CopyBytes], baseDistance: null);
        var delta = new MemoryStream();
        WriteNumber(delta, CopyBytes);
        WriteNumber(delta, claimed);
        for (var copy = 0; copy < copies; copy++)
            delta.Write([0b1111_0000, 0xff, 0xff, 0xff]);
        Add(pack, OffsetDelta, delta.ToArray(), baseDistance: pack.Position - 12);
        pack.Write(CryptographicOperations.HashData(HashAlgorithmName.SHA1, pack.ToArray()));
        return pack.ToArray();
    }

    private static void Add(MemoryStream pack, int type, byte[] content, long? baseDistance)
    {
        var size = content.Length;
        pack.WriteByte((byte)((type << 4) | (size & 0xf) | (size > 0xf ? 0x80 : 0)));
        if (size > 0xf)
            WriteNumber(pack, size >> 4);
        if (baseDistance is { } distance)
            WriteDistance(pack, distance);
        using var compressed = new ZLibStream(pack, CompressionLevel.Optimal, leaveOpen: true);
        compressed.Write(content);
    }

    // Seven bits a byte, the lowest first.
    private static void WriteNumber(MemoryStream to, long number)
    {
        for (; number >= 0x80; number >>= 7)
            to.WriteByte((byte)(number | 0x80));
        to.WriteByte((byte)number);
    }

    // Seven bits a byte, the highest first, and one less in each byte but the last.
    private static void WriteDistance(MemoryStream to, long distance)
    {
        var bytes = new Stack<byte>([(byte)(distance & 0x7f)]);
        while ((distance >>= 7) > 0)
            bytes.Push((byte)(0x80 | (--distance & 0x7f)));
        to.Write(bytes.ToArray());
    }

    private Task<KeptObjects> FetchAsync(byte[] pack)
    {
        _server.Instead = async context =>
        {
            if (context.Request.Method is "GET")
            {
                await _server.ServeAsync(context);
                return;
            }

            await context.Response.WriteAsync("000dpackfile\n");
            foreach (var part in pack.Chunk(60_000))
                await context.Response.Body.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"{part.Length + 5:x4}"), 1, .. part], CancellationToken.None);
            await context.Response.WriteAsync("0000");
        };
        var terms = new ServerTerms(SourceAccess.OfUser, GitTokens.None, (_, _) => Task.FromResult<System.Net.IPAddress[]>([System.Net.IPAddress.Loopback]), TimeProvider.System);
        return RemoteCommit.FetchAsync(
            TextValue.Parse<RepositoryUrl>($"{_server.Address}/origin"), new PinnedCommit(TextValue.Parse<CommitId>(_commit), "main"), new ReviewOptions(), terms,
            new ObjectStore(Path.Combine(_folder.Path, "objects")), CancellationToken.None);
    }
}
