using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using CodeReview.LambdaEmulator.Settings;
using CodeReview.Testing;

namespace CodeReview.LambdaEmulator.Tests;

/// <summary>The function that does as its events say, and how tests call it.</summary>
internal static class TestFunction
{
    public const string Name = "f";

    public static string Package { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "LambdaEmulator.Function", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))));

    public static FunctionSettings Settings { get; } = new()
    {
        Package = Package,
        TimeoutSeconds = 60,
        Environment = new Dictionary<string, string> { ["DOTNET_ROOT"] = DotNet.Folder },
    };

    public static FunctionSettings With(this FunctionSettings settings, string variable, string value) =>
        settings with { Environment = new Dictionary<string, string>(settings.Environment) { [variable] = value } };

    /// <summary>Starts an emulator of this function, alone.</summary>
    public static Task<Emulator> StartAsync(Func<FunctionSettings, FunctionSettings>? function = null, Func<EmulatorSettings, EmulatorSettings>? emulator = null)
    {
        var settings = new EmulatorSettings
        {
            Functions = new Dictionary<string, FunctionSettings> { [Name] = (function ?? (same => same))(Settings) },
            RetryDelaySeconds = [0.01, 0.02],
            BackoffSeconds = 0.01,
            InitTimeoutSeconds = 60,
        };
        return Emulator.StartAsync((emulator ?? (same => same))(settings));
    }

    public static AmazonLambdaClient Client(this Emulator emulator) => new(
        new BasicAWSCredentials("test", "test"), new AmazonLambdaConfig { ServiceURL = emulator.Url.ToString(), MaxErrorRetry = 0 });

    /// <summary>Calls and waits.</summary>
    public static Task<InvokeResponse> CallAsync(this Emulator emulator, object order) => emulator.InvokeAsync(order, InvocationType.RequestResponse);

    /// <summary>Queues an event.</summary>
    public static Task<InvokeResponse> SendAsync(this Emulator emulator, object order) => emulator.InvokeAsync(order, InvocationType.Event);

    public static JsonNode? Json(this InvokeResponse response) => JsonNode.Parse(response.Payload!.ToArray());

    private static async Task<InvokeResponse> InvokeAsync(this Emulator emulator, object order, InvocationType type)
    {
        using var client = emulator.Client();
        var payload = new MemoryStream(Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(order)));
        return await client.InvokeAsync(new InvokeRequest { FunctionName = Name, InvocationType = type, LogType = LogType.Tail, PayloadStream = payload });
    }
}
