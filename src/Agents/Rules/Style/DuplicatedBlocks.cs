using System.Globalization;
using System.Runtime.CompilerServices;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Style;

internal sealed class DuplicatedBlocks : IRuleFamily
{
    private const int Window = 12;
    private const int MinCharacters = 300;
    private const int MinDistinct = 9;

    // Made once for all files that are reviewed together, and gone with them.
    private static readonly ConditionalWeakTable<SourceSet, Dictionary<int, (SourceFile File, Line[] Lines, int At)>> Known = [];

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "duplication/repeated-block",
            Agent = AgentName.Style,
            Severity = Severity.Low,
            SeverityReason = "A change to one copy is forgotten in the other.",
            Confidence = Confidence.High,
            ConfidenceReason = "The lines are the same but for white space.",
            Title = "Block of code repeated in the file",
            Message = "The same lines stand twice.",
            Fix = "Move them into one function, with what differs as parameters.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.Flowing, Find)],
        },
        new Rule
        {
            Id = "duplication/repeated-across-files",
            Agent = AgentName.Style,
            Severity = Severity.Low,
            SeverityReason = "A change to one copy is forgotten in the other, and nothing in either file tells of it.",
            Confidence = Confidence.High,
            ConfidenceReason = "The lines are the same but for white space.",
            Title = "Block of code repeated in another file",
            Message = "The same lines stand in another file.",
            Fix = "Move them to a place that both files use, with what differs as parameters.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.Flowing, FindInOthers)],
        },
    ];

    private static IEnumerable<Match> Find(SourceFile file)
    {
        if (IsDeclarations(file))
            yield break;
        Line[] lines = [.. Lines(file)];
        var seen = new Dictionary<int, int>();
        for (var i = 0; i + Window <= lines.Length; i++)
        {
            var key = Key(lines.AsSpan(i, Window));
            if (!seen.TryGetValue(key, out var first))
            {
                seen.Add(key, i);
                continue;
            }

            var length = first + Window > i || !IsSubstantial(file, lines.AsSpan(i, Window)) ? 0 : Common((file, lines, first), (file, lines, i));
            if (length < Window)
                continue;
            var (start, end) = (file.Source.StartOf(lines[i].Number), file.Source.StartOf(lines[i + length - 1].Number) + 1);
            var detail = string.Create(CultureInfo.InvariantCulture, $"{length} lines repeat those from line {lines[first].Number} on.");
            yield return new Match(start, end) { Detail = detail };
            i += length - 1;
        }
    }

    // Each pair is told once, in the file that comes later.
    private static IEnumerable<Match> FindInOthers(SourceFile file)
    {
        if (IsDeclarations(file))
            yield break;
        var blocks = Known.GetValue(file.Set, IndexOf);
        Line[] lines = [.. Lines(file)];
        for (var i = 0; i + Window <= lines.Length; i++)
        {
            if (!blocks.TryGetValue(Key(lines.AsSpan(i, Window)), out var first) || first.File == file || first.File.Language != file.Language || !IsSubstantial(file, lines.AsSpan(i, Window)))
                continue;
            var length = Common((first.File, first.Lines, first.At), (file, lines, i));
            if (length < Window)
                continue;
            var detail = string.Create(CultureInfo.InvariantCulture, $"{length} lines repeat those of {first.File.Path}, from line {first.Lines[first.At].Number} on.");
            yield return new Match(file.Source.StartOf(lines[i].Number), file.Source.StartOf(lines[i + length - 1].Number) + 1) { Detail = detail };
            i += length - 1;
        }
    }

    private static Dictionary<int, (SourceFile File, Line[] Lines, int At)> IndexOf(SourceSet set)
    {
        var blocks = new Dictionary<int, (SourceFile, Line[], int)>();
        foreach (var file in set.Files.Where(file => (file.Language & Languages.Flowing) is not 0 && !IsDeclarations(file) && file is { IsTest: false, IsGenerated: false, IsMinified: false }))
        {
            Line[] lines = [.. Lines(file)];
            for (var i = 0; i + Window <= lines.Length; i++)
                blocks.TryAdd(Key(lines.AsSpan(i, Window)), (file, lines, i));
        }

        return blocks;
    }

    private readonly record struct Line(int Number, int Start, int Length, int Hash);

    private static IEnumerable<Line> Lines(SourceFile file)
    {
        foreach (var line in file.Lines)
        {
            var text = file.TextOf(line);
            if (text.Length >= 3 && !text.StartsWith("import ") && !text.StartsWith("using ") && !text.StartsWith("from ") && !text.StartsWith("use "))
                yield return new Line(line.Number, line.Start, text.Length, string.GetHashCode(text));
        }
    }

    private static int Key(ReadOnlySpan<Line> lines)
    {
        var key = 0;
        foreach (var line in lines)
            key = unchecked((key * 31) + line.Hash);
        return key;
    }

    private static int Common((SourceFile File, Line[] Lines, int At) first, (SourceFile File, Line[] Lines, int At) second)
    {
        var length = 0;
        while (second.At + length < second.Lines.Length && first.At + length < first.Lines.Length && (first.File != second.File || first.At + length < second.At)
            && TextOf(first.File, first.Lines[first.At + length]).SequenceEqual(TextOf(second.File, second.Lines[second.At + length])))
            length++;
        return length;
    }

    private static ReadOnlySpan<char> TextOf(SourceFile file, Line line) => file.Text.AsSpan(line.Start, line.Length);

    // Tables and lists of constants repeat by nature.
    private static bool IsSubstantial(SourceFile file, ReadOnlySpan<Line> lines)
    {
        var (characters, statements, distinct) = (0, 0, new HashSet<int>());
        foreach (var line in lines)
        {
            var text = TextOf(file, line);
            characters += text.Length;
            statements += Acts(text) ? 1 : 0;
            distinct.Add(line.Hash);
        }

        return characters >= MinCharacters && distinct.Count >= MinDistinct && statements >= Window / 2;
    }

    // A call, or a value that is worked out: a name for a text, or a pair of texts, is data.
    private static bool Acts(ReadOnlySpan<char> line)
    {
        var call = line.IndexOf('(');
        return (call > 0 && char.IsLetterOrDigit(line[call - 1])) || (line.Contains(" = ", StringComparison.Ordinal) && !line.TrimEnd(";,").EndsWith("\"") && !line.TrimEnd(";,").EndsWith("'"));
    }

    private static bool IsDeclarations(SourceFile file) => file.Path.FileName.EndsWith(".d.ts", StringComparison.Ordinal) || file.Path.Folder.EndsWith("migrations", StringComparison.OrdinalIgnoreCase);
}
