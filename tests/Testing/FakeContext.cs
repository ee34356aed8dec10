using Amazon.Lambda.Core;

namespace CodeReview.Testing;

/// <summary>An invocation with time left.</summary>
public sealed class FakeContext : ILambdaContext
{
    public string AwsRequestId => "request";

    public string FunctionName => "orchestrator";

    public string FunctionVersion => "1";

    public string InvokedFunctionArn => "arn:aws:lambda:us-east-1:123456789012:function:orchestrator:live";

    public ILambdaLogger Logger => throw new NotSupportedException();

    public string LogGroupName => "";

    public string LogStreamName => "";

    public int MemoryLimitInMB => 1769;

    public TimeSpan RemainingTime { get; init; } = TimeSpan.FromMinutes(15);

    public string TraceId => "";
}
