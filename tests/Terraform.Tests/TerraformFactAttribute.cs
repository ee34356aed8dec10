using System.Runtime.CompilerServices;

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
    public TerraformFactAttribute(Needs needs, [CallerMemberName] string name = "")
    {
        // Null, and so not skipped, wherever what is needed can be started. Terraform and its provider are no packages of this
        // repository: a machine without them still builds and tests the code.
        Skip = Module.Missing(needs);
        // The runner prints the names of skipped tests, and their reasons only when asked for more.
        if (Skip is { } reason)
            DisplayName = $"{name}, skipped: {reason}";
    }
}
