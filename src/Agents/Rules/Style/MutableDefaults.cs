using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Rules.Style;

/// <summary>Default arguments that are changed or handed out: one that is only read does no harm, and a cache is meant.</summary>
internal static class MutableDefaults
{
    private const int MaxBody = 6_000;
    private static readonly Anchors Heads = new(["def "]);
    private static Regex Default => field ??= Pattern.Of(@"[(,]\s*(?<name>\w+)\s*(?::[^,=()]*)?=\s*(?:\[\s*\]|\{\s*\}|list\(\)|dict\(\)|set\(\))\s*[,)]");
    private static readonly string[] Changes = [".append(", ".extend(", ".insert(", ".add(", ".update(", ".setdefault(", ".pop(", ".remove(", ".clear(", ".discard(", "[key] =", " += "];
    private static readonly string[] Copies = ["list(", "dict(", "set(", "copy.", "[*", "{**"];
    private static Regex Cache => field ??= Pattern.IgnoringCase("cache|memo|seen");

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
        !Copies.Any(copy => body.Contains($"{name} = {copy}", StringComparison.Ordinal))
        && (Changes.Any(change => body.Contains($"{name}{change}", StringComparison.Ordinal))
            || body.Contains($"return {name}\n", StringComparison.Ordinal) || body.Contains($" = {name}\n", StringComparison.Ordinal));
}
