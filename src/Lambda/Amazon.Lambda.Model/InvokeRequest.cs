using System.Text;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>One call of a function.</summary>
public sealed class InvokeRequest : AmazonWebServiceRequest
{
    /// <summary>Name, partial ARN or ARN.</summary>
    public string? FunctionName { get; set; }

    /// <summary><see cref="InvocationType.RequestResponse"/> where null.</summary>
    public InvocationType? InvocationType { get; set; }

    public LogType? LogType { get; set; }

    /// <summary>A version or an alias; the newest code where null.</summary>
    public string? Qualifier { get; set; }

    /// <summary>The event, JSON. Read from its beginning, and again if the call is repeated.</summary>
    public MemoryStream? PayloadStream { get; set; }

    /// <summary>The event as text.</summary>
    public string? Payload
    {
        get => PayloadStream is null ? null : Encoding.UTF8.GetString(PayloadStream.ToArray());
        set => PayloadStream = value is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(value));
    }
}
