using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>What a call brought.</summary>
public sealed class InvokeResponse : AmazonWebServiceResponse, IDisposable
{
    /// <summary>200 for an answer, also of a function that failed; 202 for an event that was queued; 204 for a dry run.</summary>
    public int? StatusCode { get; set; }

    /// <summary>
    /// <c>Unhandled</c> or <c>Handled</c> where the function failed: <see cref="Payload"/> then holds <c>errorType</c> and
    /// <c>errorMessage</c>. The call itself succeeded, so this has to be looked at after every call.
    /// </summary>
    public string? FunctionError { get; set; }

    /// <summary>The end of the function's log in base64, where it was asked for.</summary>
    public string? LogResult { get; set; }

    public string? ExecutedVersion { get; set; }

    /// <summary>The answer, at its beginning.</summary>
    public MemoryStream? Payload { get; set; }

    public void Dispose() => Payload?.Dispose();
}
