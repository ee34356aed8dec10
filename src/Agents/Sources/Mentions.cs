using System.Text.RegularExpressions;

namespace CodeReview.Agents.Sources;

/// <summary>How often names occur in a text, wherever they stand: one that occurs only where it is declared is used by nothing in the file.</summary>
internal static class Mentions
{
    private static Regex Name => field ??= Pattern.Of(@"\w+");

    /// <summary>The words of a text.</summary>
    public static Regex.ValueMatchEnumerator In(string text) => Name.EnumerateMatches(text);

    /// <summary>Those of the names that occur once.</summary>
    public static HashSet<string> Once(string text, IEnumerable<string> names)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names)
            counts[name] = 0;
        if (counts.Count is 0)
            return [];
        var byWord = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in In(text))
        {
            var name = text.AsSpan(word.Index, word.Length);
            if (byWord.TryGetValue(name, out var count))
                byWord[name] = count + 1;
        }

        return [.. counts.Where(count => count.Value is 1).Select(count => count.Key)];
    }
}
