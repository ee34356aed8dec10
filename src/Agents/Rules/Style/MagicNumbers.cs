using System.Globalization;
using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Style;

internal sealed class MagicNumbers : IRuleFamily
{
    private const int MinTimes = 3;
    private static Regex Number => field ??= Pattern.Of(@"(?:[-+*/%<>]|[<>=!]=)\s*(?<number>\d{3,}(?:\.\d+)?)\b");
    private static Regex Named => field ??= Pattern.Of(@"^(?:(?:public|private|protected|internal|export)\s+)*(?:const|final|static|enum|define)\b|^[A-Z][A-Z0-9_]*\s*[:=]");

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "readability/magic-number",
            Agent = AgentName.Style,
            Severity = Severity.Low,
            SeverityReason = "Whoever changes one of the places has to find, and tell apart, all the others.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The same number decides or counts in at least three places, and no constant names it; they may mean different things.",
            Title = "The same unexplained number in several places",
            Message = "A number without a name stands in conditions or calculations again and again.",
            Fix = "Give it a name, once.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.Flowing, Repeated)],
        },
    ];

    private static IEnumerable<Match> Repeated(SourceFile file)
    {
        var places = new List<(string Number, int At)>();
        foreach (var line in file.Lines)
        {
            if (!HasDigits(file.TextOf(line)))
                continue;
            var code = file.Code(line);
            if (!Named.IsMatch(code))
                places.AddRange(Number.Matches(code).Select(match => match.Groups["number"]).Where(number => !IsPlain(number.Value)).Select(number => (number.Value, line.Start + number.Index)));
        }

        return places.GroupBy(place => place.Number).Where(group => group.Count() >= MinTimes).Select(group => group.First())
            .Select(place => new Match(StartOfLine(file, place.At), place.At + place.Number.Length) { Detail = $"{place.Number} is one." });
    }

    private static bool HasDigits(ReadOnlySpan<char> line) => line.IndexOfAnyInRange('0', '9') is >= 0 and var at && line[at..].Length >= 3;

    // Powers of two and ten, whole hundreds, degrees, statuses of HTTP and years say what they are.
    private static bool IsPlain(string text) => !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? text.Contains('.', StringComparison.Ordinal) is false
        : number % 100 is 0 || (number & (number - 1)) is 0 || (number & (number + 1)) is 0 || number is (>= 100 and < 600) or (>= 1900 and < 2100);

    private static int StartOfLine(SourceFile file, int at)
    {
        var start = file.Source.StartOf(file.Source.LineAt(at));
        while (char.IsWhiteSpace(file.Text[start]))
            start++;
        return start;
    }
}
