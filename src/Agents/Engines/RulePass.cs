using CodeReview.Agents.Rules;
using CodeReview.Agents.Sources;
using CodeReview.Agents.Tools;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;

namespace CodeReview.Agents.Engines;

/// <summary>Runs an agent's rules over one file.</summary>
internal static class RulePass
{
    /// <summary>What the rules claim, rule by rule; a rule that fails on the file is told, and the others go on.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="file">The file.</param>
    /// <param name="claim">Takes a claim.</param>
    /// <param name="failed">Takes a sentence about a rule that failed.</param>
    public static void Over(IReadOnlyList<Rule> rules, SourceFile file, Action<Claim> claim, Action<string> failed)
    {
        foreach (var rule in rules)
        {
            try
            {
                foreach (var made in Claims.Of(rule, file))
                    claim(made);
            }
            catch (Exception e) when (e is not (IOException or OutOfMemoryException))
            {
                failed($"rule {rule.Id} failed on it: {e.GetType().Name}: {Shown.Of(e.Message, 200)}");
            }
        }
    }

    /// <summary>Reports a claim of a rule, which has to stand.</summary>
    /// <exception cref="RefusedClaimException">It does not.</exception>
    public static void Report(ReviewTools tools, Claim claim)
    {
        if (!tools.ReportFinding(claim with { IsSure = claim.Confidence is Confidence.High }).IsAnswer(out _, out var refusal))
            throw new RefusedClaimException(claim, refusal);
    }
}
