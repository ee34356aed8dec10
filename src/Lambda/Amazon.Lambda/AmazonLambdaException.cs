using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda;

/// <summary>Lambda refused a call. <see cref="AmazonServiceException.ErrorCode"/> names the reason also where there is no leaf for it.</summary>
public class AmazonLambdaException(string message, Exception? inner, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonServiceException(message, inner, errorType, errorCode, requestId, statusCode);
