using Amazon.Runtime;
using Amazon.S3;
using CodeReview.Cli.Remote;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.Cli.Tests.Remote;

public sealed class BucketCopyTests : IAsyncLifetime, IDisposable
{
    private const string Name = "reviews-bucket";
    private readonly TemporaryFolder _folder = new();
    // Small, so that a listing has several pages.
    private readonly FakeBucket _bucket = new() { PageSize = 2 };
    private AmazonS3Client _client = null!;

    private CommandLine Fleet => new(Path.Combine(_folder.Path, "fleet"));

    private WorkspaceLayout Copied => new(Path.Combine(_folder.Path, "copy"));

    public async Task InitializeAsync()
    {
        var repository = Path.Combine(_folder.Path, "repository");
        SampleRepository.Create(repository, files: 2).Dispose();
        var (status, _, error) = await Fleet.RunAsync("review", repository, "--id", "sample");
        Assert.True(status is 0, error);
        await _bucket.StartAsync();
        _bucket.Export(Fleet.Workspace.Root, Name);
        _client = new AmazonS3Client(new BasicAWSCredentials("some", "some"), new AmazonS3Config { ServiceURL = _bucket.Variables["AWS_ENDPOINT_URL_S3"], ForcePathStyle = true, MaxErrorRetry = 0 });
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _bucket.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_the_pages_show_is_copied_and_the_reviewed_files_are_not()
    {
        await Copy().RefreshAsync(CancellationToken.None);

        var (there, here) = (Fleet.Workspace.Review(CommandLine.Id("sample")), Copied.Review(CommandLine.Id("sample")));
        foreach (var (of, copied) in (ReadOnlySpan<(string, string)>)[(there.Journal, here.Journal), (there.Snapshots, here.Snapshots), (there.Results, here.Results), (there.Tasks, here.Tasks)])
            Assert.Equal(FilesOf(of), FilesOf(copied));
        Assert.False(Directory.Exists(here.Repo));
    }

    [Fact]
    public async Task A_review_that_is_over_and_all_there_is_not_looked_at_again()
    {
        var copy = Copy();
        await copy.RefreshAsync(CancellationToken.None);
        _bucket.Asked.Clear();

        await copy.RefreshAsync(CancellationToken.None);

        Assert.Contains("delimiter", Assert.Single(_bucket.Asked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_exported_later_is_fetched_then_and_nothing_that_is_there_is_fetched_again()
    {
        var summary = $"{Name}/workspace/reviews/sample/results/summary.json";
        Assert.True(_bucket.Objects.TryRemove(summary, out var content));
        var copy = Copy();
        await copy.RefreshAsync(CancellationToken.None);
        _bucket.Asked.Clear();
        _bucket.Objects[summary] = content;

        await copy.RefreshAsync(CancellationToken.None);

        Assert.Equal(content, await File.ReadAllBytesAsync(Copied.Review(CommandLine.Id("sample")).Summary));
        Assert.Equal([$"GET /{summary}"], _bucket.Asked.Where(asked => !asked.Contains("list-type", StringComparison.Ordinal)).Select(asked => asked.Split('?')[0]));
    }

    [Theory]
    [InlineData("sample/journal/../../../../evil")]
    [InlineData("sample/results//evil")]
    [InlineData("../evil/journal/x")]
    [InlineData(".git/journal/x")]
    public async Task A_key_that_leads_elsewhere_becomes_no_file(string key)
    {
        _bucket.Objects.Clear();
        _bucket.Objects[$"{Name}/workspace/reviews/{key}"] = "evil"u8.ToArray();

        await Copy().RefreshAsync(CancellationToken.None);

        Assert.False(Directory.Exists(Copied.Root));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "evil", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_list_of_a_bucket_reads_journals_and_nothing_else()
    {
        var (status, output, error) = await RemotelyAsync("list", "--bucket", Name);

        Assert.True(status is 0, error);
        Assert.Equal((await Fleet.RunAsync("list")).Output, output);
        Assert.DoesNotContain(_bucket.Asked, asked => asked.Contains("results", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_and_a_bucket_are_not_both_listed()
    {
        var (status, _, error) = await RemotelyAsync("list", "--bucket", Name, "--workspace", _folder.Path);

        Assert.Equal(ExitStatus.Usage, status);
        Assert.Contains("leave one of them out", error, StringComparison.Ordinal);
    }

    private Task<(int Status, string Output, string Error)> RemotelyAsync(params string[] arguments) =>
        new CommandLine(_folder.Path) { NamesWorkspace = false, Variables = _bucket.Variables }.RunAsync(arguments);

    private BucketCopy Copy() => new(new ReviewBucket(_client, Name), Copied, journalsOnly: false);

    private static Dictionary<string, string> FilesOf(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(folder, path), File.ReadAllText);
}
