namespace CodeReview.Orchestrator.Tests.Functions;

/// <summary>A test that takes the identity of other users; skipped, and counted as skipped, where the machine does not let it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootFactAttribute : FactAttribute
{
    // Null, and so not skipped, for root on Linux: nobody else may become another user.
    public RootFactAttribute() => Skip = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? null : "Only root on Linux may become another user.";
}
