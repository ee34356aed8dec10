using System.ComponentModel;
using System.Diagnostics;

namespace CodeReview.EndToEnd.Tests;

/// <summary>A test that mounts a file system of its own; skipped, and counted as skipped, where the machine does not let it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountFactAttribute : FactAttribute
{
    // Null, and so not skipped, wherever a process may mount a file system in a namespace of its own. macOS and Windows have no such
    // thing, and some containers forbid it: there a disk cannot be filled for real without filling the machine's own.
    public MountFactAttribute() => Skip = Mounts.Missing;
}

/// <summary>The same for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountTheoryAttribute : TheoryAttribute
{
    // For the reason given at MountFactAttribute.
    public MountTheoryAttribute() => Skip = Mounts.Missing;
}

internal static class Mounts
{
    /// <summary>Why nothing can be mounted here; null where it can.</summary>
    public static string? Missing { get; } = Find();

    private static string? Find()
    {
        try
        {
            var start = new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", Path.GetTempPath()]) { RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode is 0 ? null : $"This machine mounts nothing for a test: {error.Trim()}";
        }
        catch (Win32Exception e)
        {
            return $"This machine has no 'unshare': {e.Message}";
        }
    }
}
