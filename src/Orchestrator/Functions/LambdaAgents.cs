using System.Net;
using System.Text.Json;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using CodeReview.Orchestrator.Effects;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Functions;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Functions;

/// <summary>The agents as functions: asked by queued invocations, or, by whoever waits, by invocations that are answered.</summary>
internal sealed class LambdaAgents(IAmazonLambda lambda, ValueArray<AgentFunction> functions) : IAgentSender, IAgentInvoker
{
    /// <summary>What is said of a function that can be called.</summary>
    public const string Callable = "ok";

    /// <inheritdoc/>
    public async Task<string?> SendAsync(AgentTask task, CancellationToken suspend)
    {
        try
        {
            using var accepted = await CallAsync(task.Task.Agent, InvocationType.Event, task, suspend).ConfigureAwait(false);
            return null;
        }
        // What another try may mend: throttling, a service that is down, a connection that is cut or too slow.
        catch (Exception e) when (FailedCall.Is(e) || (e is OperationCanceledException && !suspend.IsCancellationRequested))
        {
            return $"{e.GetType().Name}: {Shown.Of(e.Message, 300)}";
        }
    }

    /// <inheritdoc/>
    public async Task<AgentReport> InvokeAsync(AgentTask task, CancellationToken suspend)
    {
        using var response = await CallAsync(task.Task.Agent, InvocationType.RequestResponse, task, suspend).ConfigureAwait(false);
        if (response.FunctionError is null)
            return JsonSerializer.Deserialize(response.Payload!, ProtocolJson.Default.AgentReport)!;
        var error = await new StreamReader(response.Payload!).ReadToEndAsync(suspend).ConfigureAwait(false);
        return new AgentReport
        {
            ReviewId = task.ReviewId,
            Task = task.Task,
            Attempt = task.Attempt,
            Outcome = AgentOutcome.FailedTransiently,
            Error = Shown.Of(error, 500),
            Usage = Usage.None,
        };
    }

    /// <summary>Whether each function may be called, without one being run.</summary>
    public async Task<SortedDictionary<string, string>> CheckAsync(CancellationToken cancelled)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var function in functions)
        {
            try
            {
                using var allowed = await CallAsync(function.Agent, InvocationType.DryRun, task: null, cancelled).ConfigureAwait(false);
                found[function.Agent.Value] = Callable;
            }
            catch (Exception e) when (e is ReviewException || FailedCall.Is(e))
            {
                found[function.Agent.Value] = e.Message;
            }
        }

        return found;
    }

    private async Task<InvokeResponse> CallAsync(AgentName agent, InvocationType how, AgentTask? task, CancellationToken cancelled)
    {
        var function = functions.FirstOrDefault(function => function.Agent == agent)
            ?? throw new EnvironmentException($"There is no function for the agent '{agent}': name it in {FunctionEnvironment.AgentsVariable}.");
        var request = new InvokeRequest
        {
            FunctionName = function.Function,
            InvocationType = how,
            Payload = task is null ? "{}" : JsonSerializer.Serialize(task, ProtocolJson.Line.AgentTask),
        };
        try
        {
            return await lambda.InvokeAsync(request, cancelled).ConfigureAwait(false);
        }
        catch (ResourceNotFoundException e)
        {
            throw new EnvironmentException($"There is no function '{function.Function}' for the agent '{agent}': {FunctionEnvironment.AgentsVariable} names it. {e.Message}", e);
        }
        catch (AmazonServiceException e) when (e.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
        {
            throw new EnvironmentException($"The orchestrator may not call '{function.Function}': its role needs lambda:InvokeFunction for it. {e.Message}", e);
        }
        catch (RecursiveInvocationException e)
        {
            throw new EnvironmentException($"Lambda took the review for a loop: set the recursion configuration of the orchestrator and of '{function.Function}' to Allow. {e.Message}", e);
        }
    }
}
