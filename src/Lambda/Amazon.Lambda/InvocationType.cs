using Amazon.Runtime;

namespace Amazon.Lambda;

/// <summary>How a function is called.</summary>
public sealed class InvocationType(string value) : ConstantClass(value)
{
    /// <summary>Queued by Lambda, at most 1 MB; answered with 202 at once. Lambda may deliver it more than once.</summary>
    public static readonly InvocationType Event = new("Event");

    /// <summary>The call is answered when the function has answered; 6 MB in either direction.</summary>
    public static readonly InvocationType RequestResponse = new("RequestResponse");

    /// <summary>Checks that the caller may call, and runs nothing; answered with 204.</summary>
    public static readonly InvocationType DryRun = new("DryRun");

    public static implicit operator InvocationType(string value) => FindValue(value);

    public static InvocationType FindValue(string value) => FindValue<InvocationType>(value);
}

/// <summary>Whether the answer brings the end of the function's log along.</summary>
public sealed class LogType(string value) : ConstantClass(value)
{
    public static readonly LogType None = new("None");

    /// <summary>The last 4 KB, in base64; for <see cref="InvocationType.RequestResponse"/> only.</summary>
    public static readonly LogType Tail = new("Tail");

    public static implicit operator LogType(string value) => FindValue(value);

    public static LogType FindValue(string value) => FindValue<LogType>(value);
}
