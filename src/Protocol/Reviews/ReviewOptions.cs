using System.Globalization;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Protocol.Reviews;

/// <summary>What bounds a review. Part of the request, hence of the journal: a resumed review goes on with the same values.</summary>
/// <param name="Model">The engine of all agents: <c>rules</c>, or a model as <c>provider:id</c>; where absent, what each is set up with.</param>
/// <param name="MaxParallelAgents">How many agent tasks may be under way at once, from 1; what the fleet is set up with where absent.</param>
/// <param name="MaxTaskAttempts">How often a task may be tried before it is recorded as failed, from 1.</param>
/// <param name="MaxFiles">How many files the commit may hold; a larger one is refused before anything is written.</param>
/// <param name="MaxBytes">How many bytes the commit's files may hold together.</param>
/// <param name="MaxFileBytes">The largest file that is reviewed, in bytes; a larger one is in the coverage as skipped.</param>
/// <param name="ShardBytes">The size that a shard aims at, in bytes of source.</param>
/// <param name="ShardFiles">The most files that one shard holds.</param>
/// <param name="Budget">What models may consume; the defaults where absent. The rules consume nothing.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReviewOptions(
    string? Model = null,
    int? MaxParallelAgents = null,
    int MaxTaskAttempts = 4,
    int MaxFiles = 200_000,
    long MaxBytes = 4L << 30,
    long MaxFileBytes = 1 << 20,
    long ShardBytes = 256 << 10,
    int ShardFiles = 60,
    ModelBudget? Budget = null)
{
    /// <summary>The engine that needs no model.</summary>
    public const string Rules = "rules";

    /// <summary>How many agent tasks may be asked to run at once.</summary>
    public const int MostParallelAgents = 1000;

    /// <summary>What models may consume, given or by default.</summary>
    [JsonIgnore]
    public ModelBudget EffectiveBudget => Budget ?? new ModelBudget();

    /// <summary>One sentence for each value that is out of range.</summary>
    public IEnumerable<string> Problems()
    {
        if (MaxParallelAgents is < 1 or > MostParallelAgents)
            yield return string.Create(CultureInfo.InvariantCulture, $"max_parallel_agents is 1 to {MostParallelAgents}.");
        if (MaxTaskAttempts is < 1 or > 20)
            yield return "max_task_attempts is 1 to 20.";
        if (MaxFiles < 1 || MaxBytes < 1 || MaxFileBytes < 1)
            yield return "max_files, max_bytes and max_file_bytes are at least 1.";
        if (ShardBytes < 1024 || ShardFiles < 1)
            yield return "shard_bytes is at least 1024 and shard_files at least 1.";
        if (EffectiveBudget is not { TaskTurns: >= 1, TaskTokens: >= 1, TaskUsd: > 0 })
            yield return "budget: task_turns and task_tokens are at least 1, task_usd is more than 0.";
        if (Model is not null && string.IsNullOrWhiteSpace(Model))
            yield return "model is 'rules', or 'provider:id'.";
    }
}

/// <summary>What models may consume. Where it is used up, work ends with what it has, and the coverage says what was not reached.</summary>
/// <param name="TaskTurns">How often a model may answer on one task.</param>
/// <param name="TaskTokens">How many tokens one task may send and receive, cached ones included.</param>
/// <param name="TaskUsd">How much one task may cost, in US dollars.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ModelBudget(int TaskTurns = 60, long TaskTokens = 3_000_000, decimal TaskUsd = 2)
{
    /// <summary>What one task may take.</summary>
    [JsonIgnore]
    public TaskBudget OfTask => new(TaskTurns, TaskTokens, TaskUsd);
}
