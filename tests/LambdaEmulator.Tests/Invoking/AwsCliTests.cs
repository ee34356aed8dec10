using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using CodeReview.Testing;

namespace CodeReview.LambdaEmulator.Tests.Invoking;

/// <summary>The client that most people have.</summary>
public sealed class AwsCliTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [AwsCliFact]
    public async Task The_AWS_command_line_calls_a_function()
    {
        await using var emulator = await TestFunction.StartAsync();

        var (said, answer) = await InvokeAsync(emulator, "f", "RequestResponse", """{"do":"echo","value":[1,2]}""");

        Assert.Equal((200, "$LATEST", "[1,2]"), (said["StatusCode"]!.GetValue<int>(), said["ExecutedVersion"]!.GetValue<string>(), answer));
    }

    [AwsCliFact]
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

/// <summary>A test with the AWS command line; skipped, and counted as skipped, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AwsCliFactAttribute : FactAttribute
{
    private static readonly string? Missing = Find();

    // Null, and so not skipped, where the program answers.
    public AwsCliFactAttribute() => Skip = Missing;

    private static string? Find()
    {
        try
        {
            using var aws = Process.Start(new ProcessStartInfo("aws", ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            aws.WaitForExit();
            return aws.ExitCode is 0 ? null : $"'aws --version' ends with {aws.ExitCode}.";
        }
        catch (Win32Exception)
        {
            return "The AWS command line is not installed here: 'aws' is on no path.";
        }
    }
}
