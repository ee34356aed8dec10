namespace CodeReview.LambdaEmulator.Settings;

/// <summary>What happens when a chain of calls comes by a function for the sixteenth time.</summary>
public enum RecursiveLoop
{
    Terminate,
    Allow,
}

/// <summary>A function, as its configuration in Lambda says it.</summary>
public sealed record FunctionSettings
{
    /// <summary>A folder or a zip file, with an executable <c>bootstrap</c> at its root.</summary>
    public required string Package { get; init; }

    /// <summary>An environment that takes longer for an event is killed.</summary>
    public double TimeoutSeconds { get; init; } = 3;

    /// <summary>Told to the function; nothing is limited to it.</summary>
    public int MemoryMb { get; init; } = 128;

    /// <summary>How many events it may work on at once; the account's limit where null.</summary>
    public int? ReservedConcurrency { get; init; }

    /// <summary>How often a queued event is tried again after the function failed at it: 0 to 2.</summary>
    public int MaximumRetryAttempts { get; init; } = 2;

    /// <summary>How long a queued event is tried for, whatever kept it from being served.</summary>
    public double MaximumEventAgeSeconds { get; init; } = 21_600;

    /// <summary>The function that is told of each queued event that was served.</summary>
    public string? OnSuccess { get; init; }

    /// <summary>The function that is told of each queued event that was given up.</summary>
    public string? OnFailure { get; init; }

    public RecursiveLoop RecursiveLoop { get; init; }

    /// <summary>Variables beside those that Lambda sets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);
}
