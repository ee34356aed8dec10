using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Runs once before the first event is asked for; false ends the process without an error.</summary>
public delegate Task<bool> LambdaBootstrapInitializer();

/// <summary>Puts a <see cref="LambdaBootstrap"/> together.</summary>
public sealed class LambdaBootstrapBuilder
{
    private readonly Func<Stream, ILambdaContext, Task<Stream>> _handler;
    private readonly LambdaBootstrapOptions _options = new();
    private LambdaBootstrapInitializer? _initializer;
    private HttpClient? _client;

    private LambdaBootstrapBuilder(Func<Stream, ILambdaContext, Task<Stream>> handler) => _handler = handler;

    /// <param name="handler">Serves one event. The stream that it answers with is sent from where it stands, and disposed.</param>
    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task<Stream>> handler) => new(handler);

    public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer initializer)
    {
        _initializer = initializer;
        return this;
    }

    /// <summary>A client of the caller's; its time-out is taken away, since an environment may wait for hours between two events.</summary>
    public LambdaBootstrapBuilder UseHttpClient(HttpClient client)
    {
        _client = client;
        return this;
    }

    public LambdaBootstrapBuilder ConfigureOptions(Action<LambdaBootstrapOptions> configure)
    {
        configure(_options);
        return this;
    }

    public LambdaBootstrap Build() => new(_handler, _initializer, _options, _client);
}

/// <summary>For tests: what an environment is told by variables.</summary>
public sealed class LambdaBootstrapOptions
{
    /// <summary>Host and port of the Runtime API; <c>AWS_LAMBDA_RUNTIME_API</c> where null.</summary>
    public string? RuntimeApiEndpoint { get; set; }
}
