using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace CodeReview.Orchestrator.Leasing;

/// <summary>
/// A process, told apart from any other that shares the workspace: the machine since its last start, the process-id namespace
/// (two containers of one machine may both have a process 1), the process and when it started (ids are used again).
/// </summary>
/// <param name="Machine">The machine, this boot of it and the process-id namespace.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="StartedAt">When it started, in ticks.</param>
internal sealed record LeaseOwner(string Machine, int ProcessId, long StartedAt)
{
    /// <summary>This process.</summary>
    public static LeaseOwner Here { get; } = new(ThisMachine(), Environment.ProcessId, Process.GetCurrentProcess().StartTime.Ticks);

    /// <summary>Whether it is known to be gone: same machine, and no such process runs. Of another machine nothing is known.</summary>
    public bool IsKnownDead()
    {
        if (Machine != Here.Machine)
            return false;
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return Math.Abs(process.StartTime.Ticks - StartedAt) > TimeSpan.TicksPerSecond || IsZombie(ProcessId);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return true;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Machine}/{ProcessId}");

    // A killed process keeps its id until its parent asks for its status, which the first process of a container may never do. The
    // state follows the name, which stands in parentheses and may hold some itself.
    private static bool IsZombie(int processId)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            var status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            return status[(status.LastIndexOf(')') + 1)..].TrimStart() is ['Z' or 'X', ..];
        }
        catch (IOException)
        {
            return true; // It went in between.
        }
    }

    private static string ThisMachine()
    {
        const string BootId = "/proc/sys/kernel/random/boot_id";
        var boot = File.Exists(BootId) ? File.ReadAllText(BootId).Trim() : "";
        var processes = new FileInfo("/proc/self/ns/pid").LinkTarget ?? "";
        return $"{Environment.MachineName}/{boot}/{processes}";
    }
}
