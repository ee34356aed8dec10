namespace CodeReview.Lambda.Tests;

/// <summary>A test that looks into the kernel's own tables; skipped, and counted as skipped, elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    // Functions run on Linux only; what other systems do with a connection matters to nobody.
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "Only Linux shows the timer of a connection.";
}
