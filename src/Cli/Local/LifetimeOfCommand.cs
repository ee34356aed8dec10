using Microsoft.Extensions.Hosting;

namespace CodeReview.Cli.Local;

/// <summary>The host lives as long as the command that began it; signals are the command's business.</summary>
internal sealed class LifetimeOfCommand : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
