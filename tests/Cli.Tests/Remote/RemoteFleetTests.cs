using System.Net;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using CodeReview.Cli.Remote;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Tests.Remote;

public sealed class RemoteFleetTests
{
    [Fact]
    public async Task Each_question_is_the_message_that_the_orchestrator_takes()
    {
        using var lambda = new ScriptedLambda([.. Enumerable.Repeat(ScriptedLambda.Answer(Some.Running()), 4)]);
        var fleet = new RemoteFleet(lambda, "fleet:live");

        await fleet.AskAsync(new ReviewRequest { RepoUrl = TextValue.Parse<RepositoryUrl>("https://example.org/a/b") }, CancellationToken.None);
        await fleet.ResumeAsync(Some.Id, CancellationToken.None);
        await fleet.StatusAsync(Some.Id, CancellationToken.None);
        await fleet.CancelAsync(Some.Id, CancellationToken.None);

        Assert.Equal("fleet:live", Assert.Single(lambda.Functions));
        Assert.Contains("\"repo_url\":\"https://example.org/a/b\"", lambda.Messages[0], StringComparison.Ordinal);
        Assert.Equal(
            ["{\"review_id\":\"some\"}", "{\"review_id\":\"some\",\"command\":\"status\"}", "{\"review_id\":\"some\",\"command\":\"cancel\"}"],
            lambda.Messages[1..]);
    }

    [Fact]
    public async Task A_function_that_failed_is_no_answer_and_its_words_reach_no_terminal_as_they_are()
    {
        var failure = await FailureAsync(ScriptedLambda.Answer("{\"errorType\": \"Runtime.ExitError\", \"errorMessage\": \"\u001b[2Jgone\"}", "Unhandled"));

        Assert.Equal(ErrorKind.Environment, failure.Kind);
        Assert.True(failure.MayPass);
        Assert.Contains("Runtime.ExitError", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', failure.Message);
    }

    [Theory]
    [InlineData("invalid_request", ErrorKind.InvalidRequest, false)]
    [InlineData("environment", ErrorKind.Environment, true)]
    [InlineData("internal", ErrorKind.Internal, false)]
    public async Task What_the_fleet_refuses_is_said_in_its_words(string kind, ErrorKind says, bool mayPass)
    {
        var failure = await FailureAsync(ScriptedLambda.Answer($$$"""{"status": "failed", "error": {"kind": "{{{kind}}}", "message": "There is no review 'some'."}}"""));

        Assert.Equal((says, mayPass, "There is no review 'some'."), (failure.Kind, failure.MayPass, failure.Message));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"hello\": \"world\"}")]
    [InlineData("{\"review_id\": \"some\"}")]
    [InlineData("<html>")]
    public async Task A_function_of_something_else_is_a_wrong_name(string answer)
    {
        var failure = await FailureAsync(ScriptedLambda.Answer(answer));

        Assert.Equal((ErrorKind.InvalidRequest, false), (failure.Kind, failure.MayPass));
        Assert.Contains("right function", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_fails_says_what_to_do_and_whether_another_may_help()
    {
        (Exception Failure, ErrorKind Kind, bool MayPass, string Says)[] failures =
        [
            (new ResourceNotFoundException("Function not found", null, ErrorType.Sender, "ResourceNotFoundException", "1", HttpStatusCode.NotFound), ErrorKind.InvalidRequest, false, "terraform output -raw orchestrator_function"),
            (new TooManyRequestsException("Rate exceeded", null, ErrorType.Sender, "TooManyRequestsException", "1", HttpStatusCode.TooManyRequests), ErrorKind.Environment, true, "nothing was begun"),
            (Refusal("AccessDeniedException", HttpStatusCode.Forbidden), ErrorKind.Environment, false, "lambda:InvokeFunction"),
            (Refusal("KMSAccessDeniedException", HttpStatusCode.BadRequest), ErrorKind.Environment, false, "refused"),
            (Refusal("ServiceException", HttpStatusCode.BadGateway), ErrorKind.Environment, true, "did not answer"),
            (new HttpRequestException("cut off"), ErrorKind.Environment, true, "did not answer"),
            (new TaskCanceledException("too slow"), ErrorKind.Environment, true, "did not answer"),
            (new AmazonClientException("no credentials"), ErrorKind.Environment, false, "who you are"),
        ];
        foreach (var (thrown, kind, mayPass, says) in failures)
        {
            var failure = await FailureAsync(ScriptedLambda.Failure(thrown));

            Assert.Equal((kind, mayPass), (failure.Kind, failure.MayPass));
            Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        }
    }

    private static Amazon.Lambda.AmazonLambdaException Refusal(string code, HttpStatusCode status) => new("said", null, ErrorType.Sender, code, "1", status);

    private static async Task<FleetException> FailureAsync(Func<InvokeResponse> answer)
    {
        using var lambda = new ScriptedLambda(answer);
        return await Assert.ThrowsAsync<FleetException>(() => new RemoteFleet(lambda, "fleet").StatusAsync(Some.Id, CancellationToken.None));
    }
}
