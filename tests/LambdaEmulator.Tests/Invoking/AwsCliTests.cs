using System.Diagnostics;
using System.Text.Json.Nodes;
using CodeReview.Testing;

namespace CodeReview.LambdaEmulator.Tests.Invoking;

/// <summary>The client that most people have.</summary>
public sealed class AwsCliTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NeedsFact<AwsCli>]
    public async Task The_AWS_command_line_calls_a_function()
    {
        await using var emulator = await TestFunction.StartAsync();

        var (said, answer) = await InvokeAsync(emulator, "f", "RequestResponse", """{"do":"echo","value":[1,2]}""");

        Assert.Equal((200, "$LATEST", "[1,2]"), (said["StatusCode"]!.GetValue<int>(), said["ExecutedVersion"]!.GetValue<string>(), answer));
    }

    [NeedsFact<AwsCli>]
    public async Task The_AWS_command_line_queues_an_event()
    {
        await using var emulator = await TestFunction.StartAsync();

        var (said, _) = await InvokeAsync(emulator, "f", "Event", """{"do":"throw","message":"m"}""");
        await emulator.QuietAsync();

        Assert.Equal((202, 3), (said["StatusCode"]!.GetValue<int>(), emulator.History.Count));
    }

    private async Task<(JsonNode Said, string Answer)> InvokeAsync(Emulator emulator, string function, string type, string payload)
    {
        var (file, order) = (Path.Combine(_folder.Path, "answer"), Path.Combine(_folder.Path, "event"));
        await File.WriteAllTextAsync(order, payload);
        var start = new ProcessStartInfo("aws", [
            "lambda", "invoke", "--endpoint-url", emulator.Url.ToString(), "--region", "us-east-1", "--function-name", function,
            "--invocation-type", type, "--payload", $"fileb://{order}", "--output", "json", file])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["AWS_ACCESS_KEY_ID"] = start.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        using var aws = Process.Start(start)!;
        var (output, error) = (aws.StandardOutput.ReadToEndAsync(), aws.StandardError.ReadToEndAsync());
        await aws.WaitForExitAsync();
        Assert.True(aws.ExitCode is 0, await error);
        return (JsonNode.Parse(await output)!, await File.ReadAllTextAsync(file));
    }
}
