using System.Text.RegularExpressions;

namespace CodeReview.Agents.Sources;

/// <summary>Regular expressions over repository text: linear in its length, whatever it holds.</summary>
internal static class Pattern
{
    public static Regex Of(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static Regex IgnoringCase(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
}
