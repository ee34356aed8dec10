using System.Text;
using CodeReview.Orchestrator.Sources;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LibGit2Sharp;

namespace CodeReview.Orchestrator.Tests.Sources;

/// <summary>Any tree whatever: names of any bytes, modes that git knows and does not know, folders in folders, the same name again.</summary>
public sealed class TreeFuzzTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestRepository _repository;

    public TreeFuzzTests() => _repository = new TestRepository(Path.Combine(_folder.Path, "origin"));

    public void Dispose()
    {
        _repository.Dispose();
        _folder.Dispose();
    }

    [Property(MaxTest = 80, Arbitrary = [typeof(TreeFuzzTests)])]
    public async Task What_is_written_is_what_the_manifest_says_and_nothing_is_written_outside(AnyEntry[] entries)
    {
        using var round = new TemporaryFolder();
        var layout = new ReviewLayout(Path.Combine(round.Path, "review"));
        _repository.CommitTree(TreeOf(entries));
        var source = new RepositorySource(SourceAccess.OfUser, GitTokens.None);

        var (manifest, _) = await source.CheckOutAsync(
            _repository.Url, await source.PinAsync(_repository.Url, null, null, default), layout, new ReviewOptions(), default);

        var written = Directory.EnumerateFileSystemEntries(round.Path, "*", SearchOption.AllDirectories).ToList();
        Assert.All(written, path => Assert.Null(new FileInfo(path).LinkTarget));
        Assert.Equal(
            manifest.Entries.Select(file => file.Path.Under(layout.Repo)).Append(layout.RepoManifest).Order(StringComparer.Ordinal),
            written.Where(File.Exists).Order(StringComparer.Ordinal));
        Assert.All(manifest.Entries, file => Assert.Equal(file.Blob, _repository.Blob(File.ReadAllBytes(file.Path.Under(layout.Repo))).Sha));
        Assert.All(manifest.LeftOut, entry => Assert.DoesNotContain(entry.Path, char.IsControl));
    }

    public static Arbitrary<AnyEntry[]> Trees() => Entries(depth: 3).ToArbitrary();

    private static Gen<AnyEntry[]> Entries(int depth) => Gen.Choose(0, 5).SelectMany(count => Entry(depth).ArrayOf(count));

    private static Gen<AnyEntry> Entry(int depth) =>
        from mode in Gen.Elements("100644", "100755", "104755", "120000", "160000", "40000", "40000", "777", "0")
        from name in Gen.OneOf(Pieces(), Bytes())
        from inner in depth > 0 ? Entries(depth - 1) : Gen.Constant(Array.Empty<AnyEntry>())
        select new AnyEntry(mode, name, inner);

    private static Gen<byte[]> Pieces() => Gen.Elements("..", ".", "/", "\\", ".git", "GIT~1", ":", " ", "a", "A", "é", "\u202e", "\u200c", "\n", "CON", "refs")
        .NonEmptyListOf().Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces.Take(6))));

    private static Gen<byte[]> Bytes() => Gen.Choose(1, 255).Select(value => (byte)value).NonEmptyListOf().Select(bytes => bytes.Take(300).ToArray());

    private ObjectId TreeOf(IEnumerable<AnyEntry> entries) => _repository.RawTree(
        [.. entries.Select(entry => new RawEntry(entry.Mode, entry.Name, entry.Mode is "40000" ? TreeOf(entry.Inner) : _repository.Blob(entry.Mode)))]);

    /// <summary>An entry of a tree; what it holds counts where its mode says folder.</summary>
    public sealed record AnyEntry(string Mode, byte[] Name, AnyEntry[] Inner);
}
