using System.Net;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Remote;

/// <summary>What a failed call of a function means to whoever typed its name.</summary>
internal static class CallFailures
{
    /// <summary>The failure in words, with what to do; null where it is none of a call.</summary>
    public static FleetException? Explain(string function, Exception failure) => failure switch
    {
        ResourceNotFoundException e => new FleetException(
            ErrorKind.InvalidRequest,
            $"There is no function '{Shown.Of(function)}' in this account and region: 'terraform output -raw orchestrator_function' names it, AWS_PROFILE and AWS_REGION say where. {Said(e)}",
            inner: e),
        TooManyRequestsException e => new FleetException(
            ErrorKind.Environment, $"Lambda runs no more of '{function}' at this moment, so nothing was begun: ask again in a minute. {Said(e)}", mayPass: true, e),
        AmazonServiceException { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } e => new FleetException(
            ErrorKind.Environment, $"These credentials may not call '{function}': they need lambda:InvokeFunction for it, and must not be over. {Said(e)}", inner: e),
        AmazonServiceException { StatusCode: < HttpStatusCode.InternalServerError and not 0 } e => new FleetException(
            ErrorKind.Environment, $"Lambda refused to call '{function}': {Said(e)}", inner: e),
        AmazonServiceException or HttpRequestException or IOException or OperationCanceledException => new FleetException(
            ErrorKind.Environment, $"'{function}' did not answer; whether it took the message is not known. Ask again: what is done is not done twice. {Said(failure)}", mayPass: true, failure),
        AmazonClientException e => new FleetException(
            ErrorKind.Environment, $"'{function}' cannot be called from here: AWS's usual variables, a profile or a role have to say who you are, and AWS_REGION where it is. {Said(e)}", inner: e),
        _ => null,
    };

    private static string Said(Exception e) => Shown.Of(e.Message, 300);
}
