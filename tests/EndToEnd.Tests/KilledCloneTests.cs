using System.Diagnostics;
using System.Globalization;
using CodeReview.Orchestrator.Grains;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

/// <summary>A review that is killed while its repository is fetched and written, again and again, at moments that a seed decides.</summary>
public sealed class KilledCloneTests : IDisposable
{
    private const int Files = 900;
    private const int Kills = 4;

    private readonly TemporaryFolder _folder = new();

    private string Origin => Path.Combine(_folder.Path, "origin.git");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_work_tree_is_the_commit_byte_for_byte_however_often_the_clone_was_killed(int seed)
    {
        using (var repository = new TestRepository(Origin))
            repository.Commit(Enumerable.Range(0, Files).Select(i => ($"part{i % 30}/deep/{i}.{(i is 0 ? "py" : "dat")}", new string((char)('a' + (i % 26)), i * 7))));
        using var server = new GitHttpServer(_folder.Path);
        var temporary = Directory.CreateDirectory(Path.Combine(_folder.Path, "temporary")).FullName;
        var codeReview = new CommandLine(Path.Combine(_folder.Path, "workspace")) { Variables = new Dictionary<string, string> { ["TMPDIR"] = temporary } };
        var review = codeReview.Workspace.Review(CommandLine.Id("killed"));
        var random = new Random(seed);
        var halfWay = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = codeReview.Start("review", $"{server.Address}/origin", "--id", "killed");
            await KillAsync(process, random.Next(Files), review.Folder);
            // Either it is whole, or nothing says that it is.
            if (File.Exists(review.RepoManifest))
                await AssertIsTheCommitAsync(review.Repo);
            else
                halfWay++;
        }

        var (status, _, error) = await codeReview.RunAsync("review", $"{server.Address}/origin", "--id", "killed");

        Assert.True(status is 0, error);
        Assert.True(halfWay > 0, "No kill met the clone.");
        await AssertIsTheCommitAsync(review.Repo);
        Assert.Single(codeReview.History.Steps(CommandLine.Id("killed")), step => step.Event is ReviewEvent.Cloned);
        Assert.Empty(Directory.EnumerateDirectories(temporary, ".part-*", SearchOption.AllDirectories));
    }

    // When so many files have come into the review's folder since the process began; or when it has ended before.
    private static async Task KillAsync(Process process, int afterFiles, string folder)
    {
        Directory.CreateDirectory(folder);
        var reached = new TaskCompletionSource();
        var seen = 0;
        using var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, InternalBufferSize = 1 << 16, NotifyFilter = NotifyFilters.FileName };
        watcher.Created += (_, _) =>
        {
            if (Interlocked.Increment(ref seen) > afterFiles)
                reached.TrySetResult();
        };
        watcher.EnableRaisingEvents = true;
        await Task.WhenAny(reached.Task, process.WaitForExitAsync());
        process.Kill();
        await process.WaitForExitAsync();
    }

    private async Task AssertIsTheCommitAsync(string tree)
    {
        await GitAsync(tree, "read-tree", "HEAD");
        Assert.Equal("", await GitAsync(tree, "status", "--porcelain", "--untracked-files=all"));
    }

    private async Task<string> GitAsync(string tree, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["--git-dir", Origin, "--work-tree", tree, "-c", "core.bare=false", .. arguments]) { RedirectStandardOutput = true, WorkingDirectory = tree };
        start.Environment["GIT_INDEX_FILE"] = Path.Combine(_folder.Path, "index");
        using var git = Process.Start(start)!;
        var output = await git.StandardOutput.ReadToEndAsync();
        await git.WaitForExitAsync();
        return git.ExitCode is 0 ? output : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"git ended with {git.ExitCode}."));
    }
}
