using System.Runtime.InteropServices;

namespace CodeReview.Bench.Measuring;

/// <summary>What the processes took that this one has started and waited for, and those that they did.</summary>
internal static class ChildProcesses
{
    private const int OfChildren = -1;
    private const int PeakField = 4;
    private const int Fields = 18;

    /// <summary>What the largest of them held at most.</summary>
    public static double PeakMebibytes()
    {
        var usage = new long[Fields];
        return OperatingSystem.IsLinux() && GetUsage(OfChildren, usage) is 0 ? usage[PeakField] / 1024.0 : double.NaN;
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetUsage(int who, [Out] long[] usage);
}
