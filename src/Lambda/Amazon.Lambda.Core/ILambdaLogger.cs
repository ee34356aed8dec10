namespace Amazon.Lambda.Core;

/// <summary>The plainest way to a line in the function's log. Functions of this fleet log through <c>ILogger</c>.</summary>
public interface ILambdaLogger
{
    void LogLine(string message);

    void LogError(Exception exception, string message);
}
