using CodeReview.Protocol.Functions;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Protocol.Tests.Functions;

public sealed class FunctionEnvironmentTests
{
    [Fact]
    public void The_agents_functions_are_read_with_their_models_and_times()
    {
        var environment = With(FunctionEnvironment.AgentsVariable, """
            {"security": {"function": "fleet-agent-security:live", "model": "bedrock:m", "timeout_seconds": 900},
             "style": {"function": "s", "model": "rules", "timeout_seconds": 60, "max_event_age_seconds": 300}}
            """);

        Assert.Equal(
            [
                new AgentFunction(AgentName.Security, "fleet-agent-security:live", "bedrock:m", TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)),
                new AgentFunction(AgentName.Style, "s", "rules", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)),
            ],
            environment.Agents);
    }

    [Fact]
    public void A_report_is_waited_for_as_long_as_an_invocation_may_take_or_as_is_said()
    {
        var environment = With(FunctionEnvironment.AgentsVariable, """
            {"security": {"function": "f", "model": "rules", "timeout_seconds": 60, "max_event_age_seconds": 300},
             "style": {"function": "f", "model": "rules", "timeout_seconds": 60, "report_within_seconds": 90}}
            """);

        Assert.Equal([TimeSpan.FromMinutes(7), TimeSpan.FromSeconds(90)], environment.Agents.Select(agent => agent.ReportWithin));
    }

    [Theory]
    [InlineData("{", "is not usable")]
    [InlineData("{}", "names no agent")]
    [InlineData("""{"Security": {"function": "f", "model": "rules", "timeout_seconds": 1}}""", "'Security'")]
    [InlineData("""{"security": {"function": "f", "model": "rules"}}""", "timeout_seconds")]
    [InlineData("""{"security": {"function": " ", "model": "rules", "timeout_seconds": 1}}""", "function and model of 'security'")]
    [InlineData("""{"security": {"function": "f", "model": "rules", "timeout_seconds": 0}}""", "timeout_seconds of 'security' is 1 to 86400")]
    [InlineData("""{"security": {"function": "f", "model": "rules", "timeout_seconds": 9, "report_within_seconds": 8}}""", "report_within_seconds of 'security' is less than its timeout_seconds")]
    public void What_is_wrong_with_the_agents_functions_is_said(string json, string said)
    {
        var problem = Assert.Throws<EnvironmentException>(() => With(FunctionEnvironment.AgentsVariable, json).Agents);

        Assert.StartsWith("The variable CODEREVIEW_AGENTS", problem.Message, StringComparison.Ordinal);
        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_is_missing_is_named_with_an_example()
    {
        var nothing = new FunctionEnvironment(_ => null);

        Assert.Contains("CODEREVIEW_WORKSPACE of the function's environment is not set: give it the path", Problem(() => nothing.Workspace), StringComparison.Ordinal);
        Assert.Contains("CODEREVIEW_AGENT ", Problem(() => nothing.Agent), StringComparison.Ordinal);
        Assert.Contains("CODEREVIEW_AGENTS", Problem(() => nothing.Agents), StringComparison.Ordinal);
        Assert.Null(nothing.MaxRounds);
        Assert.Null(nothing.MaxParallelAgents);
        Assert.Null(nothing.LogLevel);
    }

    [Fact]
    public void A_value_that_cannot_be_used_is_said_with_what_can()
    {
        Assert.Contains("absolute", Problem(() => With(FunctionEnvironment.WorkspaceVariable, "mnt").Workspace), StringComparison.Ordinal);
        Assert.Contains("1 to 1000", Problem(() => With(FunctionEnvironment.MaxParallelAgentsVariable, "0").MaxParallelAgents), StringComparison.Ordinal);
        Assert.Contains("whole number", Problem(() => With(FunctionEnvironment.MaxRoundsVariable, "many").MaxRounds), StringComparison.Ordinal);
        Assert.Contains("TRACE, DEBUG", Problem(() => With(FunctionEnvironment.LogLevelVariable, "loud").LogLevel), StringComparison.Ordinal);
        Assert.Equal("DEBUG", With(FunctionEnvironment.LogLevelVariable, "debug").LogLevel);
    }

    private static string Problem(Func<object?> read) => Assert.Throws<EnvironmentException>(read).Message;

    private static FunctionEnvironment With(string name, string value) => new(asked => asked == name ? value : null);
}
