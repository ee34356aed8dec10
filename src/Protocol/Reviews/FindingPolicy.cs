using System.Globalization;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Protocol.Reviews;

/// <summary>
/// What whoever asks for a review has decided about its findings. It comes with the request, never from the repository under review,
/// whose text is not trusted; comments in its code are heeded only where this says so. Nothing is dropped by it: what it suppresses is listed.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FindingPolicy
{
    private const int MaxRules = 200;
    private const int MaxPaths = 1_000;
    private const int MaxReason = 300;

    /// <summary>Whether <c>codereview-ignore: RULE reason</c> in a comment of the reviewed code suppresses a finding.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool TrustSuppressions { get; init; }

    /// <summary>Decisions about rules. Of those that are about a finding, the last one counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueArray<RuleSetting> Rules { get; init; }

    /// <summary>One sentence for each value that cannot be used.</summary>
    public IEnumerable<string> Problems()
    {
        if (Rules.Count > MaxRules)
            yield return string.Create(CultureInfo.InvariantCulture, $"policy: rules are {MaxRules} at most, and there are {Rules.Count}.");
        if (Rules.Sum(rule => rule.Paths.Count) > MaxPaths)
            yield return string.Create(CultureInfo.InvariantCulture, $"policy: paths of all rules are {MaxPaths} at most.");
        foreach (var (i, rule) in Rules.Index())
        {
            if (ProblemWith(rule) is { } problem)
                yield return string.Create(CultureInfo.InvariantCulture, $"policy: rules[{i}], '{Shown.Of(rule.Rule)}': {problem}");
        }
    }

    private static string? ProblemWith(RuleSetting setting) => setting switch
    {
        _ when !RuleId.TryParse(setting.Rule.EndsWith("/*", StringComparison.Ordinal) ? $"{setting.Rule[..^2]}/all" : setting.Rule, out _, out _) => "a rule is named family/name, or a whole family as family/*.",
        { Off: false, Severity: null } => "say what to do: \"off\": true, or a \"severity\" of LOW, MEDIUM or HIGH.",
        { Off: true, Severity: not null } => "a rule that is off has no severity: leave one of the two out.",
        { Reason: { } reason } when string.IsNullOrWhiteSpace(reason) || reason.Length > MaxReason => $"its reason has 1 to {MaxReason} characters.",
        _ => null,
    };
}

/// <summary>A decision about a rule.</summary>
/// <param name="Rule">The rule's id, or <c>family/*</c>.</param>
/// <param name="Off">Whether its findings are suppressed.</param>
/// <param name="Severity">The severity that its findings have instead of their own.</param>
/// <param name="Paths">The files, and the folders, that the decision is about; all where there are none.</param>
/// <param name="Reason">Why, in a sentence.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RuleSetting(
    string Rule,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Off = false,
    Severity? Severity = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueArray<WorkspacePath> Paths = default,
    string? Reason = null)
{
    /// <summary>Whether the decision is about a finding.</summary>
    public bool Covers(Finding finding) => finding.Rule.IsNamedBy(Rule) && (Paths.Count is 0 || Paths.Any(path => path.Covers(finding.Path.Value)));
}
