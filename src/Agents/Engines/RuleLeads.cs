using System.Globalization;
using System.Text;
using CodeReview.Agents.Rules;
using CodeReview.Agents.Tools;
using CodeReview.Protocol.Findings;

namespace CodeReview.Agents.Engines;

/// <summary>
/// What the rules say before a model is asked. What they are sure of is reported at once, by code: no text of the repository talks
/// it away. The rest are leads for the model to judge.
/// </summary>
internal static class RuleLeads
{
    private const int MaxLeads = 60;

    /// <summary>Reports what is sure, and puts the rest into words; empty where there is nothing.</summary>
    public static string Take(ReviewTools tools, Evidence evidence)
    {
        var rules = RuleSet.Of(tools.Task.Agent);
        var (leads, sure) = (new List<Claim>(), new List<Claim>());
        var habits = new Habits(rules, Take);
        foreach (var file in ShardSources.Of(tools.Shard, tools.Peek).Files)
            RulePass.Over(rules, file, habits.Take, problem => tools.Remark(file.Path, problem));
        habits.Close();

        // They are made anew, the same, whenever the task is taken up, so the transcript does not hold them.
        tools.TakeNotes();
        return $"{List("Reported already by fixed rules; do not report them again:", sure, evidence)}{List("Leads from fixed rules, to be judged by you:", leads, evidence)}";

        void Take(Claim claim)
        {
            if (claim.Confidence is Confidence.High)
                RulePass.Report(tools, claim);
            (claim.Confidence is Confidence.High ? sure : leads).Add(claim);
        }
    }

    private static string List(string head, List<Claim> claims, Evidence evidence)
    {
        if (claims.Count is 0)
            return "";
        var lines = new StringBuilder();
        foreach (var claim in claims.Take(MaxLeads))
            lines.Append(CultureInfo.InvariantCulture, $"{claim.Path}:{claim.StartLine} {claim.Rule}: {claim.Title}\n");
        if (claims.Count > MaxLeads)
            lines.Append(CultureInfo.InvariantCulture, $"and {claims.Count - MaxLeads} more\n");
        return $"\n{head}\n{evidence.Of("places", lines.ToString())}\n";
    }
}
