using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;

namespace CodeReview.Lambda.Lifetimes;

/// <summary>The life of a function's process: initialize, serve one event after the other, and end when Lambda says so.</summary>
public static class FunctionProcess
{
    /// <summary>Serves until the environment is taken away.</summary>
    /// <param name="handler">Serves one event; see <see cref="LambdaBootstrapBuilder.Create"/>.</param>
    /// <param name="initializer">Runs once before the first; what it throws is reported to Lambda, and ends the process.</param>
    public static async Task RunAsync(Func<Stream, ILambdaContext, Task<Stream>> handler, LambdaBootstrapInitializer initializer)
    {
        using var shutdown = await ShutdownNotice.RegisterAsync().ConfigureAwait(false);
        using var bootstrap = LambdaBootstrapBuilder.Create(handler).UseBootstrapHandler(initializer).Build();
        await bootstrap.RunAsync(shutdown.Requested).ConfigureAwait(false);
    }
}
