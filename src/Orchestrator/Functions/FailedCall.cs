using Amazon.Runtime;

namespace CodeReview.Orchestrator.Functions;

/// <summary>What a call of Lambda's Invoke throws where Lambda refuses it or cannot be reached.</summary>
internal static class FailedCall
{
    /// <summary>Whether it is of that kind. The SDK has two roots: what a service answered, and what came of no answer.</summary>
    public static bool Is(Exception e) => e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException;
}
