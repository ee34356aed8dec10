using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Rules.Style;

/// <summary>Public declarations without documentation in a file that documents most of its own, told by the lines around.</summary>
internal static class DocumentationByLine
{
    private const int MinMembers = 4;
    private static readonly string[] Marks = ["/**", "\n// ", "\"\"\""];
    private static Regex Go => field ??= Pattern.Of(@"^func\s+(?:\(\w*\s*\*?[A-Z][^()]*\)\s*)?[A-Z]\w*\s*\(|^type\s+[A-Z]\w*\s");
    private static Regex Java => field ??= Pattern.Of(@"^public\s+(?:(?:static|final|abstract|synchronized)\s+)*(?:class|interface|enum|record|[\w<>\[\],.?]+)\s+[a-zA-Z]\w*\s*[({<]");
    private static Regex Php => field ??= Pattern.Of(@"^(?:abstract\s+|final\s+)?(?:public\s+(?:static\s+)?function\s+[a-zA-Z]\w*|interface\s+\w+)");
    private static Regex Python => field ??= Pattern.Of(@"^(?:async\s+)?(?:def|class)\s+[a-zA-Z]\w*");
    private static Regex Accessor => field ??= Pattern.Of(@"\b(?:get|set|is)[A-Z]\w*\s*\(|\bOverride\b");

    public static IEnumerable<Match> Missing(SourceFile file)
    {
        if (!Marks.Any(mark => file.Text.Contains(mark, StringComparison.Ordinal)))
            return [];
        var (all, missing) = (0, new List<CodeLine>());
        var head = file.Language switch { Languages.Go => Go, Languages.Java => Java, Languages.Php => Php, _ => Python };
        foreach (var line in file.Lines)
        {
            if (!MayDeclare(file, line) || (line.Number > 1 && file.Source.Line(line.Number - 1).Trim() is "@overload" or "@t.overload" or "@typing.overload") || (file.Code(line) is var code && (!head.IsMatch(code) || Accessor.IsMatch(code))))
                continue;
            all++;
            if (file.Language is Languages.Python ? !IsDocumentedBelow(file, line.Number) : !IsDocumentedAbove(file, line.Number))
                missing.Add(line);
        }

        return all >= MinMembers && missing.Count * 3 <= all ? missing.Select(line => new Match(line.Start, line.End)) : [];
    }

    // What is deep inside is nobody's interface.
    private static bool MayDeclare(SourceFile file, CodeLine line) =>
        line.Indent <= (file.Language is Languages.Go or Languages.Python ? 0 : 4) && file.Text[line.Start] is 'f' or 't' or 'p' or 'a' or 'c' or 'd' or 'i';

    private static bool IsDocumentedAbove(SourceFile file, int line)
    {
        while (--line >= 1)
        {
            var above = file.Source.Line(line).Trim();
            if (above.StartsWith("@Override"))
                return true;
            if (above.StartsWith("@") || above.StartsWith("#["))
                continue;
            return above.EndsWith("*/") || above.StartsWith("//") || above.StartsWith("#");
        }

        return false;
    }

    // The head may take several lines; the text stands right after it.
    private static bool IsDocumentedBelow(SourceFile file, int line)
    {
        for (var end = Math.Min(file.Source.LineCount, line + 20); line < end; line++)
        {
            var below = file.Source.Line(line + 1).Trim();
            if (file.Source.Line(line).TrimEnd().EndsWith(":"))
                return below.Contains("\"\"\"", StringComparison.Ordinal) || below.StartsWith("'") || below.StartsWith("\"") || below is "pass" or "...";
        }

        // A body on the line of its head.
        return true;
    }
}
