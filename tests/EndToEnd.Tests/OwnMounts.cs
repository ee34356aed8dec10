using System.ComponentModel;
using System.Diagnostics;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

/// <summary>
/// Leave to mount a file system in a namespace of one's own, so that a disk can be filled for real without filling the machine's. macOS and
/// Windows have no such thing, and some containers forbid it.
/// </summary>
internal sealed class OwnMounts : INeed
{
    public static string? Missing { get; } = Find();

    private static string? Find()
    {
        try
        {
            var start = new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", Path.GetTempPath()]) { RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode is 0 ? null : $"this machine mounts nothing for a test: {error.Trim()}";
        }
        catch (Win32Exception e)
        {
            return $"there is no 'unshare': {e.Message}";
        }
    }
}
