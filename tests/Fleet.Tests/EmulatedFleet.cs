using System.Collections.Concurrent;
using System.Text.Json;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using CodeReview.LambdaEmulator;
using CodeReview.LambdaEmulator.Settings;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Testing;

namespace CodeReview.Fleet.Tests;

/// <summary>The fleet as the Terraform module sets it up, on an emulated Lambda and over a folder of this machine.</summary>
internal sealed class EmulatedFleet : IAsyncDisposable
{
    public const string Orchestrator = "codereview-orchestrator";
    // The least that Lambda takes: a task whose message was lost is overdue so much sooner.
    private const int LeastEventAgeSeconds = 60;
    private readonly Emulator _emulator;
    private readonly AmazonLambdaClient _client;
    private readonly CommandLine _workspace;

    private EmulatedFleet(Emulator emulator, CommandLine workspace, ConcurrentQueue<LoggedLine> log)
    {
        (_emulator, _workspace, Log) = (emulator, workspace, log);
        _client = new AmazonLambdaClient(new BasicAWSCredentials("test", "test"), new AmazonLambdaConfig { ServiceURL = emulator.Url.ToString(), MaxErrorRetry = 0 });
    }

    public Emulator Lambda => _emulator;

    /// <summary>What the functions printed.</summary>
    public ConcurrentQueue<LoggedLine> Log { get; }

    public ReviewHistory History => new(_workspace.Workspace, LogFiles.Instance);

    /// <param name="workspace">The folder that stands for the mount.</param>
    /// <param name="timeoutSeconds">Every function's time-out.</param>
    /// <param name="emulator">What is to be different.</param>
    public static async Task<EmulatedFleet> StartAsync(string workspace, int timeoutSeconds = 120, Func<EmulatorSettings, EmulatorSettings>? emulator = null)
    {
        var log = new ConcurrentQueue<LoggedLine>();
        Directory.CreateDirectory(workspace);
        var settings = new EmulatorSettings { Functions = Functions(workspace, timeoutSeconds), InitTimeoutSeconds = 60, AccountConcurrency = 6, RetryDelaySeconds = [0.1, 0.2], BackoffSeconds = 0.1, MaximumBackoffSeconds = 1 };
        return new EmulatedFleet(await Emulator.StartAsync((emulator ?? (same => same))(settings), log.Enqueue), new CommandLine(workspace), log);
    }

    /// <summary>Asks the orchestrator and waits for its answer, as a user does.</summary>
    /// <exception cref="FunctionFailedException">The function failed.</exception>
    public async Task<ReviewResponse> AskAsync(object request)
    {
        using var response = await _client.InvokeAsync(new InvokeRequest { FunctionName = $"{Orchestrator}:live", Payload = JsonSerializer.Serialize(request) });
        var answer = response.Payload!.ToArray();
        return response.FunctionError is null
            ? JsonSerializer.Deserialize(answer, ProtocolJson.Default.ReviewResponse)!
            : throw new FunctionFailedException(System.Text.Encoding.UTF8.GetString(answer));
    }

    public SortedDictionary<string, string> Results(ReviewId id) => _workspace.Results(id);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    private static Dictionary<string, FunctionSettings> Functions(string workspace, int timeoutSeconds)
    {
        string[] kinds = ["security", "style"];
        var agents = kinds.ToDictionary(kind => kind, kind => new { function = $"codereview-agent-{kind}:live", model = "rules", timeout_seconds = timeoutSeconds, max_event_age_seconds = LeastEventAgeSeconds });
        var functions = kinds.ToDictionary(kind => $"codereview-agent-{kind}", kind => Function(Packages.Current.Agent, new() { ["CODEREVIEW_AGENT"] = kind }) with
        {
            MaximumRetryAttempts = 0, MaximumEventAgeSeconds = LeastEventAgeSeconds, OnSuccess = $"{Orchestrator}:live", OnFailure = $"{Orchestrator}:live",
        });
        functions[Orchestrator] = Function(Packages.Current.Orchestrator, new()
        {
            ["CODEREVIEW_AGENTS"] = JsonSerializer.Serialize(agents), ["CODEREVIEW_MAX_PARALLEL_AGENTS"] = "4", ["CODEREVIEW_MAX_ROUNDS"] = "10000", ["CODEREVIEW_GIT_ALLOW"] = "file:///",
        });
        return functions;

        FunctionSettings Function(string package, Dictionary<string, string> variables) => new()
        {
            Package = package,
            TimeoutSeconds = timeoutSeconds,
            MemoryMb = 1_024,
            RecursiveLoop = RecursiveLoop.Allow,
            Environment = new Dictionary<string, string>(variables)
            {
                ["CODEREVIEW_WORKSPACE"] = workspace, ["AWS_LAMBDA_LOG_LEVEL"] = "DEBUG", ["DOTNET_ROOT"] = DotNet.Folder,
            },
        };
    }
}

/// <summary>A function failed where it should have answered.</summary>
internal sealed class FunctionFailedException(string payload) : Exception(payload);
