using Amazon.Lambda.Core;
using CodeReview.Lambda.Logging;
using Microsoft.Extensions.Logging;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Writes to the function's log, which is the process's standard output.</summary>
internal sealed class LambdaConsoleLogger : ILambdaLogger
{
    private static readonly string Category = typeof(LambdaBootstrap).FullName!;

    public void LogLine(string message) => JsonLog.StandardOutput.Write(LogLevel.Information, Category, message, null);

    public void LogError(Exception exception, string message) => JsonLog.StandardOutput.Write(LogLevel.Error, Category, message, exception);
}
