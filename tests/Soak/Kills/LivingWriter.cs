using System.Collections.Concurrent;
using System.Diagnostics;

namespace CodeReview.Soak.Kills;

/// <summary>A writer under way: what it says is heard; disposed of, it is killed.</summary>
internal sealed class LivingWriter : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _listening;
    private readonly SemaphoreSlim _said = new(0);

    public LivingWriter(string log, string name, ConcurrentBag<Acknowledged> heard)
    {
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [LogWriter.Command, log, name]) { RedirectStandardOutput = true })!;
        _listening = ListenAsync(heard);
    }

    /// <summary>Waits until that many batches were acknowledged since the last call.</summary>
    /// <exception cref="InvalidOperationException">The process ended by itself.</exception>
    public async Task SaysAsync(int batches)
    {
        for (var i = 0; i < batches; i++)
        {
            await _said.WaitAsync();
            if (_listening.IsCompleted)
                throw new InvalidOperationException($"A writer ended by itself, with status {_process.ExitCode}.");
        }
    }

    /// <summary>Kills it, and takes in what it had said.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _listening;
        await _process.WaitForExitAsync();
        _process.Dispose();
        _said.Dispose();
    }

    private async Task ListenAsync(ConcurrentBag<Acknowledged> heard)
    {
        var rest = "";
        var buffer = new char[4096];
        while (await _process.StandardOutput.ReadAsync(buffer) is > 0 and var read)
        {
            var lines = (rest + new string(buffer, 0, read)).Split('\n');
            // The last one may be half said: its writer was killed while it spoke.
            rest = lines[^1];
            foreach (var line in lines[..^1])
                heard.Add(Acknowledged.Parse(line));
            if (lines.Length > 1)
                _said.Release(lines.Length - 1);
        }

        _said.Release(1000);
    }
}
