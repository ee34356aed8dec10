using System.Diagnostics;
using System.Text.Json;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using CodeReview.Testing;

namespace CodeReview.LambdaEmulator.Tests.Environments;

public sealed class LastWillTests : IDisposable
{
    private static readonly string Program = Path.Combine(Path.GetDirectoryName(TestFunction.Package)!, "..", "LambdaEmulator", Path.GetFileName(TestFunction.Package), "lambda-emulator");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NeedsFact<Linux>(Timeout = 120_000)]
    public async Task An_emulator_that_is_killed_leaves_no_stopped_function_behind()
    {
        var settings = Path.Combine(_folder.Path, "settings.json");
        await File.WriteAllTextAsync(settings, JsonSerializer.Serialize(new
        {
            init_timeout_seconds = 60,
            functions = new { f = new { package = TestFunction.Package, timeout_seconds = 60, environment = TestFunction.Settings.Environment } },
        }));
        using var emulator = Process.Start(new ProcessStartInfo(Program, [settings]) { RedirectStandardError = true })!;
        var served = await emulator.StandardError.ReadLineAsync();
        using var client = new AmazonLambdaClient(
            new BasicAWSCredentials("test", "test"), new AmazonLambdaConfig { ServiceURL = served!.Split(' ', ',').Single(word => word.StartsWith("http:", StringComparison.Ordinal)) });
        using var answer = await client.InvokeAsync(new InvokeRequest { FunctionName = TestFunction.Name, Payload = """{"do":"who"}""" });
        using var function = Process.GetProcessById(answer.Json()!["pid"]!.GetValue<int>());

        emulator.Kill();

        await function.WaitForExitAsync();
    }
}
