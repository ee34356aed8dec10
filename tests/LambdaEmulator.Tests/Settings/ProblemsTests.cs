using CodeReview.LambdaEmulator.Settings;

namespace CodeReview.LambdaEmulator.Tests.Settings;

public sealed class ProblemsTests
{
    [Fact]
    public async Task Settings_that_cannot_be_used_are_refused_with_all_that_is_wrong()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => TestFunction.StartAsync(
            function => function with { Package = "/nowhere", MaximumRetryAttempts = 3, TimeoutSeconds = 901, OnFailure = "g" },
            settings => settings with { Schedules = [new Schedule("h", 1, "{}")] }));

        Assert.All(
            ["'/nowhere' is no folder and no zip file", "maximum_retry_attempts", "timeout_seconds", "'g' is no function here", "'h', which is no function here"],
            (string problem) => Assert.Contains(problem, refused.Message, StringComparison.Ordinal));
    }
}
