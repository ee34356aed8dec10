using System.Text.Json.Nodes;
using CodeReview.LambdaEmulator.Faults;
using CodeReview.LambdaEmulator.Invoking;
using CodeReview.LambdaEmulator.Settings;
using CodeReview.Testing;

namespace CodeReview.LambdaEmulator.Tests.Queueing;

public sealed class EventQueueTests : IDisposable
{
    private const string Listener = "listener";
    private readonly TemporaryFolder _folder = new();

    private string Records => Path.Combine(_folder.Path, "records");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_event_is_taken_at_once_and_served_behind_the_callers_back()
    {
        await using var emulator = await TestFunction.StartAsync();

        var response = await emulator.SendAsync(new { @do = "echo", value = 1 });
        await emulator.QuietAsync();

        Assert.Equal((202, 0L), (response.StatusCode, response.Payload!.Length));
        Assert.Equal(("""{"do":"echo","value":1}""", InvocationEnd.Answered), (Assert.Single(emulator.History).Payload, emulator.History.Single().End));
    }

    [Fact]
    public async Task The_destination_of_success_is_told_of_the_event_and_its_answer()
    {
        await using var emulator = await StartAsync();

        await emulator.SendAsync(new { @do = "echo", value = "v" });
        await emulator.QuietAsync();

        var record = Assert.Single(await RecordsAsync());
        Assert.Equal(
            ("1.0", "Success", 1, 200, null, "$LATEST", "v", "echo", "arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST", emulator.History.First().RequestId.ToString()),
            (Text(record, "version"), Text(record, "requestContext", "condition"), record["requestContext"]!["approximateInvokeCount"]!.GetValue<int>(),
                record["responseContext"]!["statusCode"]!.GetValue<int>(), Text(record, "responseContext", "functionError"), Text(record, "responseContext", "executedVersion"),
                Text(record, "responsePayload"), Text(record, "requestPayload", "do"), Text(record, "requestContext", "functionArn"), Text(record, "requestContext", "requestId")));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    public async Task An_event_that_fails_is_tried_as_often_as_the_function_allows_and_then_the_destination_of_failure_is_told(int retries, int attempts)
    {
        await using var emulator = await StartAsync(function => function with { MaximumRetryAttempts = retries });

        await emulator.SendAsync(new { @do = "throw", message = "no mount" });
        await emulator.QuietAsync();

        var record = Assert.Single(await RecordsAsync());
        Assert.Equal(
            ("RetriesExhausted", attempts, "Unhandled", "no mount"),
            (Text(record, "requestContext", "condition"), record["requestContext"]!["approximateInvokeCount"]!.GetValue<int>(), Text(record, "responseContext", "functionError"), Text(record, "responsePayload", "errorMessage")));
        Assert.Equal(Enumerable.Range(1, attempts), emulator.History.Where(attempt => attempt.Function is TestFunction.Name).Select(attempt => attempt.Attempt));
        Assert.Single(emulator.History.Where(attempt => attempt.Function is TestFunction.Name).Select(attempt => attempt.RequestId).Distinct());
    }

    [Fact]
    public async Task An_event_that_finds_no_room_waits_for_it()
    {
        await using var gate = await Gate.StartAsync();
        await using var emulator = await TestFunction.StartAsync(function => function with { ReservedConcurrency = 1, MaximumRetryAttempts = 0 });
        await emulator.SendAsync(new { @do = "get", url = gate.Url });
        await gate.ArrivedAsync();

        await emulator.SendAsync(new { @do = "who" });
        gate.Open();
        await emulator.QuietAsync();

        Assert.Equal(2, emulator.History.Count(attempt => attempt.End is InvocationEnd.Answered));
    }

    [Fact]
    public async Task An_event_that_finds_no_room_for_too_long_is_given_up_and_the_destination_is_told()
    {
        await using var emulator = await StartAsync(function => function with { ReservedConcurrency = 0, MaximumEventAgeSeconds = 0.1 });

        await emulator.SendAsync(new { @do = "who" });
        await emulator.QuietAsync();

        var record = Assert.Single(await RecordsAsync());
        Assert.Equal(("EventAgeExceeded", false), (Text(record, "requestContext", "condition"), record.ContainsKey("responsePayload")));
    }

    [Theory]
    [InlineData(RecursiveLoop.Terminate, 15, 1)]
    [InlineData(RecursiveLoop.Allow, 21, 0)]
    public async Task A_function_that_calls_itself_is_stopped_at_the_sixteenth_time_unless_it_is_allowed_to(RecursiveLoop setting, int answered, int failed)
    {
        await using var emulator = await TestFunction.StartAsync(function => function with { RecursiveLoop = setting, MaximumRetryAttempts = 0 });

        await emulator.SendAsync(new { @do = "call", function = TestFunction.Name, left = 20 });
        await emulator.QuietAsync();

        Assert.Equal((answered, failed), (emulator.History.Count(attempt => attempt.End is InvocationEnd.Answered), emulator.History.Count(attempt => attempt.End is InvocationEnd.Failed)));
    }

    [Fact]
    public async Task A_schedule_sends_its_event_again_and_again()
    {
        await using var gate = await Gate.StartAsync();
        await using var emulator = await TestFunction.StartAsync(emulator: settings => settings with
        {
            Schedules = [new Schedule(TestFunction.Name, 0.05, $$"""{"do":"get","url":"{{gate.Url}}"}""")],
        });

        await gate.ArrivedAsync();
        await gate.ArrivedAsync();
    }

    [Fact]
    public async Task An_event_may_be_delivered_twice()
    {
        await using var emulator = await TestFunction.StartAsync(emulator: settings => settings with { Faults = new FaultRates { Duplicate = 1 } });

        await emulator.SendAsync(new { @do = "who" });
        await emulator.QuietAsync();

        Assert.Equal(2, emulator.History.Count);
        Assert.Single(emulator.History.Select(attempt => attempt.RequestId).Distinct());
    }

    [Fact]
    public async Task An_event_may_be_lost()
    {
        await using var emulator = await TestFunction.StartAsync(emulator: settings => settings with { Faults = new FaultRates { Loss = 1 } });

        await emulator.SendAsync(new { @do = "who" });
        await emulator.QuietAsync();

        Assert.Empty(emulator.History);
    }

    [Fact]
    public async Task An_environment_may_be_killed_and_the_event_is_tried_again()
    {
        await using var gate = await Gate.StartAsync();
        await using var emulator = await StartAsync(
            function => function with { MaximumRetryAttempts = 1 }, settings => settings with { Faults = new FaultRates { Kill = 1, MaximumDelaySeconds = 0.1 } });

        await emulator.SendAsync(new { @do = "get", url = gate.Url });
        await emulator.QuietAsync();

        var ends = emulator.History.Where(attempt => attempt.Function is TestFunction.Name).ToList();
        Assert.Equal([InvocationEnd.Failed, InvocationEnd.Failed], ends.Select(attempt => attempt.End));
        Assert.Equal(2, ends.Select(attempt => attempt.ProcessId).Distinct().Count());
    }

    [Fact]
    public async Task An_environment_that_the_service_lost_goes_on_later_and_nobody_hears_it()
    {
        await using var gate = await Gate.StartAsync();
        await using var emulator = await TestFunction.StartAsync(
            function => function.With("NOTES", Records) with { MaximumEventAgeSeconds = 0.3 },
            settings => settings with { Faults = new FaultRates { Stall = 1, MaximumDelaySeconds = 0.2 } });

        await emulator.SendAsync(new { @do = "get", url = gate.Url, note = "went on" });
        await emulator.QuietAsync();
        gate.Open();
        await emulator.UnseenAsync();

        Assert.All(emulator.History, attempt => Assert.Equal(InvocationEnd.Lost, attempt.End));
        Assert.Contains("went on", await File.ReadAllLinesAsync(Records));
    }

    // The function, and another that notes what it is told.
    private Task<Emulator> StartAsync(Func<FunctionSettings, FunctionSettings>? function = null, Func<EmulatorSettings, EmulatorSettings>? emulator = null) =>
        TestFunction.StartAsync(
            settings => (function ?? (same => same))(settings) with { OnSuccess = Listener, OnFailure = Listener },
            settings => (emulator ?? (same => same))(settings with
            {
                Functions = new Dictionary<string, FunctionSettings>(settings.Functions) { [Listener] = TestFunction.Settings.With("NOTES", Records) },
            }));

    private async Task<List<JsonObject>> RecordsAsync() => [.. (await File.ReadAllLinesAsync(Records)).Select(line => JsonNode.Parse(line)!.AsObject())];

    private static string? Text(JsonNode record, params string[] path) => path.Aggregate((JsonNode?)record, (node, member) => node?[member])?.GetValue<string>();
}
