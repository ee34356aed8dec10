using System.Text.Json;
using System.Text.Json.Serialization;
using CodeReview.LambdaEmulator.Faults;

namespace CodeReview.LambdaEmulator.Settings;

/// <summary>What is emulated.</summary>
public sealed record EmulatorSettings
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The settings of this repository's functions, as the Terraform module sets them up: <c>fleet.json</c>, beside the program.</summary>
    public static EmulatorSettings Fleet => Read(Path.Combine(AppContext.BaseDirectory, "fleet.json"));

    /// <summary>Where Invoke is served on the loopback; any free port where 0.</summary>
    public int Port { get; init; }

    public required IReadOnlyDictionary<string, FunctionSettings> Functions { get; init; }

    public IReadOnlyList<Schedule> Schedules { get; init; } = [];

    /// <summary>How many events all functions together may work on at once.</summary>
    public int AccountConcurrency { get; init; } = 1_000;

    /// <summary>How long an environment may take to ask for its first event, before it is killed and started again.</summary>
    public double InitTimeoutSeconds { get; init; } = 10;

    /// <summary>How long after a function's first and second failure a queued event is tried again.</summary>
    public IReadOnlyList<double> RetryDelaySeconds { get; init; } = [60, 120];

    /// <summary>How long a throttled event waits at first; twice as long each time, up to <see cref="MaximumBackoffSeconds"/>.</summary>
    public double BackoffSeconds { get; init; } = 1;

    public double MaximumBackoffSeconds { get; init; } = 300;

    /// <summary>Decides every fault: the same seed and the same events meet the same faults.</summary>
    public int Seed { get; init; }

    public FaultRates Faults { get; init; } = new();

    /// <exception cref="JsonException">The file holds no settings.</exception>
    public static EmulatorSettings Read(string file) =>
        JsonSerializer.Deserialize<EmulatorSettings>(File.ReadAllText(file), Format) ?? throw new JsonException("The file holds null.");
}

/// <summary>Sends the same event to a function again and again; not while the last one is under way, so that a slow machine is not flooded.</summary>
/// <param name="Function">The function.</param>
/// <param name="EverySeconds">The interval.</param>
/// <param name="Payload">The event.</param>
public sealed record Schedule(string Function, double EverySeconds, string Payload);
