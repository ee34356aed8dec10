using System.Globalization;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Protocol.Reviews;

/// <summary>What bounds a review. Part of the request, hence of the journal: a resumed review goes on with the same values.</summary>
/// <param name="Model">The engine of all agents: <c>rules</c>, or a model as <c>provider:id</c>; where absent, what each is set up with.</param>
/// <param name="MaxParallelAgents">How many agent tasks may be under way at once, from 1; what the fleet is set up with where absent.</param>
/// <param name="MaxTaskAttempts">How often a task may be tried before it is recorded as failed, from 1.</param>
/// <param name="MaxFiles">How many files the commit may hold; a larger one is refused before anything is written.</param>
/// <param name="MaxBytes">How many bytes the commit's files may hold together.</param>
/// <param name="MaxFileBytes">The largest file that is reviewed, in bytes; a larger one is in the coverage as skipped.</param>
/// <param name="ShardBytes">The most bytes of source that one shard holds, unless a single file has more.</param>
/// <param name="ShardFiles">The most files that one shard holds.</param>
/// <param name="Budget">What models may consume; the defaults where absent. The rules consume nothing.</param>
/// <param name="Finders">How many finders of each agent look at a shard, each independent of the others; one where absent. More than one needs a model.</param>
/// <param name="Verification">Who tries to refute what is found; the defaults where absent.</param>
/// <param name="Limits">What bounds the fetch and the work tree further; the defaults where absent.</param>
/// <param name="ShardTokens">The size that a shard aims at, in tokens as they are estimated; the default where absent.</param>
/// <param name="Policy">What was decided about rules and suppressions; nothing where absent.</param>
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
    ModelBudget? Budget = null,
    int? Finders = null,
    VerificationOptions? Verification = null,
    CloneLimits? Limits = null,
    int? ShardTokens = null,
    FindingPolicy? Policy = null)
{
    /// <summary>The engine that needs no model.</summary>
    public const string Rules = "rules";

    /// <summary>How many agent tasks may be asked to run at once.</summary>
    public const int MostParallelAgents = 1000;

    /// <summary>How many finders of one agent may look at a shard.</summary>
    public const int MostFinders = 5;

    /// <summary>What models may consume, given or by default.</summary>
    [JsonIgnore]
    public ModelBudget EffectiveBudget => Budget ?? new ModelBudget();

    /// <summary>What bounds the fetch and the work tree further, given or by default.</summary>
    [JsonIgnore]
    public CloneLimits EffectiveLimits => Limits ?? new CloneLimits();

    /// <summary>The size that a shard aims at: as much as a model reads with room for what it asks and answers.</summary>
    [JsonIgnore]
    public int EffectiveShardTokens => ShardTokens ?? 64_000;

    /// <summary>How many finders of each agent look at a shard.</summary>
    [JsonIgnore]
    public int EffectiveFinders => Finders ?? 1;

    /// <summary>What was decided about rules and suppressions.</summary>
    [JsonIgnore]
    public FindingPolicy EffectivePolicy => Policy ?? new FindingPolicy();

    /// <summary>How findings are verified.</summary>
    [JsonIgnore]
    public VerificationOptions EffectiveVerification => Verification ?? new VerificationOptions();

    /// <summary>The model that verifies; null where none does.</summary>
    [JsonIgnore]
    public string? VerifierModel => EffectiveVerification.Model switch
    {
        VerificationOptions.None => null,
        null => Model is Rules ? null : Model,
        var named => named,
    };

    /// <summary>One sentence for each value that is out of range.</summary>
    public IEnumerable<string> Problems()
    {
        if (MaxParallelAgents is < 1 or > MostParallelAgents)
            yield return string.Create(CultureInfo.InvariantCulture, $"max_parallel_agents is 1 to {MostParallelAgents}.");
        if (MaxTaskAttempts is < 1 or > 20)
            yield return "max_task_attempts is 1 to 20.";
        if (MaxFiles < 1 || MaxBytes < 1 || MaxFileBytes < 1)
            yield return "max_files, max_bytes and max_file_bytes are at least 1.";
        if (ShardBytes < 1024 || ShardFiles < 1 || EffectiveShardTokens < 256)
            yield return "shard_bytes is at least 1024, shard_tokens at least 256 and shard_files at least 1.";
        if (EffectiveBudget is not { TaskTurns: >= 1, TaskTokens: >= 1, TaskUsd: > 0, ReviewTokens: >= 1, ReviewUsd: > 0 })
            yield return "budget: task_turns, task_tokens and review_tokens are at least 1, task_usd and review_usd more than 0.";
        if (EffectiveFinders is < 1 or > MostFinders)
            yield return string.Create(CultureInfo.InvariantCulture, $"finders is 1 to {MostFinders}.");
        if (EffectiveFinders > 1 && Model is Rules)
            yield return "finders: the rules find the same each time, more than one finder needs a model.";
        if (VerifierModel is Rules || EffectiveVerification.Model is "")
            yield return "verification: its model is 'none', or 'provider:id'; rules refute nothing.";
        if (EffectiveLimits.Problem is { } problem)
            yield return problem;
        foreach (var wrong in Policy?.Problems() ?? [])
            yield return wrong;
        if (Model is not null && string.IsNullOrWhiteSpace(Model))
            yield return "model is 'rules', or 'provider:id'.";
    }
}

/// <summary>Who tries to refute what is found, and which of it.</summary>
/// <param name="Model">The model as <c>provider:id</c>, or <c>none</c>; where absent, the one that reviews.</param>
/// <param name="From">Findings below this severity are left alone.</param>
/// <param name="SureToo">Whether what fixed rules are sure of is looked at as well; no model talks it away otherwise.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record VerificationOptions(string? Model = null, Severity From = Severity.Medium, bool SureToo = false)
{
    /// <summary>Nobody verifies.</summary>
    public const string None = "none";

    /// <summary>Whether a verifier is to look at the finding.</summary>
    public bool Covers(Finding finding) => finding.Severity >= From && (SureToo || !finding.SureByRule);
}

/// <summary>What models may consume. Where it is used up, work ends with what it has, and the coverage says what was not reached.</summary>
/// <param name="TaskTurns">How often a model may answer in one conversation.</param>
/// <param name="TaskTokens">How many tokens one task may send and receive, cached ones included.</param>
/// <param name="TaskUsd">How much one task may cost, in US dollars.</param>
/// <param name="ReviewTokens">How many tokens all tasks together may send and receive.</param>
/// <param name="ReviewUsd">How much all tasks together may cost, in US dollars.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ModelBudget(
    int TaskTurns = 60, long TaskTokens = 3_000_000, decimal TaskUsd = 2, long ReviewTokens = 200_000_000, decimal ReviewUsd = 50)
{
    /// <summary>What one task may take.</summary>
    [JsonIgnore]
    public TaskBudget OfTask => new(TaskTurns, TaskTokens, TaskUsd, OfReview);

    /// <summary>What all tasks together may take.</summary>
    [JsonIgnore]
    public SharedBudget OfReview => new(ReviewTokens, ReviewUsd);
}
