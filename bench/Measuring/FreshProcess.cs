using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodeReview.Bench.Measuring;

/// <summary>Numbers by name.</summary>
internal sealed class Measures : Dictionary<string, double>
{
    private const double Mebi = 1 << 20;

    /// <summary>Adds what this process took of memory at most.</summary>
    public Measures WithMemory()
    {
        using var self = Process.GetCurrentProcess();
        this["peak_mib"] = self.PeakWorkingSet64 / Mebi;
        return this;
    }
}

/// <summary>Starts this program anew for one measurement, whose answer is the last line that it prints.</summary>
internal static partial class FreshProcess
{
    public const string Command = "measure";

    /// <summary>Measures in a new process.</summary>
    /// <exception cref="InvalidOperationException">That process failed.</exception>
    public static Task<Measures> MeasureAsync(IBench bench, params string[] arguments) => MeasureAsync(bench, new Dictionary<string, string>(), arguments);

    /// <summary>Measures in a new process that has more in its environment.</summary>
    /// <exception cref="InvalidOperationException">That process failed.</exception>
    public static async Task<Measures> MeasureAsync(IBench bench, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Command, bench.Name, .. arguments]) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode is 0
            ? JsonSerializer.Deserialize(output.Trim().Split('\n')[^1], MeasuresJson.Default.Measures)!
            : throw new InvalidOperationException($"'{bench.Name} {string.Join(' ', arguments)}' ended with {process.ExitCode}: {output}");
    }

    /// <summary>Hands the numbers to the process that asked.</summary>
    public static void Answer(Measures measures) => Console.WriteLine(JsonSerializer.Serialize(measures, MeasuresJson.Default.Measures));

    [JsonSerializable(typeof(Measures))]
    private sealed partial class MeasuresJson : JsonSerializerContext;
}
