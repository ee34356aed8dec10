using Amazon.Lambda;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using CodeReview.Lambda.Logging;
using CodeReview.Lambda.Secrets;
using CodeReview.Orchestrator.Effects;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Orchestrator.Sources;
using CodeReview.Protocol.Functions;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Journaling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CodeReview.Orchestrator.Functions;

/// <summary>Puts the orchestrator function together from its environment.</summary>
internal static class OrchestratorHost
{
    /// <param name="environment">The function's environment.</param>
    /// <param name="lambda">Calls functions.</param>
    /// <param name="log">Where is logged.</param>
    /// <param name="access">Which places repositories are read from; as the environment says where null.</param>
    /// <exception cref="Protocol.Reviews.EnvironmentException">A variable is missing or wrong.</exception>
    public static IHost Build(FunctionEnvironment environment, IAmazonLambda lambda, JsonLog log, SourceAccess? access = null)
    {
        var (workspace, functions) = (environment.Workspace, environment.Agents);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(new JsonLoggerProvider(log)).SetMinimumLevel(LogLevel.Trace);
        // Akka's own messages are of use to nobody who looks for what became of a review.
        builder.Logging.AddFilter("Akka", LogLevel.Warning);
        // That a host has started, and where its content is, would be said at every cold start.
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        if (access is not null)
            builder.Services.AddSingleton(access);
        builder.Services.AddSingleton(lambda);
        builder.Services.AddSingleton(log);
        builder.Services.AddSingleton(new LambdaAgents(lambda, functions));
        builder.Services.AddSingleton<IAgentSender>(services => services.GetRequiredService<LambdaAgents>());
        builder.Services.AddSingleton<IAgentInvoker>(services => services.GetRequiredService<LambdaAgents>());
        builder.Services.AddSingleton(services => new ReviewHistory(workspace, services.GetRequiredService<ILogFiles>()));
        builder.Services.AddSingleton<SelfInvocation>();
        builder.Services.AddSingleton<Sweep>();
        builder.Services.AddSingleton<OrchestratorFunction>();
        builder.Services.AddSingleton<ReadSecret>(ReadSecretAsync);
        builder.Services.AddSingleton<ReadRole>(ReadRoleAsync);
        builder.Services.AddReviewFleet(workspace, TermsOf(environment, functions));
        return builder.Build();
    }

    private static async Task<string> ReadSecretAsync(string arn, CancellationToken cancellationToken)
    {
        using var secrets = new SecretReader();
        return await secrets.ReadAsync(arn, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ImmutableCredentials> ReadRoleAsync(CancellationToken cancellationToken)
    {
        var role = await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return await role.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static ActivationTerms TermsOf(FunctionEnvironment environment, ValueArray<AgentFunction> functions)
    {
        var terms = new ActivationTerms
        {
            Sends = true,
            MaxParallelAgents = environment.MaxParallelAgents,
            Agents = functions.Select(function => new RemoteAgent(function.Agent, function.Model, function.ReportWithin)).ToValueArray(),
        };
        return environment.MaxRounds is { } rounds ? terms with { MaxRounds = rounds } : terms;
    }
}
