using System.Diagnostics;
using System.Globalization;
using CodeReview.Bench.Measuring;
using CodeReview.Orchestrator.Sources;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.Bench.Clone;

/// <summary>
/// From a URL to a whole work tree in the folder that is measured, against <c>git clone --depth 1</c>, turn by turn, from a smart-HTTP
/// server of this machine. Both are measured in a process of their own, from within: the start of a runtime is no part of it.
/// Ours has its objects in the machine's temporary folder, and syncs what it wrote; git does not.
/// </summary>
internal sealed class CloneBench : IMeasuredApart
{
    private const int RoundsOfFew = 5;

    /// <summary>They take minutes each.</summary>
    private const int RoundsOfMany = 2;
    private const int Many = 20_000;
    private const double SlowMountBar = 12;
    private const double LocalDiskBar = 1;
    private const string Git = "git clone --depth 1";
    private const string Ours = "RepositorySource";
    private const string Warm = "RepositorySource, objects still there";

    /// <summary>Where a call takes this long, the folder is on a slow mount.</summary>
    private static readonly TimeSpan SlowCall = TimeSpan.FromMilliseconds(1);

    public string Name => "clone";

    public async Task<Table> RunAsync(BenchSettings settings)
    {
        var isSlow = IsSlow(settings.Scratch);
        var table = new Table(
            $"clone: {RoundsOfFew} rounds, {RoundsOfMany} from {Many} files, onto {(isSlow ? "a slow mount" : "a local disk")}", "files", "what", "seconds", "rate, git = 1", "peak MiB", "calls to the mount", "bar");
        using var served = new TemporaryFolder();
        using var server = new GitHttpServer(served.Path);
        foreach (var files in settings.Sizes)
        {
            await ManyFiles.MakeAsync(Path.Combine(served.Path, $"{files}.git"), files);
            Add(table, files, isSlow, await RoundsAsync($"{server.Address}/{files}", files < Many ? RoundsOfFew : RoundsOfMany, settings));
        }

        return table;
    }

    public async Task<Measures> MeasureAsync(string[] arguments)
    {
        var (what, url, folder) = (arguments[0], arguments[1], arguments[2]);
        if (what is Git)
        {
            var git = await TimeAsync(() => CommandAsync("git", "clone", "-q", "--depth", "1", url + ".git", folder));
            return new Measures { ["seconds"] = git, ["peak_mib"] = ChildProcesses.PeakMebibytes() };
        }

        return new Measures { ["seconds"] = await TimeAsync(() => CheckOutAsync(url, folder)) }.WithMemory();
    }

    private async Task<Dictionary<string, List<Measures>>> RoundsAsync(string url, int rounds, BenchSettings settings)
    {
        string[] turns = [Git, Ours, Warm];
        var found = turns.ToDictionary(turn => turn, _ => new List<Measures>());
        for (var round = 0; round < rounds; round++)
        {
            using var objects = new TemporaryFolder();
            // The warm one finds what the one before it has left; git's turn is first and last by turns.
            foreach (var turn in round % 2 is 0 ? turns : [Ours, Warm, Git])
                found[turn].Add(await MeasureAsync(turn, url, objects.Path, settings));
        }

        return found;
    }

    private async Task<Measures> MeasureAsync(string turn, string url, string objects, BenchSettings settings)
    {
        var folder = settings.Scratch.Below("clone");
        var before = await CountAsync(settings);
        var measures = await FreshProcess.MeasureAsync(this, new Dictionary<string, string> { ["TMPDIR"] = objects }, turn, url, folder);
        measures["calls"] = await CountAsync(settings) - before;
        ManyFiles.Remove(folder);
        return measures;
    }

    private static async Task CheckOutAsync(string url, string folder)
    {
        var (source, repository) = (new RepositorySource(SourceAccess.OfUser, GitTokens.None), TextValue.Parse<RepositoryUrl>(url));
        var pinned = await source.PinAsync(repository, null, null, CancellationToken.None);
        await source.CheckOutAsync(repository, pinned, new ReviewLayout(folder), new ReviewOptions(), CancellationToken.None);
    }

    private static void Add(Table table, int files, bool isSlow, Dictionary<string, List<Measures>> found)
    {
        var git = found[Git].ConvertAll(round => round["seconds"]);
        var bar = isSlow ? SlowMountBar : LocalDiskBar;
        foreach (var (what, rounds) in found)
        {
            var ratio = Spread.Of(rounds.Zip(git, (round, seconds) => seconds / round["seconds"]));
            table.Add(
                files.ToString(CultureInfo.InvariantCulture), what, Of(rounds, "seconds").Show("0.00"), ratio.Show("0.0"), Of(rounds, "peak_mib").Show("0"), Of(rounds, "calls").Show("0"),
                what is Ours ? string.Create(CultureInfo.InvariantCulture, $"≥ {bar}: {Bar.AtLeast(bar, ratio.Median)}") : "");
        }
    }

    private static Spread Of(List<Measures> rounds, string name) => Spread.Of(rounds.Select(round => round[name]));

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> CountAsync(BenchSettings settings) => settings.CountWith is null
        ? 0
        : double.Parse(await CommandAsync("sh", "-c", settings.CountWith), CultureInfo.InvariantCulture);

    private static async Task<string> CommandAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode is 0 ? output : throw new InvalidOperationException($"'{command} {string.Join(' ', arguments)}' ended with {process.ExitCode}.");
    }

    private static bool IsSlow(Scratch scratch)
    {
        var folder = Directory.CreateDirectory(scratch.Below("speed")).FullName;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 10; i++)
            File.Create(Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture))).Dispose();
        return Stopwatch.GetElapsedTime(start) / 10 > SlowCall;
    }
}
