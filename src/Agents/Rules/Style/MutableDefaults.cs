using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Rules.Style;

/// <summary>Default arguments that are changed or handed out: one that is only read does no harm, and a cache is meant.</summary>
internal static class MutableDefaults
{
    private const int MaxBody = 6_000;
    private static readonly Anchors Heads = new(["def "]);
    private static readonly Regex Default = Pattern.Of(@"[(,]\s*(?<name>\w+)\s*(?::[^,=()]*)?=\s*(?:\[\s*\]|\{\s*\}|list\(\)|dict\(\)|set\(\))\s*[,)]");
    private static readonly Regex Cache = Pattern.IgnoringCase("cache|memo|seen");

    public static IEnumerable<Match> Find(SourceFile file)
    {
        foreach (var (at, _) in Heads.InCode(file))
        {
            var open = file.Text.IndexOf('(', at);
            var close = open < 0 || open - at > 100 ? -1 : file.Code.Closing(open);
            if (close < 0)
                continue;
            foreach (System.Text.RegularExpressions.Match match in Default.Matches(file.Code.CodeOnly(open, close + 1)))
            {
                var name = match.Groups["name"].Value;
                if (Cache.IsMatch(name) || !IsChanged(Body(file, close), name))
                    continue;
                yield return new Match(at, close + 1) { Detail = $"'{name}' is changed or handed out." };
                break;
            }
        }
    }

    private static string Body(SourceFile file, int head)
    {
        var next = file.Text.IndexOf("def ", head, Math.Min(MaxBody, file.Text.Length - head), StringComparison.Ordinal);
        return file.Code.CodeOnly(head, next < 0 ? Math.Min(file.Text.Length, head + MaxBody) : next);
    }

    private static bool IsChanged(string body, string name) =>
        !Pattern.Of($@"\b{name}\s*=\s*(?:list|dict|set|copy\.\w+)\(|\b{name}\s*=\s*{name}\s+or\b").IsMatch(body)
        && Pattern.Of($@"\b{name}\.(?:append|extend|insert|add|update|setdefault|pop|remove|clear|discard)\(|\b{name}\[[^\]]*\]\s*=[^=]|\b{name}\s*\+=|\breturn {name}\s*(?:\n|$)|\bself\.\w+\s*=\s*{name}\s*(?:\n|$)").IsMatch(body);
}
