using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

internal sealed class LambdaContext(TimeProvider time, ILambdaLogger logger) : ILambdaContext
{
    public required string AwsRequestId { get; init; }

    public required DateTimeOffset Deadline { get; init; }

    public required string InvokedFunctionArn { get; init; }

    public required string TraceId { get; init; }

    public string FunctionName { get; } = RuntimeVariables.FunctionName;

    public string FunctionVersion { get; } = RuntimeVariables.FunctionVersion;

    public string LogGroupName { get; } = RuntimeVariables.LogGroupName;

    public string LogStreamName { get; } = RuntimeVariables.LogStreamName;

    public int MemoryLimitInMB { get; } = RuntimeVariables.MemorySizeInMB;

    public ILambdaLogger Logger => logger;

    public TimeSpan RemainingTime
    {
        get
        {
            var remaining = Deadline - time.GetUtcNow();
            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }
    }
}
