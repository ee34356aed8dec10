using System.Text.RegularExpressions;

namespace CodeReview.Agents.Sources;

/// <summary>The functions of a Python file, told by indentation.</summary>
internal static class PythonFunctions
{
    private static Regex Head => field ??= Pattern.Of(@"^\s*(?:async\s+)?def\s+(?<name>\w+)");
    private static Regex Control => field ??= Pattern.Of(@"^\s*(?:if|for|while|try|with|match|async\s+for|async\s+with)\b.*");

    private sealed record Block(string? Name, int Indent, int Start, int FirstLine)
    {
        public int LinesOfInner { get; set; }

        public (int Depth, int At) Deepest { get; set; }
    }

    public static IEnumerable<Function> Of(SourceFile file)
    {
        var (open, brackets, lastLine) = (new Stack<Block>(), 0, 0);
        for (var line = 1; line <= file.Source.LineCount; line++)
        {
            var start = file.Source.StartOf(line);
            var length = file.Source.Line(line).Length;
            var indent = length - file.Source.Line(line).TrimStart().Length;
            if (brackets is 0 && indent < length && file.Code[start + indent] is not (CharKind.Comment or CharKind.Literal))
            {
                foreach (var function in Close(open, indent, lastLine))
                    yield return function;
                Open(open, file, line, indent);
            }

            if (indent < length)
                lastLine = line;
            for (var at = start; at < start + length; at++)
                brackets = Math.Max(0, brackets + file.Code.BracketAt(at));
        }

        foreach (var function in Close(open, -1, lastLine))
            yield return function;
    }

    private static void Open(Stack<Block> open, SourceFile file, int line, int indent)
    {
        var text = file.Source.Line(line).ToString();
        var start = file.Source.StartOf(line) + indent;
        if (Head.Match(text) is { Success: true } head)
            open.Push(new Block(head.Groups["name"].Value, indent, start, line) { Deepest = (0, start) });
        else if (open.TryPeek(out var around) && Control.IsMatch(text))
            open.Push(new Block(null, indent, start, line) { Deepest = (Depth(open, around) + 1, start) });
    }

    private static int Depth(Stack<Block> open, Block around) => around.Name is not null ? 0 : open.TakeWhile(block => block.Name is null).Count();

    private static IEnumerable<Function> Close(Stack<Block> open, int indent, int lastLine)
    {
        while (open.TryPeek(out var block) && block.Indent >= indent)
        {
            open.Pop();
            var lines = lastLine - block.FirstLine + 1;
            if (open.TryPeek(out var around))
            {
                around.LinesOfInner += block.Name is not null ? lines : block.LinesOfInner;
                if (block.Name is null && block.Deepest.Depth > around.Deepest.Depth)
                    around.Deepest = block.Deepest;
            }

            if (block.Name is not null)
                yield return new Function(block.Name, block.Start, lines - block.LinesOfInner, block.Deepest.Depth, block.Deepest.At);
        }
    }
}
