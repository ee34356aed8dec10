using CodeReview.Agents;
using CodeReview.Orchestrator.Effects;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Orchestrator.Sources;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CodeReview.Cli.Local;

/// <summary>The whole fleet in this process, over a folder of this machine.</summary>
internal static class LocalFleet
{
    /// <summary>Runs a review, and shuts everything down before it answers.</summary>
    public static Task<ReviewResponse> ReviewAsync(
        ReviewRequest request, WorkspaceLayout workspace, IReviewObserver observer, bool verbose, CancellationToken suspend) =>
        WithFleetAsync(workspace, observer, verbose, fleet => fleet.ReviewAsync(request, suspend));

    /// <summary>Calls a review off, whatever process works on it.</summary>
    public static Task<ReviewResponse> CancelAsync(ReviewId id, WorkspaceLayout workspace, bool verbose) => WithFleetAsync(
        workspace, new NoReviewObserver(), verbose, async fleet => (await fleet.TellAsync(id, new ReviewCommand.Cancel(), CancellationToken.None)).Response);

    private static async Task<ReviewResponse> WithFleetAsync(
        WorkspaceLayout workspace, IReviewObserver observer, bool verbose, Func<ReviewFleet, Task<ReviewResponse>> ask)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(verbose ? LogLevel.Debug : LogLevel.Critical);
        builder.Services.AddSingleton(observer);
        builder.Services.AddSingleton(SourceAccess.OfUser);
        builder.Services.AddSingleton<IAgentInvoker, LocalAgentInvoker>();
        builder.Services.AddSingleton(services => new AgentRunner(workspace, services.GetRequiredService<TimeProvider>()));
        // Without it the host would stop at Ctrl-C by itself, and take the actors away from a review that is about to suspend.
        builder.Services.AddSingleton<IHostLifetime, LifetimeOfCommand>();
        builder.Services.AddReviewFleet(workspace);
        using var host = builder.Build();
        await host.StartAsync(CancellationToken.None);
        try
        {
            return await ask(host.Services.GetRequiredService<ReviewFleet>());
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }
}
