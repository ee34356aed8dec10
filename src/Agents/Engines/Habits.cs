using System.Globalization;
using CodeReview.Agents.Rules;
using CodeReview.Agents.Tools;

namespace CodeReview.Agents.Engines;

/// <summary>
/// What many files of a shard do the same way is a habit, and one decision of a maintainer: the first few files are told of, and the
/// last of them names the others.
/// </summary>
internal sealed class Habits(IReadOnlyList<Rule> rules, Action<Claim> report)
{
    private const int MaxFiles = 3;
    private const int MaxNamed = 5;
    private readonly HashSet<string> _rules = [.. rules.Where(rule => rule.IsHabit).Select(rule => rule.Id)];
    private readonly List<Claim> _held = [];

    /// <summary>Takes a claim: reports it at once, or keeps it until it is known how many there are.</summary>
    public void Take(Claim claim)
    {
        if (_rules.Contains(claim.Rule))
            _held.Add(claim);
        else
            report(claim);
    }

    /// <summary>Reports what was kept. Every file was looked at.</summary>
    public void Close()
    {
        foreach (var same in _held.GroupBy(claim => claim.Rule))
        {
            Claim[] claims = [.. same];
            foreach (var (i, claim) in claims.Take(MaxFiles).Index())
                report(i is MaxFiles - 1 ? claim with { Description = claim.Description + Others(claims[MaxFiles..]) } : claim);
        }
    }

    private static string Others(Claim[] others)
    {
        if (others.Length is 0)
            return "";
        var named = string.Join(", ", others.Take(MaxNamed).Select(claim => string.Create(CultureInfo.InvariantCulture, $"{claim.Path}:{claim.StartLine}")));
        var rest = others.Length > MaxNamed ? string.Create(CultureInfo.InvariantCulture, $" and {others.Length - MaxNamed} more") : "";
        return $" The same holds of {named}{rest}.";
    }
}
