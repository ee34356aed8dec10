namespace CodeReview.Agents.Sources;

/// <summary>A line of code.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Start">Where its first character that is no white space stands.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Indent">How far it is indented, in characters.</param>
internal readonly record struct CodeLine(int Number, int Start, int End, int Indent);

/// <summary>The lines of a file that begin with code: no blank ones, no comments, no lines within a literal.</summary>
internal static class CodeLines
{
    public static IEnumerable<CodeLine> Of(SourceFile file)
    {
        for (var number = 1; number <= file.Source.LineCount; number++)
        {
            var line = file.Source.Line(number);
            var indent = line.Length - line.TrimStart().Length;
            var start = file.Source.StartOf(number);
            if (indent < line.Length && file.Code[start + indent] is CharKind.Code or CharKind.Quote)
                yield return new CodeLine(number, start + indent, start + line.TrimEnd().Length, indent);
        }
    }

    /// <summary>A line from its first character that is no white space to its last.</summary>
    public static ReadOnlySpan<char> TextOf(this SourceFile file, CodeLine line) => file.Text.AsSpan(line.Start, line.End - line.Start);

    /// <summary>The code of a line, comments and the content of literals blank.</summary>
    public static string Code(this SourceFile file, CodeLine line) => file.CodeOnly[line.Start..line.End].TrimEnd();
}
