using CodeReview.Agents.Rules;
using CodeReview.Agents.Sources;
using CodeReview.Agents.Tools;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Engines;

/// <summary>
/// Reviews by rules: deterministic, offline, at no cost. A step is a file. It keeps nothing between runs, since a shard takes
/// less time than a transcript of it would.
/// </summary>
internal sealed class RulesEngine : IReviewEngine
{
    public Task<EngineRun> ReviewAsync(ReviewTools tools, CancellationToken suspend)
    {
        var rules = RuleSet.Of(tools.Task.Agent);
        if (rules.Count is 0)
            throw new UnknownAgentException(tools.Task.Agent);
        tools.ReportProgress("reading");
        foreach (var file in tools.Shard.Files)
        {
            if (suspend.IsCancellationRequested)
                return Task.FromResult(new EngineRun(IsSuspended: true, Usage.None));
            if (tools.ReadWhole(file.Path).IsAnswer(out var source, out _))
                Review(tools, rules, new SourceFile(file.Path, LanguageNames.Parse(file.Language), source));
        }

        tools.Finish();
        return Task.FromResult(new EngineRun(IsSuspended: false, Usage.None));
    }

    private static void Review(ReviewTools tools, IReadOnlyList<Rule> rules, SourceFile file)
    {
        foreach (var rule in rules)
        {
            try
            {
                foreach (var claim in Claims.Of(rule, file))
                    Report(tools, claim);
            }
            // One file that a rule cannot bear must not hide the others from review; the coverage says that it was not reviewed.
            catch (Exception e) when (e is not (IOException or OutOfMemoryException))
            {
                tools.GiveUp(file.Path, $"rule {rule.Id} failed on it: {e.GetType().Name}: {Shown.Of(e.Message, 200)}");
            }
        }

        if (file.IsMinified)
            tools.Remark(file.Path, "minified: only the rules for secrets ran");
        else if (file.IsNestedTooDeeply)
            tools.Remark(file.Path, "nested too deeply to be parsed: the rules that need its syntax did not run");
    }

    private static void Report(ReviewTools tools, Claim claim)
    {
        if (!tools.ReportFinding(claim).IsAnswer(out _, out var refusal))
            throw new RefusedClaimException(claim, refusal);
    }
}

/// <summary>No rule is for this agent.</summary>
internal sealed class UnknownAgentException(AgentName agent) : Exception(
    $"There are no rules for the agent '{agent}': the rules know {string.Join(" and ", RuleSet.Agents.Select(known => $"'{known}'"))}.");

/// <summary>A rule claimed what does not stand in the code: a fault of the rule.</summary>
internal sealed class RefusedClaimException(Claim claim, Refusal refusal) : Exception(
    $"Rule {claim.Rule} made a claim at {claim.Path}, line {claim.StartLine}, that was refused: {refusal.Reason}");
