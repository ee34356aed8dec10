using System.Globalization;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Style;

internal sealed class DuplicatedBlocks : IRuleFamily
{
    private const int Window = 12;
    private const int MinCharacters = 300;
    private const int MinDistinct = 9;

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
            Detectors = [new FileDetector(Languages.Code, Find)],
        },
    ];

    private static IEnumerable<Match> Find(SourceFile file)
    {
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

            var length = first + Window > i || !IsSubstantial(file, lines.AsSpan(i, Window)) ? 0 : Common(file, lines, first, i);
            if (length < Window)
                continue;
            var (start, end) = (file.Source.StartOf(lines[i].Number), file.Source.StartOf(lines[i + length - 1].Number) + 1);
            var detail = string.Create(CultureInfo.InvariantCulture, $"{length} lines repeat those from line {lines[first].Number} on.");
            yield return new Match(start, end) { Detail = detail };
            i += length - 1;
        }
    }

    private readonly record struct Line(int Number, int Start, int Length, int Hash);

    private static IEnumerable<Line> Lines(SourceFile file)
    {
        for (var number = 1; number <= file.Source.LineCount; number++)
        {
            var line = file.Source.Line(number).Trim();
            if (line.Length < 3 || line.StartsWith("import ") || line.StartsWith("using ") || line.StartsWith("from "))
                continue;
            var at = file.Source.StartOf(number) + file.Source.Line(number).IndexOf(line[0]);
            if (file.Code[at] is CharKind.Code or CharKind.Quote)
                yield return new Line(number, at, line.Length, string.GetHashCode(line));
        }
    }

    private static int Key(ReadOnlySpan<Line> lines)
    {
        var key = 0;
        foreach (var line in lines)
            key = unchecked((key * 31) + line.Hash);
        return key;
    }

    private static int Common(SourceFile file, Line[] lines, int first, int second)
    {
        var length = 0;
        while (second + length < lines.Length && first + length < second && TextOf(file, lines[first + length]).SequenceEqual(TextOf(file, lines[second + length])))
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
            statements += text.Contains('(') || text.Contains(" = ", StringComparison.Ordinal) ? 1 : 0;
            distinct.Add(line.Hash);
        }

        return characters >= MinCharacters && distinct.Count >= MinDistinct && statements >= Window / 2;
    }
}
