namespace CodeReview.Terraform.Tests;

/// <summary>What a test of the module needs beside the module.</summary>
internal enum Needs
{
    /// <summary>The program <c>terraform</c>.</summary>
    Program,

    /// <summary>And the AWS provider, so that a plan can be made.</summary>
    Provider,

    /// <summary>And an emulated AWS to build the fleet in.</summary>
    Emulator,
}

/// <summary>A test that runs Terraform; skipped, and counted as skipped with the reason, where the machine does not have what it needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerraformFactAttribute : FactAttribute
{
    // Null, and so not skipped, wherever what is needed can be started. Terraform and its provider are no packages of this repository:
    // a machine without them still builds and tests the code.
    public TerraformFactAttribute(Needs needs) => Skip = Module.Missing(needs);
}
