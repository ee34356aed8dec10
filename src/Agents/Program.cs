using CodeReview.Agents;
using CodeReview.Agents.Functions;
using CodeReview.Lambda.Lifetimes;
using CodeReview.Lambda.Logging;
using CodeReview.Protocol.Functions;
using CodeReview.Protocol.Workspace;

// An agent's function: one program for all kinds, which the environment tells apart. On Lambda it is the runtime itself.
TaskFunction? function = null;
using var files = new ActivityLog(JsonLog.StandardOutput, FileOperation.SourceName);
await FunctionProcess.RunAsync(
    async (input, context) =>
    {
        using var invocation = JsonLog.StandardOutput.Begin(new LogField("requestId", context.AwsRequestId));
        return await function!.ServeAsync(input, context);
    },
    () =>
    {
        // Read by the log when it is first written to, which nothing has done yet.
        if (FunctionEnvironment.OfProcess.LogLevel is { } level)
            Environment.SetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL", level);
        var environment = FunctionEnvironment.OfProcess;
        var workspace = environment.Workspace;
        function = new TaskFunction(environment.Agent, workspace, new AgentRunner(workspace, TimeProvider.System), JsonLog.StandardOutput, TimeProvider.System);
        return Task.FromResult(true);
    });
