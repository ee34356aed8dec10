using System.Runtime.CompilerServices;

namespace CodeReview.Fleet.Tests;

/// <summary>Runs where seeds are asked for by <see cref="ChaosTests.Variable"/>; else it is counted as skipped, with the reason in its name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute([CallerMemberName] string name = "")
    {
        // A lost message is known to be lost two minutes later at the earliest, and what is sent instead may be lost as well: nearly all of
        // the time of such a review is waiting, more of it than all other tests take together.
        if (Environment.GetEnvironmentVariable(ChaosTests.Variable) is not null)
            return;
        Skip = $"it takes minutes a seed; set {ChaosTests.Variable}";
        DisplayName = $"{name}, skipped: {Skip}";
    }
}
