using System.Net;
using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using CodeReview.Orchestrator.Functions;
using CodeReview.Orchestrator.Tests.Grains;
using CodeReview.Protocol.Functions;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Tests.Functions;

public sealed class LambdaAgentsTests : IDisposable
{
    private readonly FakeLambda _lambda = new();

    private static AgentTask Sent { get; } = new(Some.Id, Some.Task("security.0001"), 1, "rules", null, 1);

    private LambdaAgents Agents => new(_lambda, [new AgentFunction(AgentName.Security, "agent:live", "rules", TimeSpan.FromMinutes(15), TimeSpan.FromHours(1))]);

    public void Dispose() => _lambda.Dispose();

    public static TheoryData<Exception, string> WhatAnotherTryMayMend => new()
    {
        { new TooManyRequestsException("Rate exceeded", null, ErrorType.Sender, "TooManyRequestsException", "1", HttpStatusCode.TooManyRequests), "Rate exceeded" },
        { new ServiceException("Service failed", null, ErrorType.Receiver, "ServiceException", "1", HttpStatusCode.InternalServerError), "Service failed" },
        { new HttpRequestException("Connection refused"), "Connection refused" },
        { new TaskCanceledException("It took too long"), "took too long" },
    };

    public static TheoryData<Exception, string> WhatIsSetUpWrongly => new()
    {
        { new ResourceNotFoundException("Function not found", null, ErrorType.Sender, "ResourceNotFoundException", "1", HttpStatusCode.NotFound), "There is no function 'agent:live'" },
        { new AmazonLambdaException("not authorized", null, ErrorType.Sender, "AccessDeniedException", "1", HttpStatusCode.Forbidden), "needs lambda:InvokeFunction" },
        { new RecursiveInvocationException("loop", null, ErrorType.Sender, "RecursiveInvocationException", "1", HttpStatusCode.BadRequest), "to Allow" },
    };

    [Theory]
    [MemberData(nameof(WhatAnotherTryMayMend))]
    public async Task A_call_that_another_try_may_mend_is_a_refusal_of_this_task(Exception thrown, string said)
    {
        _lambda.BeforeCall = _ => throw thrown;

        Assert.Contains(said, await Agents.SendAsync(Sent, CancellationToken.None), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WhatIsSetUpWrongly))]
    public async Task A_fleet_that_is_set_up_wrongly_is_told_with_what_to_set(Exception thrown, string said)
    {
        _lambda.BeforeCall = _ => throw thrown;

        Assert.Contains(said, (await Assert.ThrowsAsync<EnvironmentException>(() => Agents.SendAsync(Sent, CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sending_that_is_called_off_is_not_a_refusal()
    {
        using var suspended = new CancellationTokenSource();
        await suspended.CancelAsync();
        _lambda.BeforeCall = _ => suspended.Token.ThrowIfCancellationRequested();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Agents.SendAsync(Sent, suspended.Token));
    }

    [Fact]
    public async Task An_agent_without_a_function_is_named_with_the_variable()
    {
        var task = Sent with { Task = Some.Task("style.0001") };

        Assert.Contains("CODEREVIEW_AGENTS", (await Assert.ThrowsAsync<EnvironmentException>(() => Agents.SendAsync(task, CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_failed_while_it_was_waited_for_failed_this_attempt()
    {
        _lambda.Answer = new InvokeResponse { FunctionError = "Unhandled", Payload = new MemoryStream(Encoding.UTF8.GetBytes("""{"errorMessage":"out of memory"}""")) };

        var report = await Agents.InvokeAsync(Sent, CancellationToken.None);

        Assert.Equal((AgentOutcome.FailedTransiently, 1), (report.Outcome, report.Attempt));
        Assert.Contains("out of memory", report.Error, StringComparison.Ordinal);
    }
}
