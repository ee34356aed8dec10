using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace CodeReview.Testing;

/// <summary>Something that a test cannot do without and that a machine may lack.</summary>
public interface INeed
{
    /// <summary>Why this machine does not have it, in words that say what to do where something can be done; null where it is there.</summary>
    static abstract string? Missing { get; }
}

/// <summary>A test that is skipped where the machine lacks what it needs, and then says why in its name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsFactAttribute<TNeed> : FactAttribute
    where TNeed : INeed
{
    /// <param name="name">The test's.</param>
    public NeedsFactAttribute([CallerMemberName] string name = "") => (Skip, DisplayName) = SkippedTest.Of(TNeed.Missing, name);
}

/// <summary>The same for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsTheoryAttribute<TNeed> : TheoryAttribute
    where TNeed : INeed
{
    /// <param name="name">The test's.</param>
    public NeedsTheoryAttribute([CallerMemberName] string name = "") => (Skip, DisplayName) = SkippedTest.Of(TNeed.Missing, name);
}

/// <summary>Linux, where a test looks at what no other kernel shows, or mends what only Linux needs. Functions run on nothing else.</summary>
public sealed class Linux : INeed
{
    /// <inheritdoc/>
    public static string? Missing => OperatingSystem.IsLinux() ? null : "this is not Linux";
}

/// <summary>
/// Signals from one process to another. Windows has none to send: what a review does once it is asked to stop is the same there, and is
/// tested there without a signal.
/// </summary>
public sealed class Signals : INeed
{
    /// <inheritdoc/>
    public static string? Missing => OperatingSystem.IsWindows() ? "Windows has no signals" : null;
}

/// <summary>The AWS command line.</summary>
public sealed class AwsCli : INeed
{
    /// <inheritdoc/>
    public static string? Missing { get; } = Find();

    private static string? Find()
    {
        try
        {
            using var aws = Process.Start(new ProcessStartInfo("aws", ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            aws.WaitForExit();
            return aws.ExitCode is 0 ? null : $"'aws --version' ends with {aws.ExitCode}";
        }
        catch (Win32Exception)
        {
            return "the AWS command line is not installed: there is no 'aws' on the path";
        }
    }
}

internal static class SkippedTest
{
    /// <returns>The reason to skip and the name to show, both null where there is none: the runner shows names, and reasons only when asked for more.</returns>
    public static (string? Skip, string? DisplayName) Of(string? missing, string name) => missing is null ? default : (missing, $"{name}, skipped: {missing}");
}
