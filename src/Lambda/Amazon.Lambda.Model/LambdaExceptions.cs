using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>There is no function, version or alias of that name.</summary>
public sealed class ResourceNotFoundException(string message, Exception? inner, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, inner, errorType, errorCode, requestId, statusCode);

/// <summary>The function has as many environments as it may have. Nothing was run: the same call may be made again later.</summary>
public sealed class TooManyRequestsException(string message, Exception? inner, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, inner, errorType, errorCode, requestId, statusCode)
{
    /// <summary>As <c>ReservedFunctionConcurrentInvocationLimitExceeded</c>.</summary>
    public string? Reason { get; init; }

    public string? RetryAfterSeconds { get; init; }
}

/// <summary>The event is larger than Lambda takes: 6 MB where the call waits, 1 MB where it is queued.</summary>
public sealed class RequestTooLargeException(string message, Exception? inner, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, inner, errorType, errorCode, requestId, statusCode);

/// <summary>
/// Lambda took the call for a loop: the same trace went through the function about 16 times. Only its own setting helps: the functions
/// of a wanted loop are set to Allow.
/// </summary>
public sealed class RecursiveInvocationException(string message, Exception? inner, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, inner, errorType, errorCode, requestId, statusCode);

/// <summary>The event is not JSON.</summary>
public sealed class InvalidRequestContentException(string message, Exception? inner, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, inner, errorType, errorCode, requestId, statusCode);

/// <summary>Lambda itself failed. Whether the function ran is not known.</summary>
public sealed class ServiceException(string message, Exception? inner, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, inner, errorType, errorCode, requestId, statusCode);
