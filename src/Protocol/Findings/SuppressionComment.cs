using CodeReview.Protocol.Json;

namespace CodeReview.Protocol.Findings;

/// <summary>A comment that asks to pass over a rule: <c>codereview-ignore: RULE reason</c>, in the comment form of any language.</summary>
/// <param name="Rule">The rule's id, or <c>family/*</c>; empty where none is named.</param>
/// <param name="Reason">Why; empty where none is given. Such a comment suppresses nothing.</param>
public sealed record SuppressionComment(string Rule, string Reason)
{
    /// <summary>What such a comment begins with.</summary>
    public const string Mark = "codereview-ignore:";

    private const int MaxReason = 300;
    private static readonly string[] Openings = ["//", "#", "--", "/*", "*", "<!--", ";", "%", "{#", "@*", "(*", "'"];
    private static readonly string[] Closings = ["*/", "-->", "--%>", "%>", "#}", "*@", "*)"];

    /// <summary>The comment of a line, or null.</summary>
    public static SuppressionComment? TryRead(ReadOnlySpan<char> line)
    {
        var at = line.IndexOf(Mark, StringComparison.Ordinal);
        if (at < 0 || !EndsWithAny(line[..at].TrimEnd(), Openings))
            return null;
        var rest = line[(at + Mark.Length)..].Trim();
        foreach (var closing in Closings)
            rest = rest.EndsWith(closing) ? rest[..^closing.Length].TrimEnd() : rest;
        var end = rest.IndexOfAny(' ', '\t');
        var reason = end < 0 ? "" : rest[end..].Trim().ToString();
        return new SuppressionComment((end < 0 ? rest : rest[..end]).ToString(), Shown.Of(reason, MaxReason));
    }

    private static bool EndsWithAny(ReadOnlySpan<char> text, string[] ends)
    {
        foreach (var end in ends)
        {
            if (text.EndsWith(end))
                return true;
        }

        return false;
    }
}

/// <summary>Why a finding is listed apart although it may be true.</summary>
/// <param name="Kind">Where that was decided.</param>
/// <param name="Reason">Why, as it was given.</param>
public sealed record Suppression(SuppressionKind Kind, string Reason);
