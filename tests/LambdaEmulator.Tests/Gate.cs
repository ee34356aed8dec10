using System.Threading.Channels;
using CodeReview.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CodeReview.LambdaEmulator.Tests;

/// <summary>Where a function can be made to wait: it asks, the test sees that it has come so far, and lets it go on.</summary>
internal sealed class Gate : IAsyncDisposable
{
    private readonly Channel<bool> _arrived = Channel.CreateUnbounded<bool>();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WebApplication? _app;

    public string Url => _app!.Urls.First();

    public static async Task<Gate> StartAsync()
    {
        var gate = new Gate();
        gate._app = await LoopbackServer.StartAsync(async context =>
        {
            await gate._arrived.Writer.WriteAsync(true);
            await gate._open.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync("open");
        });
        return gate;
    }

    /// <summary>Completes when one more function waits at the gate.</summary>
    public async Task ArrivedAsync() => await _arrived.Reader.ReadAsync();

    public void Open() => _open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Open();
        await _app!.DisposeAsync();
    }
}
