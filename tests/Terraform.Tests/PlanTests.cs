using System.Text.Json;
using System.Text.RegularExpressions;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Sources;
using CodeReview.Protocol.Functions;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Testing;

namespace CodeReview.Terraform.Tests;

/// <summary>What the module sets is what the code reads: neither changes without the other.</summary>
public sealed partial class PlanTests
{
    private const string Orchestrator = "aws_lambda_function.orchestrator";

    private static readonly Lazy<IReadOnlyDictionary<string, JsonElement>> Plan = new(() =>
    {
        var run = SuiteRun.Of("tests/plan", "-verbose");
        run.HasPassed("tests/plan");
        return run.PlanOf("the_plan").ToDictionary(change => change.Address, change => change.After);
    });

    // Of the code that may be told something on Lambda; what only a user at his own machine sets is not among them.
    private static readonly string[] OfOrchestrator =
    [
        FunctionEnvironment.WorkspaceVariable, FunctionEnvironment.AgentsVariable, FunctionEnvironment.MaxParallelAgentsVariable,
        FunctionEnvironment.MaxRoundsVariable, GitTokens.SecretVariable, GitTokens.HostVariable, SourceAccess.Variable,
    ];

    private static readonly string[] OfAgent = [FunctionEnvironment.WorkspaceVariable, FunctionEnvironment.AgentVariable];

    private static IEnumerable<string> AgentFunctions => Plan.Value.Keys.Where(address => address.StartsWith("aws_lambda_function.agent[", StringComparison.Ordinal));

    [NeedsFact<AwsProvider>]
    public void A_function_is_told_what_its_code_reads_and_nothing_else()
    {
        Assert.Equal(OfOrchestrator.Order(StringComparer.Ordinal), Told(Orchestrator).Keys.Order(StringComparer.Ordinal));
        Assert.NotEmpty(AgentFunctions);
        Assert.All(AgentFunctions, agent => Assert.Equal(OfAgent.Order(StringComparer.Ordinal), Told(agent).Keys.Order(StringComparer.Ordinal)));
    }

    [NeedsFact<AwsProvider>]
    public void The_orchestrator_reads_the_agents_as_they_are_planned()
    {
        var environment = Read(Orchestrator);

        Assert.Equal(Mount(Orchestrator), environment.Workspace.Root);
        Assert.Equal(AgentFunctions.Order(StringComparer.Ordinal), environment.Agents.Select(agent => $"aws_lambda_function.agent[\"{agent.Agent}\"]").Order(StringComparer.Ordinal));
        Assert.All(environment.Agents, agent =>
        {
            var function = Plan.Value[$"aws_lambda_function.agent[\"{agent.Agent}\"]"];
            var queue = Plan.Value[$"aws_lambda_function_event_invoke_config.agent[\"{agent.Agent}\"]"];
            Assert.Equal($"{function.GetProperty("function_name").GetString()}:{queue.GetProperty("qualifier").GetString()}", agent.Function);
            Assert.Equal(function.GetProperty("timeout").GetInt32(), agent.Timeout.TotalSeconds);
            Assert.Equal(queue.GetProperty("maximum_event_age_in_seconds").GetInt32(), agent.MaxEventAge.TotalSeconds);
        });
    }

    [NeedsFact<AwsProvider>]
    public void Each_agent_reads_its_kind_and_the_same_workspace() => Assert.All(AgentFunctions, address =>
    {
        var environment = Read(address);

        Assert.Equal(address, $"aws_lambda_function.agent[\"{environment.Agent}\"]");
        Assert.Equal(Mount(address), environment.Workspace.Root);
        Assert.Equal(Mount(Orchestrator), environment.Workspace.Root);
    });

    [NeedsFact<AwsProvider>]
    public void The_limits_of_the_plan_are_those_of_the_code()
    {
        var environment = Read(Orchestrator);

        Assert.Equal(ActivationTerms.DefaultParallelAgents, environment.MaxParallelAgents);
        Assert.Equal(ActivationTerms.Attached.MaxRounds, environment.MaxRounds);
        Assert.Contains($"var.orchestrator.max_parallel_agents <= {ReviewOptions.MostParallelAgents}\n", Variables(), StringComparison.Ordinal);
    }

    [NeedsFact<AwsProvider>]
    public void The_plan_runs_what_the_package_script_makes()
    {
        var script = File.ReadAllText(Path.Combine(Module.Repository, "package"));
        var functions = Plan.Value.Where(planned => planned.Key.StartsWith("aws_lambda_function.", StringComparison.Ordinal)).Select(planned => planned.Value).ToList();

        Assert.All(functions, function =>
        {
            var zip = Path.GetFileNameWithoutExtension(function.GetProperty("filename").GetString());
            Assert.Contains($"runtime {function.GetProperty("runtime").GetString()}", script, StringComparison.Ordinal);
            Assert.Contains($"make_checked_zip \"$zip\" \"$folder\" {function.GetProperty("handler").GetString()} ", script, StringComparison.Ordinal);
            Assert.Matches($@"(?m)^\s*{zip}\)", script);
            Assert.Contains($"'--arch {function.GetProperty("architectures")[0].GetString()}'", script, StringComparison.Ordinal);
        });
        Assert.Contains("zip=$output/$architecture/$function.zip", script, StringComparison.Ordinal);
        Assert.Contains("../dist/${var.architecture}", File.ReadAllText(Path.Combine(Module.Folder, "functions.tf")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("security")]
    [InlineData("a")]
    [InlineData("a-2")]
    [InlineData("abcdefghijklmnopqrstuvwxyz-01234")]
    [InlineData("abcdefghijklmnopqrstuvwxyz-012345")]
    [InlineData("2a")]
    [InlineData("-a")]
    [InlineData("Security")]
    [InlineData("a_b")]
    [InlineData("summary")]
    [InlineData("coverage")]
    [InlineData("report")]
    [InlineData("")]
    public void The_module_takes_the_kinds_of_agents_that_the_code_takes(string kind)
    {
        var rule = KindRule().Match(Variables());
        var taken = Regex.IsMatch(kind, rule.Groups["form"].Value) && !rule.Groups["reserved"].Value.Contains($"\"{kind}\"", StringComparison.Ordinal);

        Assert.True(rule.Success);
        Assert.Equal(AgentName.TryParse(kind, out _, out _), taken);
    }

    private static string Variables() => File.ReadAllText(Path.Combine(Module.Folder, "variables.tf"));

    private static FunctionEnvironment Read(string function) => new(Told(function).GetValueOrDefault);

    private static Dictionary<string, string> Told(string function) =>
        Plan.Value[function].GetProperty("environment")[0].GetProperty("variables").EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString()!);

    private static string Mount(string function) => Plan.Value[function].GetProperty("file_system_config")[0].GetProperty("local_mount_path").GetString()!;

    [GeneratedRegex("""for kind in keys\(var\.agents\) : can\(regex\("(?<form>[^"]+)", kind\)\) && !contains\((?<reserved>\[[^\]]*\]), kind\)""")]
    private static partial Regex KindRule();
}
