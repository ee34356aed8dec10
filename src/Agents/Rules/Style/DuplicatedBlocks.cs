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
        (int Number, string Text)[] lines = [.. Enumerable.Range(1, file.Source.LineCount).Select(number => (number, Normal(file, number))).Where(line => line.Item2.Length > 0)];
        var seen = new Dictionary<int, int>();
        for (var i = 0; i + Window <= lines.Length; i++)
        {
            var key = Key(lines.AsSpan(i, Window));
            if (!seen.TryGetValue(key, out var first))
            {
                seen.Add(key, i);
                continue;
            }

            var length = first + Window > i || !IsSubstantial(lines.AsSpan(i, Window)) ? 0 : Common(lines, first, i);
            if (length < Window)
                continue;
            var (start, end) = (file.Source.StartOf(lines[i].Number), file.Source.StartOf(lines[i + length - 1].Number) + 1);
            var detail = string.Create(CultureInfo.InvariantCulture, $"{length} lines repeat those from line {lines[first].Number} on.");
            yield return new Match(start, end) { Detail = detail };
            i += length - 1;
        }
    }

    private static string Normal(SourceFile file, int number)
    {
        var line = file.Source.Line(number).Trim();
        if (line.Length < 3 || line.StartsWith("import ") || line.StartsWith("using ") || line.StartsWith("from "))
            return "";
        var at = file.Source.StartOf(number) + file.Source.Line(number).IndexOf(line, StringComparison.Ordinal);
        return file.Code[at] is CharKind.Code or CharKind.Quote ? line.ToString() : "";
    }

    private static int Key(ReadOnlySpan<(int Number, string Text)> lines)
    {
        var hash = new HashCode();
        foreach (var (_, text) in lines)
            hash.Add(text);
        return hash.ToHashCode();
    }

    private static int Common((int Number, string Text)[] lines, int first, int second)
    {
        var length = 0;
        while (second + length < lines.Length && first + length < second && lines[first + length].Text == lines[second + length].Text)
            length++;
        return length;
    }

    // Tables and lists of constants repeat by nature.
    private static bool IsSubstantial(ReadOnlySpan<(int Number, string Text)> lines)
    {
        var (characters, statements, distinct) = (0, 0, new HashSet<string>(StringComparer.Ordinal));
        foreach (var (_, text) in lines)
        {
            characters += text.Length;
            statements += text.Contains('(', StringComparison.Ordinal) || text.Contains(" = ", StringComparison.Ordinal) ? 1 : 0;
            distinct.Add(text);
        }

        return characters >= MinCharacters && distinct.Count >= MinDistinct && statements >= Window / 2;
    }
}
