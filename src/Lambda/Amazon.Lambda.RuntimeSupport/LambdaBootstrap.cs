using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Serves invocations one after the other over the Runtime API. What a handler throws is reported and the next event is asked for;
/// what the Runtime API refuses ends the loop with an exception, since Lambda then wants the process gone.
/// </summary>
/// <remarks>
/// After an answer the environment is frozen, perhaps for ever, with whatever is still under way in it. So a handler returns when
/// nothing of the invocation runs any more, and the wait for the next event has no time-out.
/// </remarks>
public sealed class LambdaBootstrap : IDisposable
{
    private readonly Func<Stream, ILambdaContext, Task<Stream>> _handler;
    private readonly LambdaBootstrapInitializer? _initializer;
    private readonly RuntimeApiClient _api;
    private readonly LambdaConsoleLogger _logger = new();

    internal LambdaBootstrap(
        Func<Stream, ILambdaContext, Task<Stream>> handler, LambdaBootstrapInitializer? initializer, LambdaBootstrapOptions options, HttpClient? client)
    {
        _handler = handler;
        _initializer = initializer;
        _api = RuntimeApiClient.Create(options.RuntimeApiEndpoint, client);
    }

    /// <summary>Initializes, then serves until cancelled; an event that is being served is served to its end.</summary>
    /// <exception cref="RuntimeApiException">The Runtime API refused a call.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        HeapLimit.Apply(_logger);
        if (!await InitializeAsync().ConfigureAwait(false))
            return;
        while (!cancellationToken.IsCancellationRequested)
        {
            Invocation invocation;
            try
            {
                invocation = await _api.NextAsync(_logger, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            await ServeAsync(invocation).ConfigureAwait(false);
        }
    }

    public void Dispose() => _api.Dispose();

    private async Task<bool> InitializeAsync()
    {
        try
        {
            return _initializer is null || await _initializer().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _logger.LogError(e, "The function could not be initialized.");
            await _api.ReportInitializationErrorAsync(e).ConfigureAwait(false);
            throw;
        }
    }

    private async Task ServeAsync(Invocation invocation)
    {
        var context = invocation.Context;
        // The AWS SDK reads the variable and hands the trace on, which is what Lambda's loop detection counts by.
        Environment.SetEnvironmentVariable(RuntimeVariables.TraceId, context.TraceId);
        Stream answer;
        try
        {
            answer = await _handler(invocation.Event, context).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _logger.LogError(e, $"Invocation {context.AwsRequestId} failed.");
            await _api.ReportInvocationErrorAsync(context.AwsRequestId, e).ConfigureAwait(false);
            return;
        }

        await using var disposed = answer.ConfigureAwait(false);
        if (!await _api.SendResponseAsync(context.AwsRequestId, answer).ConfigureAwait(false))
            _logger.LogLine($"Invocation {context.AwsRequestId}: the answer is larger than Lambda takes, and the caller was told so.");
    }
}
