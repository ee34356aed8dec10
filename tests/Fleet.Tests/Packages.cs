using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CodeReview.Fleet.Tests;

/// <summary>The functions as they are deployed: made once a run by the script that makes them for Lambda.</summary>
internal static class Packages
{
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    /// <summary>The folder of <c>orchestrator.zip</c> and <c>agent.zip</c>.</summary>
    public static Task<string> FolderAsync() => Made.Value;

    private static async Task<string> MakeAsync()
    {
        // Another folder than a user's: a test does not replace what is about to be deployed.
        const string Output = "artifacts/fleet";
        var root = RootAbove(AppContext.BaseDirectory);
        var architecture = RuntimeInformation.OSArchitecture is Architecture.Arm64 ? "arm64" : "x86_64";
        var start = new ProcessStartInfo(Path.Combine(root, "package"), ["--arch", architecture, "--output", Output]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // What runs the tests tells its children of itself; a build that is their child has to find its own way.
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(variable);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode is 0
            ? Path.Combine(root, Output, architecture)
            : throw new InvalidOperationException($"./package ended with {process.ExitCode}: {await error}{await output}");
    }

    private static string RootAbove(string folder) => File.Exists(Path.Combine(folder, "package"))
        ? folder
        : RootAbove(Directory.GetParent(folder)?.FullName ?? throw new DirectoryNotFoundException("./package is in no folder above the tests."));
}
