using System.Text.RegularExpressions;

namespace CodeReview.Agents.Sources;

/// <summary>Looks up what a name was set to, in the lines above its use. One step, no flow: enough to see a query being built.</summary>
internal static class Assignment
{
    private const int MaxLookBack = 3_000;
    private const int MaxValue = 1_000;
    private const int MaxDeclaration = 120;
    private static Regex Declaration => field ??= Pattern.Of(@"^(?:const|final) (?:[\w.<>\[\]?]+ )?(?<name>\w+)(?:\s*:\s*\w+)?\s*=\s*");

    /// <summary>The value last assigned before a position, or null where none is in sight.</summary>
    public static Argument? LastOf(SourceFile file, string name, int before)
    {
        var floor = Math.Max(0, before - MaxLookBack);
        if (file.Language is Languages.Python)
            floor += Math.Max(0, file.Text.AsSpan(floor, before - floor).LastIndexOf("def "));
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

    /// <summary>The names that the file declares as constants with a literal value.</summary>
    public static HashSet<string> Constants(SourceFile file)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var mark = file.Language is Languages.Java ? "final " : "const ";
        for (var at = file.Text.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = file.Text.IndexOf(mark, at + 1, StringComparison.Ordinal))
        {
            var declared = Declaration.Match(file.Text, at, Math.Min(MaxDeclaration, file.Text.Length - at));
            if (declared.Success && file.Code.IsCode(at) && IsLiteral(file, at + declared.Length))
                names.Add(declared.Groups["name"].Value);
        }

        return names;
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
