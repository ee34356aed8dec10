namespace CodeReview.Agents.Rules;

/// <summary>
/// Looks for the shape that makes a backtracking matcher take exponential time: a group that is repeated without bound and
/// in which, for one alternative, a part repeated without bound stands beside nothing but optional parts, so that one text can be
/// split between the two in many ways. <c>(a+)+</c> and <c>(\w+\s?)*</c> have it; <c>(,\d+)*</c> has a comma that decides.
/// </summary>
internal static class RepeatedRepeat
{
    private sealed class Group(bool isAtomic)
    {
        public bool IsAtomic { get; } = isAtomic;

        public bool HasBad { get; set; }

        public int Required { get; set; }

        public bool HasRepeat { get; set; }

        public void EndAlternative()
        {
            HasBad |= HasRepeat && Required is 0;
            (HasRepeat, Required) = (false, 0);
        }
    }

    public static bool IsIn(ReadOnlySpan<char> pattern)
    {
        var groups = new Stack<Group>();
        groups.Push(new Group(isAtomic: false));
        for (var at = 0; at < pattern.Length;)
        {
            if (pattern[at] is '(')
            {
                groups.Push(new Group(pattern[at..].StartsWith("(?>") || pattern[at..].StartsWith("(?=") || pattern[at..].StartsWith("(?!") || pattern[at..].StartsWith("(?<=") || pattern[at..].StartsWith("(?<!")));
                at += GroupHead(pattern[at..]);
                continue;
            }

            if (pattern[at] is '|')
            {
                groups.Peek().EndAlternative();
                at++;
                continue;
            }

            var closed = pattern[at] is ')' && groups.Count > 1 ? groups.Pop() : null;
            closed?.EndAlternative();
            at = ElementEnd(pattern, at);
            var (unbounded, optional, length) = Quantifier(pattern[at..]);
            at += length;
            if (closed is { HasBad: true, IsAtomic: false } && unbounded)
                return true;
            Add(groups.Peek(), unbounded, optional, isAssertion: closed is { IsAtomic: true });
        }

        return false;
    }

    private static void Add(Group group, bool unbounded, bool optional, bool isAssertion)
    {
        group.HasRepeat |= unbounded;
        group.Required += unbounded || optional || isAssertion ? 0 : 1;
    }

    private static int GroupHead(ReadOnlySpan<char> rest)
    {
        if (!rest.StartsWith("(?"))
            return 1;
        var end = rest.StartsWith("(?P<") || (rest.StartsWith("(?<") && !rest.StartsWith("(?<=") && !rest.StartsWith("(?<!")) ? rest.IndexOf('>') : rest.IndexOfAny(":=!>)");
        return end < 0 ? rest.Length : end + 1;
    }

    private static int ElementEnd(ReadOnlySpan<char> pattern, int at)
    {
        if (pattern[at] is '\\')
            return Math.Min(pattern.Length, at + 2);
        if (pattern[at] is not '[')
            return at + 1;
        for (at += at + 1 < pattern.Length && pattern[at + 1] is ']' ? 2 : 1; at < pattern.Length && pattern[at] is not ']'; at++)
            at += pattern[at] is '\\' ? 1 : 0;
        return Math.Min(pattern.Length, at + 1);
    }

    private static (bool Unbounded, bool Optional, int Length) Quantifier(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty)
            return default;
        var length = rest[0] is '{' ? rest.IndexOf('}') + 1 : rest[0] is '*' or '+' or '?' ? 1 : 0;
        if (length is 0)
            return default;
        // A possessive quantifier gives nothing back, so nothing can be split anew.
        var isPossessive = rest.Length > length && rest[length] is '+';
        var unbounded = !isPossessive && (rest[0] is '*' or '+' || (rest[0] is '{' && rest[length - 2] is ','));
        var optional = rest[0] is '*' or '?' || rest.StartsWith("{0,") || rest.StartsWith("{,");
        return (unbounded, optional, length + (rest.Length > length && rest[length] is '?' or '+' ? 1 : 0));
    }
}
