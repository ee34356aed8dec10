using CodeReview.Testing;

namespace CodeReview.Terraform.Tests;

public sealed class DeploymentTests
{
    [NeedsFact<EmulatedAws>]
    public void A_fleet_is_built_planned_again_without_a_change_changed_and_destroyed()
    {
        var run = SuiteRun.Of("tests/integration", "-verbose", "-var=region=us-east-1");

        run.HasPassed("tests/integration");
        var second = run.PlanOf("a_second_plan_changes_nothing_and_policies_are_as_written");
        Assert.NotEmpty(second);
        Assert.Empty(second.Where(change => change.Actions is not ["no-op"]).Select(change => $"{change.Address}: {string.Join(", ", change.Actions)}"));
    }
}
