namespace Amazon.Lambda.Core;

/// <summary>
/// What is known of the invocation being served. Stands in for the type of the same name in <c>Amazon.Lambda.Core</c>; members that no
/// function of this fleet reads (mobile client, Cognito, serializer) are left out.
/// </summary>
public interface ILambdaContext
{
    /// <summary>The request's id: the same for all attempts that Lambda makes at one event.</summary>
    string AwsRequestId { get; }

    string FunctionName { get; }

    string FunctionVersion { get; }

    /// <summary>The ARN that the caller named; it may be that of a version or an alias.</summary>
    string InvokedFunctionArn { get; }

    ILambdaLogger Logger { get; }

    string LogGroupName { get; }

    string LogStreamName { get; }

    int MemoryLimitInMB { get; }

    /// <summary>How long until Lambda kills the environment; never negative.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>The X-Ray header of the invocation, or empty. Calls that carry it on are counted by Lambda's loop detection.</summary>
    string TraceId { get; }
}
