using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodeReview.LambdaEmulator.Tests;

/// <summary>Where a function can be made to wait: it asks, the test sees that it has come so far, and lets it go on.</summary>
internal sealed class Gate : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<bool> _arrived = Channel.CreateUnbounded<bool>();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Gate(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public static async Task<Gate> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var gate = new Gate(app);
        app.Run(async context =>
        {
            await gate._arrived.Writer.WriteAsync(true);
            await gate._open.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync("open");
        });
        await app.StartAsync();
        return gate;
    }

    /// <summary>Completes when one more function waits at the gate.</summary>
    public async Task ArrivedAsync() => await _arrived.Reader.ReadAsync();

    public void Open() => _open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Open();
        await _app.DisposeAsync();
    }
}
