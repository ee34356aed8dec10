using System.Net;
using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;

namespace CodeReview.LambdaEmulator.Tests.Invoking;

public sealed class InvokeApiTests
{
    [Fact]
    public async Task A_call_is_answered_by_the_function()
    {
        await using var emulator = await TestFunction.StartAsync();

        var response = await emulator.CallAsync(new { @do = "echo", value = "Žofie" });

        Assert.Equal((200, null, "$LATEST", "Žofie"), (response.StatusCode, response.FunctionError, response.ExecutedVersion, response.Json()!.GetValue<string>()));
    }

    [Fact]
    public async Task What_a_function_throws_is_an_answer_with_an_error()
    {
        await using var emulator = await TestFunction.StartAsync();

        var response = await emulator.CallAsync(new { @do = "throw", message = "no mount" });

        Assert.Equal((200, "Unhandled"), (response.StatusCode, response.FunctionError));
        Assert.Equal(("no mount", "InvalidOperationException"), (response.Json()!["errorMessage"]!.GetValue<string>(), response.Json()!["errorType"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_end_of_the_log_comes_along_when_it_is_asked_for()
    {
        await using var emulator = await TestFunction.StartAsync();

        // What a process prints comes through a pipe of its own, and may come behind the answer: that of the first call is there by the second.
        await emulator.CallAsync(new { @do = "print", line = "a line of the log" });
        var response = await emulator.CallAsync(new { @do = "print", line = "another" });

        Assert.NotNull(response.LogResult);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_the_functions_error_and_its_environment_lives_on()
    {
        await using var emulator = await TestFunction.StartAsync();

        var large = await emulator.CallAsync(new { @do = "large", bytes = 7 << 20 });
        var next = await emulator.CallAsync(new { @do = "who" });

        Assert.Equal(("Unhandled", "Function.ResponseSizeTooLarge"), (large.FunctionError, large.Json()!["errorType"]!.GetValue<string>()));
        Assert.Equal(2, next.Json()!["served"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("f")]
    [InlineData("f:live")]
    [InlineData("000000000000:function:f")]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:f")]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST")]
    public async Task A_function_goes_by_its_name_and_its_ARN(string called)
    {
        await using var emulator = await TestFunction.StartAsync();
        using var client = emulator.Client();

        var response = await client.InvokeAsync(new InvokeRequest { FunctionName = called, InvocationType = InvocationType.DryRun });

        Assert.Equal(204, response.StatusCode);
        Assert.Empty(emulator.History);
    }

    [Theory]
    [InlineData("f", null, "arn:aws:lambda:us-east-1:000000000000:function:f")]
    [InlineData("f:live", null, "arn:aws:lambda:us-east-1:000000000000:function:f:live")]
    [InlineData("f", "live", "arn:aws:lambda:us-east-1:000000000000:function:f:live")]
    public async Task A_function_is_told_by_which_name_it_was_called(string called, string? qualifier, string arn)
    {
        await using var emulator = await TestFunction.StartAsync();
        using var client = emulator.Client();

        var response = await client.InvokeAsync(new InvokeRequest { FunctionName = called, Qualifier = qualifier, Payload = """{"do":"who"}""" });

        Assert.Equal(arn, response.Json()!["called"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_function_that_is_not_there_is_not_found()
    {
        await using var emulator = await TestFunction.StartAsync();
        using var client = emulator.Client();

        await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.InvokeAsync(new InvokeRequest { FunctionName = "g" }));
    }

    [Theory]
    [InlineData("RequestResponse", (6 << 20) + 1)]
    [InlineData("Event", (1 << 20) + 1)]
    public async Task An_event_that_is_too_large_is_refused(string type, int bytes)
    {
        await using var emulator = await TestFunction.StartAsync();
        using var client = emulator.Client();

        await Assert.ThrowsAsync<RequestTooLargeException>(() => client.InvokeAsync(new InvokeRequest
        {
            FunctionName = TestFunction.Name, InvocationType = type, Payload = $"\"{new string('x', bytes - 2)}\"",
        }));
    }

    [Fact]
    public async Task An_event_that_is_no_JSON_is_refused()
    {
        await using var emulator = await TestFunction.StartAsync();
        using var client = emulator.Client();

        await Assert.ThrowsAsync<InvalidRequestContentException>(() => client.InvokeAsync(new InvokeRequest { FunctionName = TestFunction.Name, Payload = "{" }));
    }

    [Fact]
    public async Task A_caller_that_does_not_sign_is_refused()
    {
        await using var emulator = await TestFunction.StartAsync();
        using var client = new HttpClient();
        using var content = new StringContent("{}", Encoding.UTF8);

        using var response = await client.PostAsync(new Uri(emulator.Url, "/2015-03-31/functions/f/invocations"), content);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Where_there_is_no_room_a_call_is_throttled_and_says_by_what()
    {
        await using var gate = await Gate.StartAsync();
        await using var emulator = await TestFunction.StartAsync(function => function with { ReservedConcurrency = 1 });
        var first = emulator.CallAsync(new { @do = "get", url = gate.Url });
        await gate.ArrivedAsync();

        var throttled = await Assert.ThrowsAsync<TooManyRequestsException>(() => emulator.CallAsync(new { @do = "who" }));
        gate.Open();

        Assert.Equal("ReservedFunctionConcurrentInvocationLimitExceeded", throttled.Reason);
        Assert.Equal("open", (await first).Json()!.GetValue<string>());
    }

    [Fact]
    public async Task The_account_has_a_limit_too()
    {
        await using var emulator = await TestFunction.StartAsync(emulator: settings => settings with { AccountConcurrency = 0 });

        var throttled = await Assert.ThrowsAsync<TooManyRequestsException>(() => emulator.CallAsync(new { @do = "who" }));

        Assert.Equal("ConcurrentInvocationLimitExceeded", throttled.Reason);
    }
}
