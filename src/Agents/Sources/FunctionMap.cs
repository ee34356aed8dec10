using System.Text.RegularExpressions;

namespace CodeReview.Agents.Sources;

/// <summary>A function with a body.</summary>
/// <param name="Name">Its name; empty where it has none.</param>
/// <param name="Start">Where its head begins.</param>
/// <param name="Lines">How many lines it has, those of functions inside it left out.</param>
/// <param name="Depth">How many conditions, loops and the like stand in each other at its deepest place.</param>
/// <param name="DeepestAt">That place.</param>
internal sealed record Function(string Name, int Start, int Lines, int Depth, int DeepestAt);

/// <summary>The functions of a file in a language with braces, told by what stands before each brace.</summary>
internal static class FunctionMap
{
    private const int MaxHead = 400;
    private static Regex Control => field ??= Pattern.Of(@"^\s*(?:\}?\s*else\b|if\b|for\b|foreach\b|while\b|switch\b|select\b|elseif\b|catch\b|using\b|lock\b|try\b|finally\b|do\b|synchronized\b|await (?:foreach|using)\b|with\b)");
    private static Regex NoFunction => field ??= Pattern.Of(@"\b(?:class|interface|struct|record|enum|namespace|module)\s|\bnew\s+[\w.<>\[\], ]+\([^)]*\)\s*$|\[\w*\]\s*$");
    private static Regex GoMethod => field ??= Pattern.Of(@"^func\s*\([^()]*\)\s*(?<name>\w+)");
    private static Regex PhpFunction => field ??= Pattern.Of(@"\bfunction\s+&?(?<name>\w+)\s*\(");
    private static Regex Named => field ??= Pattern.Of(@"(?<name>[\w$]+)\s*(?:<[^()]*>)?\s*\([^{}]*\)[^(){}=;]*$");

    private sealed class Block(bool isFunction, bool isControl, string name, int start, int depth)
    {
        public bool IsFunction => isFunction;

        public bool IsControl => isControl;

        public string Name => name;

        public int Start => start;

        public int Depth => depth;

        public int LinesOfInner { get; set; }

        public (int Depth, int At) Deepest { get; set; }

        public int Brackets { get; set; }
    }

    /// <summary>The functions, in the order in which they end.</summary>
    public static IEnumerable<Function> Of(SourceFile file)
    {
        var (text, open, head, brackets) = (file.Text, new Stack<Block>(), 0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            if (!file.Code.IsCode(at))
                continue;
            switch (text[at])
            {
                case '(' or '[':
                    brackets++;
                    break;
                case ')' or ']':
                    brackets--;
                    break;
                case '\n' when brackets <= 0 && EndsStatement(file, at):
                case ',' when brackets <= 0 && (file.Language & Languages.Script) is not 0:
                case ';' when brackets <= 0:
                    head = at + 1;
                    break;
                case '{':
                    open.Push(Opened(file, Math.Max(head, at - MaxHead), at, open, brackets));
                    (head, brackets) = (at + 1, 0);
                    break;
                case '}' when open.TryPop(out var block):
                    (head, brackets) = (at + 1, block.Brackets);
                    if (Closed(file, block, at, open) is { } function)
                        yield return function;
                    break;
            }
        }
    }

    // Scripts and Go need no semicolon: a line ends a statement unless it ends open or its next line begins with a brace.
    private static bool EndsStatement(SourceFile file, int lineEnd)
    {
        if ((file.Language & (Languages.Script | Languages.Go)) is 0)
            return false;
        var before = file.Text.AsSpan(Math.Max(0, lineEnd - 20), Math.Min(20, lineEnd)).TrimEnd();
        var after = file.Text.AsSpan(lineEnd, Math.Min(100, file.Text.Length - lineEnd)).TrimStart();
        return before.Length > 0 && before[^1] is not (',' or '=' or '(' or '|' or '&' or '+' or '.' or '>') && !after.StartsWith("{");
    }

    private static Block Opened(SourceFile file, int head, int at, Stack<Block> open, int brackets)
    {
        while (head < at && (char.IsWhiteSpace(file.Text[head]) || file.Code[head] is CharKind.Comment))
            head++;
        var text = file.Code.CodeOnly(head, at);
        var isControl = Control.IsMatch(text);
        var trimmed = text.AsSpan().TrimEnd();
        var isLambda = trimmed.EndsWith("=>") || trimmed.EndsWith("->");
        var named = isControl || isLambda || NoFunction.IsMatch(text) ? null : NameOf(file, text);
        var depth = isLambda || named is { Success: true } ? 0 : (open.TryPeek(out var around) ? around.Depth : 0) + (isControl ? 1 : 0);
        return new Block(isLambda || named is { Success: true }, isControl, NameIn(named), head, depth) { Deepest = (depth, at), Brackets = brackets };
    }

    private static System.Text.RegularExpressions.Match NameOf(SourceFile file, string head) => file.Language switch
    {
        Languages.Go when GoMethod.Match(head) is { Success: true } method => method,
        // A closure of PHP is an argument: routes and tables are declared in them.
        Languages.Php => PhpFunction.Match(head),
        _ => Named.Match(head),
    };

    private static string NameIn(System.Text.RegularExpressions.Match? head) => head?.Groups["name"].Value is { } name and not ("function" or "func") ? name : "";

    private static Function? Closed(SourceFile file, Block block, int at, Stack<Block> open)
    {
        var lines = file.Source.LineAt(at) - file.Source.LineAt(block.Start) + 1;
        if (open.TryPeek(out var around))
        {
            around.LinesOfInner += block.IsFunction ? lines : block.LinesOfInner;
            if (!block.IsFunction && block.Deepest.Depth > around.Deepest.Depth)
                around.Deepest = block.Deepest;
        }

        return block.IsFunction
            ? new Function(block.Name, block.Start, lines - block.LinesOfInner, block.Deepest.Depth, block.Deepest.At)
            : null;
    }
}
