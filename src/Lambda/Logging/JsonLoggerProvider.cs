using Amazon.Lambda.Core;
using Microsoft.Extensions.Logging;

namespace CodeReview.Lambda.Logging;

/// <summary>Has <c>ILogger</c> write to a <see cref="JsonLog"/>: the template's values and the scopes' values become members of the line.</summary>
public sealed class JsonLoggerProvider(JsonLog log) : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider? _scopes;

    /// <summary>Has every line say what invocation it belongs to, until disposed.</summary>
    /// <param name="context">The invocation.</param>
    /// <param name="about">What it is about: <c>review_id</c>, <c>task</c>.</param>
    public IDisposable BeginInvocation(ILambdaContext context, params ReadOnlySpan<LogField> about) =>
        log.Begin([new LogField("requestId", context.AwsRequestId), new LogField("traceId", context.TraceId), .. about]);

    public ILogger CreateLogger(string categoryName) => new JsonLogger(log, categoryName, () => _scopes);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <summary>Nothing is held: lines are out when they are written.</summary>
    public void Dispose()
    {
    }
}

internal sealed class JsonLogger(JsonLog log, string category, Func<IExternalScopeProvider?> scopes) : ILogger
{
    private const string Template = "{OriginalFormat}";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => scopes()?.Push(state);

    public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!log.IsEnabled(logLevel))
            return;
        var fields = new List<LogField>();
        scopes()?.ForEachScope(static (scope, into) => into.AddRange(FieldsOf(scope)), fields);
        fields.AddRange(FieldsOf(state));
        log.Write(logLevel, category, formatter(state, exception), exception, fields);
    }

    private static IEnumerable<LogField> FieldsOf(object? state) => state is IEnumerable<KeyValuePair<string, object?>> pairs
        ? pairs.Where(pair => pair.Key != Template).Select(pair => new LogField(JsonLog.MemberName(pair.Key), pair.Value))
        : [];
}
