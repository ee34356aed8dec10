using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using CodeReview.Bench.Measuring;
using CodeReview.LambdaEmulator.Environments;
using CodeReview.LambdaEmulator.Settings;

namespace CodeReview.Bench.ColdStart;

/// <summary>
/// How long a packaged function's process takes until it asks for its first event, beside an empty function that is packaged the same
/// way. Lambda adds the microVM, the download and a cold disk, which is why the sizes stand beside the times.
/// </summary>
internal sealed class ColdStartBench : IBench
{
    private const string Empty = "empty";
    private const string Orchestrator = "orchestrator";
    private const string Agent = "agent";
    private const string WorkspaceVariable = "CODEREVIEW_WORKSPACE";
    private const int Runs = 15;
    private const double BarTimes = 2;
    private const double Mebi = 1 << 20;

    /// <summary>This machine's architecture, as Lambda and the packaging script call it.</summary>
    public static string Architecture => RuntimeInformation.OSArchitecture is System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x86_64";

    public string Name => "cold-start";

    public async Task<Table> RunAsync(BenchSettings settings)
    {
        var functions = ((string[])[Empty, Orchestrator, Agent]).Select(name => Function.Unpack(name, settings)).ToList();
        var seconds = await Rounds.RunAsync([.. functions.Select(function => new Timed(function.Name, function.StartAsync))], Runs);
        var table = new Table("cold-start: from the process's start to its first event", "function", "ms", "times the empty one", "CPU ms", "MiB of memory", "MiB zipped", "MiB unzipped", "bar");
        foreach (var function in functions)
        {
            var ratio = Spread.Of(seconds[function.Name].Zip(seconds[Empty], (one, empty) => one / empty));
            table.Add(
                function.Name,
                Spread.Of(seconds[function.Name].Select(second => second * 1000)).Show("0"),
                ratio.Show("0.00"),
                Spread.Of(function.ProcessorMilliseconds).Show("0"),
                Spread.Of(function.MemoryMib).Show("0"),
                function.ZippedMib.ToString("0.0", CultureInfo.InvariantCulture),
                function.UnzippedMib.ToString("0.0", CultureInfo.InvariantCulture),
                function.Name is Orchestrator ? $"≤ {BarTimes}: {Bar.AtMost(BarTimes, ratio.Median)}" : "");
        }

        return table;
    }

    // As a fleet sets it up, over a workspace of its own; the empty one needs nothing.
    private static FunctionSettings SettingsOf(string name, string folder, string workspace)
    {
        if (name is Empty)
            return new FunctionSettings { Package = folder };
        var deployed = EmulatorSettings.Fleet.Functions.Values.First(function => Path.GetFileNameWithoutExtension(function.Package) == name);
        return deployed with { Package = folder, Environment = new Dictionary<string, string>(deployed.Environment) { [WorkspaceVariable] = workspace } };
    }

    private sealed record Function(string Name, FunctionSettings Settings, double ZippedMib, double UnzippedMib)
    {
        public List<double> ProcessorMilliseconds { get; } = [];

        public List<double> MemoryMib { get; } = [];

        public static Function Unpack(string name, BenchSettings settings)
        {
            var zip = Path.Combine(settings.Packages, $"{name}.zip");
            if (!File.Exists(zip))
                throw new FileNotFoundException($"'{zip}' is missing: make the packages with ./package, and the empty one with ./package --only empty.", zip);
            var folder = settings.Scratch.Below($"cold-start-{name}");
            ZipFile.ExtractToDirectory(zip, folder);
            var unzipped = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
            var workspace = settings.Scratch.Below("cold-start-workspace");
            Directory.CreateDirectory(workspace);
            return new Function(name, SettingsOf(name, folder, workspace), new FileInfo(zip).Length / Mebi, unzipped / Mebi);
        }

        /// <summary>Starts the function, and says after how many seconds it asked for an event.</summary>
        public async Task<double> StartAsync()
        {
            await using var api = await RuntimeApi.StartAsync();
            var start = Stopwatch.GetTimestamp();
            using var process = FunctionProcess.Start(Name, Settings, Settings.Package, api.Endpoint, new Uri("http://127.0.0.1:1"), (_, _) => { });
            await Task.WhenAny(api.Ready, process.Exited);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (!api.Ready.IsCompleted)
                throw new InvalidOperationException($"{Name} ended with {await process.Exited}: {System.Text.Encoding.UTF8.GetString(process.TakeLog())}");
            using (var seen = Process.GetProcessById(process.Id))
            {
                ProcessorMilliseconds.Add(seen.TotalProcessorTime.TotalMilliseconds);
                MemoryMib.Add(seen.WorkingSet64 / Mebi);
            }

            process.Kill();
            await process.Exited;
            return seconds;
        }
    }
}
