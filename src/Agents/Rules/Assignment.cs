using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Rules;

/// <summary>Looks up what a name was set to, in the lines above its use. One step, no flow: enough to see a query being built.</summary>
internal static class Assignment
{
    private const int MaxLookBack = 3_000;
    private const int MaxValue = 1_000;

    /// <summary>The value last assigned before a position, or null where none is in sight.</summary>
    public static Argument? LastOf(SourceFile file, string name, int before)
    {
        var floor = Math.Max(0, before - MaxLookBack);
        if (file.Language is Languages.Python && file.Text.LastIndexOf("def ", Math.Max(0, before - 1), StringComparison.Ordinal) is var function and >= 0)
            floor = Math.Max(floor, function);
        for (var at = before; at > floor;)
        {
            at = file.Text.LastIndexOf(name, at - 1, at - floor, StringComparison.Ordinal);
            if (at < 0)
                return null;
            if (ValueAt(file, at, name.Length) is var value and >= 0)
                return new Argument(file, value, EndOf(file, value));
        }

        return null;
    }

    /// <summary>Whether the file declares the name as a constant with a literal value.</summary>
    public static bool IsConstant(SourceFile file, string name)
    {
        var marks = file.Language is Languages.Java ? "final " : "const ";
        for (var at = file.Text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = file.Text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var line = file.Source.StartOf(file.Source.LineAt(at));
            if (at - line < 120 && file.Text.AsSpan(line, at - line).Contains(marks, StringComparison.Ordinal)
                && ValueAt(file, at, name.Length) is var value and >= 0)
                return IsLiteral(file, value);
            if (at > MaxLookBack * 10)
                return false;
        }

        return false;
    }

    private static bool IsLiteral(SourceFile file, int value)
    {
        var end = file.Text.IndexOf('\n', value);
        var (from, until) = (value, Math.Min(end < 0 ? file.Text.Length : end, value + MaxValue));
        return from < until && (file.Code[from] is CharKind.Quote || char.IsAsciiDigit(file.Text[from]))
            && !Enumerable.Range(from, until - from).Any(at => file.Code[at] is CharKind.Hole);
    }

    private static int ValueAt(SourceFile file, int at, int length)
    {
        var after = at + length;
        if (!file.Code.IsCode(at) || (at > 0 && (char.IsLetterOrDigit(file.Text[at - 1]) || file.Text[at - 1] is '_' or '.' or '$')))
            return -1;
        while (after < file.Text.Length && file.Text[after] is ' ')
            after++;
        if (after + 1 >= file.Text.Length || file.Text[after] is not '=' || file.Text[after + 1] is '=' or '>')
            return -1;
        do
            after++;
        while (after < file.Text.Length && char.IsWhiteSpace(file.Text[after]));
        return after < file.Text.Length ? after : -1;
    }

    private static int EndOf(SourceFile file, int start)
    {
        var depth = 0;
        for (var at = start; at < Math.Min(file.Text.Length, start + MaxValue); at++)
        {
            depth += file.Code.BracketAt(at);
            var ends = file.Text[at] is ';' || (file.Text[at] is '\n' && file.Language is not (Languages.CSharp or Languages.Java) && !GoesOn(file, at));
            if (depth < 0 || (depth is 0 && ends && file.Code.IsCode(at)))
                return at;
        }

        return Math.Min(file.Text.Length, start + MaxValue);
    }

    // A script's expression goes on behind the line end where an operator is left open before it or begins after it.
    private static bool GoesOn(SourceFile file, int lineEnd)
    {
        var before = file.Text.AsSpan(Math.Max(0, lineEnd - 20), Math.Min(20, lineEnd)).TrimEnd();
        var after = file.Text.AsSpan(lineEnd, Math.Min(200, file.Text.Length - lineEnd)).TrimStart();
        return before.EndsWith("+") || before.EndsWith("\\") || after.StartsWith("+") || after.StartsWith(".");
    }
}
