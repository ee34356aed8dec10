using CodeReview.Testing;

namespace CodeReview.Terraform.Tests;

// Terraform and its provider are no packages of this repository: a machine without them still builds and tests the code.

/// <summary>The program <c>terraform</c>.</summary>
internal sealed class TerraformProgram : INeed
{
    public static string? Missing => Module.NoProgram;
}

/// <summary>And the AWS provider, so that a plan can be made.</summary>
internal sealed class AwsProvider : INeed
{
    public static string? Missing => Module.NoProvider;
}

/// <summary>And an emulated AWS to build the fleet in.</summary>
internal sealed class EmulatedAws : INeed
{
    public static string? Missing => Module.NoEmulator;
}
