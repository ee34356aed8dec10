using Amazon.Lambda;
using CodeReview.Lambda.Lifetimes;
using CodeReview.Lambda.Logging;
using CodeReview.Orchestrator.Functions;
using CodeReview.Protocol.Functions;
using CodeReview.Protocol.Workspace;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// The orchestrator function: on Lambda this program is the runtime itself.
IHost? host = null;
using var files = new ActivityLog(JsonLog.StandardOutput, FileOperation.SourceName);
await FunctionProcess.RunAsync(
    async (input, context) =>
    {
        using var invocation = JsonLog.StandardOutput.Begin(new LogField("requestId", context.AwsRequestId));
        return await host!.Services.GetRequiredService<OrchestratorFunction>().ServeAsync(input, context);
    },
    async () =>
    {
        // Read by the log when it is first written to, which nothing has done yet.
        if (FunctionEnvironment.OfProcess.LogLevel is { } level)
            Environment.SetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL", level);
        host = OrchestratorHost.Build(FunctionEnvironment.OfProcess, new AmazonLambdaClient(new AmazonLambdaConfig()), JsonLog.StandardOutput);
        await host.StartAsync();
        return true;
    });
if (host is not null)
    await host.StopAsync();
