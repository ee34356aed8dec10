using System.Diagnostics;
using System.Text.Json;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

/// <summary>Repositories that mean no good, reviewed by the command as a user runs it.</summary>
public sealed class HostileRepositoryReviewTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CommandLine _codeReview;

    public HostileRepositoryReviewTests()
    {
        var home = Directory.CreateDirectory(Path.Combine(_folder.Path, "home")).FullName;
        _codeReview = new CommandLine(Path.Combine(_folder.Path, "workspace")) { Variables = new Dictionary<string, string> { ["HOME"] = home, ["TMPDIR"] = home } };
    }

    private string Origin => Path.Combine(_folder.Path, "origin");

    private ReviewLayout Review => _codeReview.Workspace.Review(CommandLine.Id("hostile"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_hostile_entry_is_in_the_coverage_with_its_reason_and_the_flaw_beside_them_is_found()
    {
        using var repository = new TestRepository(Origin);
        var blob = repository.Blob("evil");
        var evil = repository.RawTree(new RawEntry("100644", "evil", blob));
        RawEntry[] hostile =
        [
            new("100644", "..", blob), new("40000", ".git", evil), new("100644", "../../evil", blob), new("100644", "/evil", blob), new("100644", "a\\..\\evil", blob),
            new("100644", "git~1", blob), new("100644", "escape\u001b[31m", blob), new("100644", "bidi\u202etxt", blob), new("100644", new string('n', 256), blob),
            new("100644", [0x61, 0xff], blob), new("120000", "passwd", repository.Blob("/etc/passwd")), new("120000", "up", repository.Blob("../../..")),
            new("40000", "up", evil), new("160000", "module", blob),
        ];
        RawEntry[] harmless =
        [
            new("100644", ".gitattributes", repository.Blob("* filter=evil\n")),
            new("100644", ".gitmodules", repository.Blob("[submodule \"module\"]\n\tpath = module\n\turl = --upload-pack=evil\n")),
            new("104755", "Orders.cs", repository.Blob(SampleRepository.Vulnerable)), new("100644", "large.png", repository.Blob(new byte[1 << 20])),
        ];
        repository.CommitTree(repository.RawTree([.. hostile, .. harmless]));
        repository.Configure("filter.evil.smudge", $"touch {_folder.Path}/ran");

        var (status, output, error) = await _codeReview.RunAsync("review", Origin, "--id", "hostile", "--fail-on", "high");

        Assert.True(status is 1, error);
        Assert.DoesNotContain(output + error, c => char.IsControl(c) && c is not '\n' || c is '\u202e');
        var coverage = JsonSerializer.Deserialize(await File.ReadAllTextAsync(Review.Coverage), ProtocolJson.Indented.Coverage)!;
        Assert.Equal([".gitattributes", ".gitmodules", "Orders.cs"], coverage.Files.Where(file => file.Fate is FileFate.Read).Select(file => file.Path));
        var skipped = coverage.Files.Where(file => file.Fate is FileFate.Skipped).ToList();
        Assert.Equal(hostile.Length + 1, skipped.Count);
        Assert.All(skipped, file => Assert.False(string.IsNullOrWhiteSpace(file.Reason)));
        AssertNothingIsOutside();
    }

    [Fact]
    public async Task A_dozen_objects_that_are_thousands_of_millions_of_files_are_refused()
    {
        using var repository = new TestRepository(Origin);
        var tree = repository.RawTree(new RawEntry("100644", "f", repository.Blob("x")));
        for (var level = 0; level < 10; level++)
            tree = repository.RawTree(Enumerable.Range(0, 10).Select(i => new RawEntry("40000", $"d{i}", tree)).ToList());
        repository.CommitTree(tree);

        await AssertRefusedAsync("max_files");
    }

    [Fact]
    public async Task Folders_without_an_end_are_refused()
    {
        using var repository = new TestRepository(Origin);
        var tree = repository.RawTree(new RawEntry("100644", "f", repository.Blob("x")));
        for (var level = 0; level < 3_000; level++)
            tree = repository.RawTree(new RawEntry("40000", "d", tree));
        repository.CommitTree(tree);

        await AssertRefusedAsync("max_depth");
    }

    [Theory]
    [InlineData("blob:none")]
    [InlineData("tree:0")]
    public async Task A_partial_clone_is_refused_with_the_command_that_completes_it(string filter)
    {
        var whole = Path.Combine(_folder.Path, "whole");
        using (var repository = SampleRepository.Create(whole, files: 2))
            repository.Configure("uploadpack.allowFilter", "true");
        Assert.Equal(0, await GitAsync("clone", "-q", "--bare", $"--filter={filter}", $"file://{whole}", Origin));

        var error = await AssertRefusedAsync("partial clone");
        var advice = error[(error.IndexOf("'git fetch", StringComparison.Ordinal) + 1)..].Split('\'')[0];
        Assert.Equal(0, await GitAsync(["-C", Origin, .. advice.Split(' ')[1..]]));

        var (status, _, again) = await _codeReview.RunAsync("review", Origin, "--id", "hostile");
        Assert.True(status is 0, again);
    }

    private static async Task<int> GitAsync(params string[] arguments)
    {
        using var git = Process.Start("git", arguments);
        await git.WaitForExitAsync();
        return git.ExitCode;
    }

    private async Task<string> AssertRefusedAsync(string said)
    {
        var (status, _, error) = await _codeReview.RunAsync("review", Origin, "--id", "hostile");

        Assert.Equal(64, status);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Review.Repo));
        AssertNothingIsOutside();
        return error;
    }

    private void AssertNothingIsOutside()
    {
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Except(["home", "workspace", "origin", "whole"]));
        var written = Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Where(path => !path.StartsWith(Origin, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(written, path => Path.GetFileName(path) is "evil" or "ran" or ".git" or "passwd");
        Assert.All(written, path => Assert.Null(new FileInfo(path).LinkTarget));
    }
}
