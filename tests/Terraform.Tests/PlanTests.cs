using System.Text.Json;
using System.Text.RegularExpressions;
using CodeReview.Agents;
using CodeReview.Orchestrator.Grains;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Terraform.Tests;

/// <summary>What the module sets is what the code reads: neither changes without the other.</summary>
public sealed partial class PlanTests
{
    private static readonly Lazy<IReadOnlyList<ResourceChange>> Plan = new(() =>
    {
        var run = SuiteRun.Of("tests/plan", "-verbose");
        run.HasPassed("tests/plan");
        return run.PlanOf("the_plan");
    });

    [TerraformFact(Needs.Provider)]
    public void Every_agent_of_the_plan_is_one_that_can_be_asked_for_and_is_told_so()
    {
        using var agents = JsonDocument.Parse(EnvironmentOf("aws_lambda_function.orchestrator")["CODEREVIEW_AGENTS"]);

        foreach (var agent in agents.RootElement.EnumerateObject())
        {
            Assert.True(AgentName.TryParse(agent.Name, out var name, out var problem), problem);
            AgentCatalog.Check(ReviewOptions.Rules, [name], _ => null);
            Assert.Equal(agent.Name, EnvironmentOf($"aws_lambda_function.agent[\"{agent.Name}\"]")["CODEREVIEW_AGENT"]);
        }
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

    [Fact]
    public void Limits_are_those_of_the_code_unless_somebody_sets_them()
    {
        Assert.Contains($"var.orchestrator.max_parallel_agents <= {ReviewOptions.MostParallelAgents}\n", Variables(), StringComparison.Ordinal);
        Assert.Contains($"max_parallel_agents     = optional(number, {ActivationTerms.DefaultParallelAgents})\n", Variables(), StringComparison.Ordinal);
        Assert.Contains($"max_rounds              = optional(number, {ActivationTerms.Attached.MaxRounds})\n", Variables(), StringComparison.Ordinal);
    }

    private static string Variables() => File.ReadAllText(Path.Combine(Module.Folder, "variables.tf"));

    private static Dictionary<string, string> EnvironmentOf(string function) =>
        Plan.Value.Single(change => change.Address == function).After.GetProperty("environment")[0].GetProperty("variables")
            .EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString()!);

    [GeneratedRegex("""for kind in keys\(var\.agents\) : can\(regex\("(?<form>[^"]+)", kind\)\) && !contains\((?<reserved>\[[^\]]*\]), kind\)""")]
    private static partial Regex KindRule();
}
