using CodeReview.Agents.Rules;
using CodeReview.Agents.Sources;
using CodeReview.Agents.Tools;

namespace CodeReview.Agents.Engines;

/// <summary>Runs an agent's rules over one file.</summary>
internal static class RulePass
{
    /// <summary>What the rules claim, rule by rule; a rule that fails on the file is told, and the others go on.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="file">The file.</param>
    /// <param name="claim">Takes a claim.</param>
    /// <param name="failed">Takes a rule that failed, and how.</param>
    public static void Over(IReadOnlyList<Rule> rules, SourceFile file, Action<Claim> claim, Action<Rule, Exception> failed)
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
                failed(rule, e);
            }
        }
    }
}
