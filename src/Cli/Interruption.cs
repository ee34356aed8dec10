using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CodeReview.Cli;

/// <summary>
/// Ctrl-C, and what a service manager sends in its place. The first asks for an end that can be resumed. The second ends the process
/// where it stands: that costs what was not on disk yet, and nothing else.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    public Interruption() => _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Count))];

    /// <summary>Cancelled at the first.</summary>
    public CancellationToken Asked => _asked.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _asked.Dispose();
    }

    // Killed, not exited: an orderly exit would wait for what is being shut down already, which is what the user does not want to do.
    private static void EndAtOnce()
    {
        // Progress hides the cursor of the terminal.
        if (!Console.IsErrorRedirected)
            Console.Error.Write("\u001b[?25h");
        Process.GetCurrentProcess().Kill();
    }

    private void Count(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _signals) is 1)
            _asked.Cancel();
        else
            EndAtOnce();
    }
}
