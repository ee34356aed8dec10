using CodeReview.Agents.Rules;
using CodeReview.Agents.Sources;
using CodeReview.Agents.Tools;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Engines;

/// <summary>
/// Reviews by rules: deterministic, offline, at no cost. A step is a file. It keeps nothing between runs, since a shard takes
/// less time than a transcript of it would.
/// </summary>
internal sealed class RulesEngine : IReviewEngine
{
    public IReadOnlyCollection<AgentName> Agents => RuleSet.Agents;

    public Task<EngineRun> ReviewAsync(EngineTask task, CancellationToken suspend)
    {
        var tools = task.Tools;
        var rules = RuleSet.Of(tools.Task.Agent);
        if (rules.Count is 0)
            throw new UnknownAgentException(tools.Task.Agent, Agents);
        tools.ReportProgress("reading");
        var files = ShardSources.Of(tools.Shard, tools.ReadWhole);
        var habits = new Habits(rules, claim => RulePass.Report(tools, claim));
        foreach (var file in files.Files)
        {
            if (suspend.IsCancellationRequested)
                return Task.FromResult(new EngineRun(IsSuspended: true, Usage.None));
            Review(tools, rules, file, habits);
        }

        habits.Close();
        tools.Finish();
        return Task.FromResult(new EngineRun(IsSuspended: false, Usage.None));
    }

    private static void Review(ReviewTools tools, IReadOnlyList<Rule> rules, SourceFile file, Habits habits)
    {
        RulePass.Over(
            rules,
            file,
            habits.Take,
            // One file that a rule cannot bear must not hide the others from review; the coverage says that it was not reviewed.
            problem => tools.GiveUp(file.Path, problem));

        if (file.IsMinified)
            tools.Remark(file.Path, "minified: only the rules for secrets ran");
        else if (file.IsNestedTooDeeply)
            tools.Remark(file.Path, "nested too deeply to be parsed: the rules that need its syntax did not run");
    }
}

/// <summary>The engine has nothing for this agent.</summary>
internal sealed class UnknownAgentException(AgentName agent, IEnumerable<AgentName> known) : Exception(
    $"There is no agent '{agent}' for this engine: it knows {string.Join(" and ", known.Select(name => $"'{name}'"))}.");

/// <summary>A rule claimed what does not stand in the code: a fault of the rule.</summary>
internal sealed class RefusedClaimException(Claim claim, Refusal refusal) : Exception(
    $"Rule {claim.Rule} made a claim at {claim.Path}, line {claim.StartLine}, that was refused: {refusal.Reason}");
