using System.Net;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CodeReview.Cli.Serving;

/// <summary>A web server over a workspace that reads and never writes.</summary>
internal sealed class ReviewServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CancellationTokenSource _stopping;

    private ReviewServer(WebApplication application, CancellationTokenSource stopping) => (_application, _stopping) = (application, stopping);

    /// <summary>Where its first page is.</summary>
    public Uri Address => new($"{_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/");

    /// <summary>Begins to answer.</summary>
    /// <exception cref="InvalidRequestException">The address or the port cannot be had.</exception>
    public static async Task<ReviewServer> StartAsync(WorkspaceLayout workspace, IPEndPoint endPoint, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxConcurrentConnections = 200;
            kestrel.Listen(endPoint);
        });
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        var stopping = new CancellationTokenSource();
        application.Use(next => context => RequestGuard.AnswerAsync(context, next));
        new ReviewRoutes(new WorkspaceReading(workspace, time), time, stopping.Token).Map(application);
        try
        {
            await application.StartAsync();
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            await application.DisposeAsync();
            throw new InvalidRequestException($"Nothing can listen on {endPoint}: {e.Message} Give another --port, or 0 for any that is free.", e);
        }

        return new ReviewServer(application, stopping);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Pages that watch a review hold their connections for as long as they are open.
        await _stopping.CancelAsync();
        await _application.StopAsync();
        await _application.DisposeAsync();
        _stopping.Dispose();
    }
}
