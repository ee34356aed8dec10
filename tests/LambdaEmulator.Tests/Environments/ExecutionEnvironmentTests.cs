using CodeReview.LambdaEmulator.Invoking;
using CodeReview.Testing;

namespace CodeReview.LambdaEmulator.Tests.Environments;

public sealed class ExecutionEnvironmentTests
{
    [Fact]
    public async Task An_environment_is_kept_for_the_next_event()
    {
        await using var emulator = await TestFunction.StartAsync();

        var first = (await emulator.CallAsync(new { @do = "who" })).Json()!;
        var second = (await emulator.CallAsync(new { @do = "who" })).Json()!;

        Assert.Equal((first["pid"]!.GetValue<int>(), 1, 2), (second["pid"]!.GetValue<int>(), first["served"]!.GetValue<int>(), second["served"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Two_events_at_once_have_an_environment_each()
    {
        await using var gate = await Gate.StartAsync();
        await using var emulator = await TestFunction.StartAsync();

        var both = Task.WhenAll(emulator.CallAsync(new { @do = "get", url = gate.Url }), emulator.CallAsync(new { @do = "get", url = gate.Url }));
        await gate.ArrivedAsync();
        await gate.ArrivedAsync();
        gate.Open();
        await both;

        Assert.Equal(2, emulator.History.Select(attempt => attempt.ProcessId).Distinct().Count());
    }

    [Fact(Timeout = 60_000)]
    public async Task Between_two_events_nothing_of_a_function_runs()
    {
        await using var gate = await Gate.StartAsync();
        await using var emulator = await TestFunction.StartAsync();

        await emulator.CallAsync(new { @do = "go on", url = gate.Url });

        // The signal is sent when the answer is there; the kernel stops the threads one by one.
        while (StateOf(Assert.Single(emulator.Frozen)) is not 'T')
            await Task.Yield();
    }

    [Fact]
    public async Task What_a_function_left_behind_goes_on_with_the_next_event()
    {
        await using var gate = await Gate.StartAsync();
        gate.Open();
        await using var emulator = await TestFunction.StartAsync();
        await emulator.CallAsync(new { @do = "go on", url = gate.Url });

        var next = emulator.CallAsync(new { @do = "get", url = gate.Url });
        await gate.ArrivedAsync();
        await gate.ArrivedAsync();
        await gate.ArrivedAsync();

        Assert.Equal("open", (await next).Json()!.GetValue<string>());
    }

    [Fact]
    public async Task An_environment_that_takes_too_long_is_killed_and_the_next_event_has_another()
    {
        await using var gate = await Gate.StartAsync();
        await using var emulator = await TestFunction.StartAsync(function => function with { TimeoutSeconds = 2 });

        var late = await emulator.CallAsync(new { @do = "get", url = gate.Url });
        var next = (await emulator.CallAsync(new { @do = "who" })).Json()!;

        Assert.Equal(("Unhandled", "Sandbox.Timedout"), (late.FunctionError, late.Json()!["errorType"]!.GetValue<string>()));
        Assert.EndsWith("Task timed out after 2.00 seconds", late.Json()!["errorMessage"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(1, next["served"]!.GetValue<int>());
        Assert.False(Directory.Exists($"/proc/{emulator.History.First().ProcessId}"));
    }

    [Fact]
    public async Task A_function_that_exits_has_failed_and_the_next_event_has_another_environment()
    {
        await using var emulator = await TestFunction.StartAsync();

        var exited = await emulator.CallAsync(new { @do = "exit", code = 3 });
        var next = (await emulator.CallAsync(new { @do = "who" })).Json()!;

        Assert.Equal(("Unhandled", "Runtime.ExitError"), (exited.FunctionError, exited.Json()!["errorType"]!.GetValue<string>()));
        Assert.EndsWith("exit status 3", exited.Json()!["errorMessage"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(1, next["served"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("throw", "InvalidOperationException", "There is no mount.")]
    [InlineData("exit", "Runtime.ExitError", "exit status 4")]
    [InlineData("hang", "Sandbox.Timedout", "Task timed out after 0.50 seconds")]
    public async Task A_function_that_cannot_be_initialized_says_why(string how, string type, string message)
    {
        await using var emulator = await TestFunction.StartAsync(
            function => function.With("INIT", how) with { TimeoutSeconds = how is "hang" ? 0.5 : 60 },
            settings => settings with { InitTimeoutSeconds = how is "hang" ? 0.5 : 60 });

        var response = await emulator.CallAsync(new { @do = "who" });

        Assert.Equal(("Unhandled", type), (response.FunctionError, response.Json()!["errorType"]!.GetValue<string>()));
        Assert.EndsWith(message, response.Json()!["errorMessage"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", new[] { "{\"do\":\"who\"}", "bye" })]
    [InlineData("no", new[] { "{\"do\":\"who\"}" })]
    public async Task Only_with_an_extension_a_process_is_asked_to_end_before_it_is_killed(string extension, string[] notes)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "notes");
        await using (var emulator = await TestFunction.StartAsync(function => function.With("EXTENSION", extension).With("NOTES", file)))
            await emulator.CallAsync(new { @do = "who" });

        Assert.Equal(notes, await File.ReadAllLinesAsync(file));
    }

    [Fact]
    public async Task A_function_sees_its_own_variables_and_none_of_its_hosts()
    {
        await using var emulator = await TestFunction.StartAsync(function => function.With("WORKSPACE", "here"));

        var own = await emulator.CallAsync(new { @do = "variable", name = "WORKSPACE" });
        var hosts = await emulator.CallAsync(new { @do = "variable", name = "HOME" });
        var lambdas = await emulator.CallAsync(new { @do = "variable", name = "AWS_LAMBDA_FUNCTION_NAME" });

        Assert.Equal(("here", null, "f"), (own.Json()?.GetValue<string>(), hosts.Json()?.GetValue<string>(), lambdas.Json()?.GetValue<string>()));
    }

    [Fact]
    public async Task An_event_comes_with_the_time_that_is_left_for_it()
    {
        await using var emulator = await TestFunction.StartAsync(function => function with { TimeoutSeconds = 30 });

        var who = (await emulator.CallAsync(new { @do = "who" })).Json()!;

        Assert.InRange(who["remaining"]!.GetValue<double>(), 1, 30);
    }

    [Fact]
    public async Task The_garbage_collector_knows_how_much_memory_the_function_has()
    {
        await using var emulator = await TestFunction.StartAsync(function => function with { MemoryMb = 300 });

        var memory = await emulator.CallAsync(new { @do = "memory" });

        Assert.Equal(300L << 20, memory.Json()!.GetValue<long>());
    }

    [Fact]
    public async Task All_ends_are_in_the_history()
    {
        await using var emulator = await TestFunction.StartAsync();

        await emulator.CallAsync(new { @do = "who" });
        await emulator.CallAsync(new { @do = "throw", message = "m" });

        Assert.Equal([InvocationEnd.Answered, InvocationEnd.Failed], emulator.History.Select(attempt => attempt.End));
    }

    // The third column of the kernel's line is the state: T is stopped.
    private static char StateOf(int process) => File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart()[0];
}
