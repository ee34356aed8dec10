using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using CodeReview.LambdaEmulator;
using CodeReview.LambdaEmulator.Settings;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.Fleet.Tests;

/// <summary>The fleet as <c>fleet.json</c> and the Terraform module set it up, on an emulated Lambda and over a folder of this machine.</summary>
internal sealed class EmulatedFleet : IAsyncDisposable
{
    public const string Orchestrator = "codereview-orchestrator";
    // The least that Lambda takes.
    private const int LeastEventAgeSeconds = 60;
    private const string AgentsVariable = "CODEREVIEW_AGENTS";
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

    /// <summary>The mount.</summary>
    public WorkspaceLayout Workspace => _workspace.Workspace;

    public ReviewHistory History => new(_workspace.Workspace, LogFiles.Instance);

    /// <param name="workspace">The folder that stands for the mount.</param>
    /// <param name="times">How long functions may take; long enough where null.</param>
    /// <param name="emulator">What is to be different.</param>
    public static async Task<EmulatedFleet> StartAsync(string workspace, FleetTimes? times = null, Func<EmulatorSettings, EmulatorSettings>? emulator = null)
    {
        var log = new ConcurrentQueue<LoggedLine>();
        Directory.CreateDirectory(workspace);
        var fleet = EmulatorSettings.Fleet;
        var settings = fleet with
        {
            Port = 0,
            Functions = fleet.Functions.ToDictionary(function => function.Key, function => Here(function.Value, workspace, times ?? new FleetTimes(120))),
            Schedules = [],
            InitTimeoutSeconds = 60,
            AccountConcurrency = 6,
            RetryDelaySeconds = [0.1, 0.2],
            BackoffSeconds = 0.1,
            MaximumBackoffSeconds = 1,
        };
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

    // What a test changes of a function that is deployed: where things are, and how soon they are given up.
    private static FunctionSettings Here(FunctionSettings deployed, string workspace, FleetTimes times)
    {
        var variables = new Dictionary<string, string>(deployed.Environment)
        {
            ["CODEREVIEW_WORKSPACE"] = workspace, ["AWS_LAMBDA_LOG_LEVEL"] = "DEBUG", ["DOTNET_ROOT"] = DotNet.Folder,
        };
        var here = deployed with { Package = Packages.Current.Of(deployed.Package), TimeoutSeconds = times.TimeoutSeconds, Environment = variables };
        if (!variables.TryGetValue(AgentsVariable, out var agents))
            return here with { MaximumEventAgeSeconds = LeastEventAgeSeconds };
        variables[AgentsVariable] = Impatient(agents, times);
        variables["CODEREVIEW_MAX_ROUNDS"] = "10000";
        variables["CODEREVIEW_GIT_ALLOW"] = "file:///";
        return here;
    }

    private static string Impatient(string agents, FleetTimes times)
    {
        var parsed = JsonNode.Parse(agents)!.AsObject();
        foreach (var (_, agent) in parsed)
            (agent!["timeout_seconds"], agent["max_event_age_seconds"], agent["report_within_seconds"]) = (times.TimeoutSeconds, LeastEventAgeSeconds, times.ReportWithinSeconds);
        return parsed.ToJsonString();
    }
}

/// <summary>How long things may take.</summary>
/// <param name="TimeoutSeconds">Every function's time-out.</param>
/// <param name="ReportWithinSeconds">After how long a task is taken for lost; when it cannot come any more where null.</param>
internal sealed record FleetTimes(int TimeoutSeconds, int? ReportWithinSeconds = null);

/// <summary>A function failed where it should have answered.</summary>
internal sealed class FunctionFailedException(string payload) : Exception(payload);
