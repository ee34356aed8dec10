namespace CodeReview.LambdaEmulator.Invoking;

/// <summary>One attempt at having a function serve an event.</summary>
/// <param name="RequestId">The same for all attempts at one event.</param>
/// <param name="Called">The function, as it was called.</param>
/// <param name="Payload">The event.</param>
/// <param name="Trace">What the caller carried along.</param>
/// <param name="Name">What fate knows it by.</param>
/// <param name="Attempt">From 1.</param>
internal sealed record Invocation(Guid RequestId, FunctionReference Called, byte[] Payload, TraceHeader Trace, string Name, int Attempt)
{
    public string Function => Called.Name;

    /// <summary>What fate knows this attempt by.</summary>
    public string AttemptName => $"{Name}#{Attempt}";
}

/// <summary>How an attempt ended, as Lambda sees it.</summary>
public enum InvocationEnd
{
    /// <summary>The function answered.</summary>
    Answered,

    /// <summary>The function threw, was killed, ran out of time, or could not be started.</summary>
    Failed,

    /// <summary>There was no room; nothing ran.</summary>
    Throttled,

    /// <summary>The service lost sight of the environment. What ran in it may run on.</summary>
    Lost,
}

/// <summary>What an attempt brought.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Payload">The answer, or the error.</param>
/// <param name="Reason">Which limit a throttled one met.</param>
/// <param name="Log">The end of what was logged meanwhile.</param>
internal sealed record InvocationOutcome(InvocationEnd End, byte[] Payload, string? Reason = null, byte[]? Log = null)
{
    public static InvocationOutcome Failure(Guid requestId, string errorType, string errorMessage) => new(
        InvocationEnd.Failed, ErrorPayload.ToJson(errorType, $"RequestId: {requestId} Error: {errorMessage}"));

    public static InvocationOutcome NoRoom(string reason) => new(InvocationEnd.Throttled, [], reason);

    public static InvocationOutcome OutOfSight { get; } = new(InvocationEnd.Lost, []);
}
