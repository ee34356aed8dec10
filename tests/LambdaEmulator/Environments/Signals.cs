using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CodeReview.LambdaEmulator.Environments;

/// <summary>Stops, continues and asks processes to end.</summary>
internal static partial class Signals
{
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;
    private const int NoSuchProcess = 3;

    public static void Freeze(Process process) => Send(process, Stop);

    public static void Thaw(Process process) => Send(process, Continue);

    public static void AskToEnd(Process process) => Send(process, Terminate);

    private static void Send(Process process, int signal)
    {
        // A process that has ended by itself is not there to be stopped, and its id may be another's by now.
        if (process.HasExited)
            return;
        if (Kill(process.Id, signal) is not 0 && Marshal.GetLastPInvokeError() is not NoSuchProcess)
            throw new InvalidOperationException($"Process {process.Id} takes no signal {signal}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
