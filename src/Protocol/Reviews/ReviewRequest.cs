using System.Text.Json.Serialization;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Protocol.Reviews;

/// <summary>
/// Asks for a review, or for the same review again: to resume it, or to read the finished result. An unknown member is refused,
/// so that a misspelt option is not silently ignored.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReviewRequest
{
    /// <summary>The repository.</summary>
    public required RepositoryUrl RepoUrl { get; init; }

    /// <summary>The review; where absent, derived from the URL, the ref and what it is compared with (<see cref="ReviewId.Derive"/>).</summary>
    public ReviewId? ReviewId { get; init; }

    /// <summary>A branch, a tag or a commit's full hash; the default branch where absent.</summary>
    public string? Ref { get; init; }

    /// <summary>
    /// A branch, a tag or a commit's full hash: only files that differ from it are reviewed, the others are in the coverage as skipped.
    /// Compared are the two trees, so what has changed on a branch since the other one left it counts too.
    /// </summary>
    public string? Since { get; init; }

    /// <summary>Review only these files, and the files below these folders; everything where empty.</summary>
    public ValueArray<WorkspacePath> Paths { get; init; }

    /// <summary>The agents to run; security and style where empty.</summary>
    public ValueArray<AgentName> Agents { get; init; }

    /// <summary>Limits and the engine; the defaults where absent.</summary>
    public ReviewOptions? Options { get; init; }

    /// <summary>
    /// Whether the answer waits until the review is done or the function's time is nearly over. Of this one request: it is not part of
    /// the review.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Wait { get; init; }

    /// <summary>The id that this request means, given or derived.</summary>
    [JsonIgnore]
    public ReviewId EffectiveId => ReviewId ?? Reviews.ReviewId.Derive(RepoUrl, Ref, Since);

    /// <summary>The options that this request means, given or by default.</summary>
    [JsonIgnore]
    public ReviewOptions EffectiveOptions => Options ?? new ReviewOptions();

    /// <summary>The agents that this request means, given or by default, each once.</summary>
    [JsonIgnore]
    public ValueArray<AgentName> EffectiveAgents => Agents.Count > 0 ? Agents.Distinct().ToValueArray() : [AgentName.Security, AgentName.Style];

    /// <summary>One sentence for each value that cannot be used.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var problem in EffectiveOptions.Problems())
            yield return problem;
        if (EffectiveAgents.Contains(AgentName.Verifier))
            yield return $"'{AgentName.Verifier}' is no agent to be asked for: the option verification says who verifies.";
    }
}
