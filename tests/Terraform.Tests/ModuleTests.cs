using CodeReview.Testing;

namespace CodeReview.Terraform.Tests;

public sealed class ModuleTests
{
    // On the left what AWS refuses, or what would fail at first, unless what stands on the right is there. A destroy goes the other way.
    private static readonly (string Later, string Earlier)[] Orders =
    [
        ("aws_s3files_file_system.workspace", "aws_s3_bucket_versioning.workspace"),
        ("aws_s3files_file_system.workspace", "aws_s3_bucket_server_side_encryption_configuration.workspace"),
        ("aws_s3files_file_system.workspace", "aws_iam_role_policy.sync"),
        ("aws_s3_bucket_lifecycle_configuration.workspace", "aws_s3_bucket_versioning.workspace"),
        ("aws_s3_bucket_policy.workspace", "aws_s3_bucket_public_access_block.workspace"),
        ("aws_eip.nat", "aws_internet_gateway.nat"),
        ("aws_nat_gateway.fleet", "aws_route.public_to_internet"),
        ("aws_nat_gateway.fleet", "aws_route_table_association.public"),
        .. OfFunction("aws_lambda_function.orchestrator", "aws_iam_role_policy.orchestrator", "aws_vpc_security_group_egress_rule.orchestrator_to_https",
            "aws_vpc_security_group_egress_rule.orchestrator_to_git_port", "aws_route.private_to_nat"),
        .. OfFunction("aws_lambda_function.agent", "aws_iam_role_policy.agent", "aws_vpc_security_group_egress_rule.agents_to_bedrock"),
        ("aws_lambda_function_event_invoke_config.orchestrator", "aws_iam_role_policy.orchestrator"),
        ("aws_lambda_function_event_invoke_config.agent", "aws_iam_role_policy.agent"),
        ("aws_scheduler_schedule.sweep", "aws_iam_role_policy.sweep"),
    ];

    [NeedsFact<TerraformProgram>]
    public void The_module_is_formatted_as_terraform_formats()
    {
        var formatted = Module.RunAlone("fmt", "-check", "-recursive", "-diff", "-no-color");

        Assert.True(formatted.Status is 0, $"Run 'terraform fmt -recursive' in terraform/.\n{formatted.Whole}");
    }

    [NeedsFact<AwsProvider>]
    public void The_module_is_valid()
    {
        var validated = Module.Run("validate", "-no-color");

        Assert.True(validated.Status is 0, validated.Whole);
    }

    [NeedsFact<AwsProvider>]
    public void Every_claim_of_the_suites_holds() => SuiteRun.Of("tests").HasPassed("tests");

    [NeedsFact<AwsProvider>]
    public void What_is_wanted_first_is_built_first_and_goes_last()
    {
        var graph = Module.Run("graph");
        var order = new OrderOfBuilding(graph.Output);

        Assert.True(graph.Status is 0, graph.Whole);
        var unknown = Orders.SelectMany(pair => new[] { pair.Later, pair.Earlier }).Except(order.Resources);
        var unordered = Orders.Where(pair => !order.Before(pair.Later).Contains(pair.Earlier)).Select(pair => $"{pair.Later} does not wait for {pair.Earlier}");
        Assert.Empty(unknown);
        Assert.Empty(unordered);
    }

    private static IEnumerable<(string Later, string Earlier)> OfFunction(string function, params string[] own) =>
        own.Concat([
                "aws_s3files_mount_target.zone", "aws_cloudwatch_log_group.function", "aws_route_table_association.private",
                "aws_vpc_security_group_egress_rule.functions_to_mount", "aws_vpc_security_group_ingress_rule.mount_from_functions",
                "aws_vpc_security_group_ingress_rule.endpoint_from_caller", "aws_vpc_endpoint.api"])
            .Select(earlier => (function, earlier));
}
