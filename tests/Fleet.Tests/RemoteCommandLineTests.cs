using System.Diagnostics;
using System.Globalization;
using CodeReview.LambdaEmulator.Settings;
using CodeReview.Testing;

namespace CodeReview.Fleet.Tests;

/// <summary>The command line with <c>--remote</c> as a user runs it, against the packaged functions, a Git server and a bucket.</summary>
public sealed class RemoteCommandLineTests : IAsyncLifetime, IDisposable
{
    private const string Bucket = "reviews-bucket";
    private const string Function = $"{EmulatedFleet.Orchestrator}:live";
    private readonly TemporaryFolder _folder = new();
    private readonly FakeBucket _bucket = new();
    private GitHttpServer _git = null!;
    private EmulatedFleet _fleet = null!;

    private string Mount => Path.Combine(_folder.Path, "workspace");

    private string Url => $"{_git.Address}/repository";

    public async Task InitializeAsync()
    {
        SampleRepository.Create(Path.Combine(_folder.Path, "repository"), files: 120).Dispose();
        _git = new GitHttpServer(_folder.Path);
        _fleet = await EmulatedFleet.StartAsync(Mount, emulator: settings => settings with { Functions = settings.Functions.ToDictionary(function => function.Key, function => Allowing(function.Value)) });
        await _bucket.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _fleet.DisposeAsync();
        await _bucket.DisposeAsync();
        _git.Dispose();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_review_is_asked_for_watched_read_and_listed_and_is_what_one_process_finds()
    {
        var (status, output, error) = await RunAsync("review", Url, "--id", "r", "--remote", Function, "--fail-on", "high");

        Assert.True(status is 1, output + error);
        Assert.Contains("Review r: complete", output, StringComparison.Ordinal);
        Assert.Contains("codereview report r --remote", error, StringComparison.Ordinal);
        var alone = new CommandLine(Path.Combine(_folder.Path, "alone"));
        await alone.RunAsync("review", Url, "--id", "r");
        Assert.Equal(alone.Results(CommandLine.Id("r")), _fleet.Results(CommandLine.Id("r")));

        // The export a minute later.
        _bucket.Export(Mount, Bucket);
        foreach (var (format, file) in ((string Format, string File)[])[("md", "report.md"), ("sarif", "report.sarif"), ("html", "report.html"), ("json", "summary.json")])
        {
            var report = await RunAsync("report", "r", "--remote", Function, "--bucket", Bucket, "--format", format);
            Assert.Equal((0, await File.ReadAllTextAsync(Path.Combine(_fleet.Workspace.Review(CommandLine.Id("r")).Results, file))), (report.Status, report.Output));
        }

        var listed = await RunAsync("list", "--bucket", Bucket);
        Assert.Matches($"^r +complete .*{Url}", listed.Output);
    }

    [NeedsFact<Signals>]
    public async Task Watching_that_was_ended_is_taken_up_again_and_the_fleet_went_on_meanwhile()
    {
        using (var process = Command.Start("review", Url, "--id", "r", "--remote", Function))
        {
            await CommandLine.UntilAsync(process, line => line.StartsWith("r: ", StringComparison.Ordinal));
            using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            var (status, _, error) = await CommandLine.EndAsync(process);
            Assert.Equal(2, status);
            Assert.Contains($"codereview resume r --remote {Function}", error, StringComparison.Ordinal);
        }

        await _fleet.Lambda.QuietAsync();
        var standing = await RunAsync("status", "r", "--remote", Function);
        var resumed = await RunAsync("resume", "r", "--remote", Function);

        Assert.Equal((0, 0), (standing.Status, resumed.Status));
        Assert.Contains("Review r: complete", resumed.Output, StringComparison.Ordinal);
        Assert.Single(_fleet.Lambda.History, attempt => attempt.Payload.Contains("\"repo_url\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_review_that_is_not_there_is_said_so_and_one_that_was_called_off_stays_so()
    {
        Assert.Equal(64, (await RunAsync("status", "nobody", "--remote", Function)).Status);
        await _fleet.AskAsync(new { repo_url = Url, review_id = "r" });

        var cancelled = await RunAsync("cancel", "r", "--remote", Function);
        await _fleet.Lambda.QuietAsync();

        var over = await RunAsync("status", "r", "--remote", Function);
        Assert.True(cancelled.Status is 0 && cancelled.Output.Contains("Review r: cancelled", StringComparison.Ordinal), cancelled.Output + cancelled.Error);
        Assert.Contains("Review r: cancelled", over.Output, StringComparison.Ordinal);
    }

    private FunctionSettings Allowing(FunctionSettings function) => function with { Environment = new Dictionary<string, string>(function.Environment) { ["CODEREVIEW_GIT_ALLOW"] = _git.Address } };

    private CommandLine Command => new(_folder.Path)
    {
        NamesWorkspace = false, Variables = new Dictionary<string, string>(_bucket.Variables) { ["AWS_ENDPOINT_URL_LAMBDA"] = _fleet.Lambda.Url.ToString() },
    };

    private Task<(int Status, string Output, string Error)> RunAsync(params string[] arguments) => Command.RunAsync(arguments);
}
