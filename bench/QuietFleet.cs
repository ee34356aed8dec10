using Akka.Actor;
using CodeReview.Orchestrator.Effects;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Protocol.Workspace;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CodeReview.Bench;

/// <summary>The orchestrator as it runs, journal and snapshots included, over a workspace; its steps do nothing but answer.</summary>
internal sealed class QuietFleet : IAsyncDisposable
{
    private readonly IHost _host;

    private QuietFleet(IHost host, NoSteps steps) => (_host, Steps) = (host, steps);

    public NoSteps Steps { get; }

    public ActorSystem System => _host.Services.GetRequiredService<ActorSystem>();

    public GrainLogs Logs => _host.Services.GetRequiredService<GrainLogs>();

    public ReviewFleet Reviews => _host.Services.GetRequiredService<ReviewFleet>();

    /// <param name="workspace">The workspace's folder.</param>
    /// <param name="shards">How many shards a plan has.</param>
    /// <param name="terms">How agents work; at once, while the activation waits, where null.</param>
    public static async Task<QuietFleet> StartAsync(string workspace, int shards = 1, ActivationTerms? terms = null)
    {
        var layout = new WorkspaceLayout(workspace);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        var steps = new NoSteps(layout, shards);
        builder.Services.AddSingleton<IReviewSteps>(steps);
        builder.Services.AddReviewFleet(layout, terms);
        var host = builder.Build();
        await host.StartAsync();
        return new QuietFleet(host, steps);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
