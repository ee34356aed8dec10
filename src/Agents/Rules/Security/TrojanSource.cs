using System.Buffers;
using System.Globalization;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

/// <summary>Characters that make code read otherwise than it runs (CVE-2021-42574).</summary>
internal sealed class TrojanSource : IRuleFamily
{
    private static readonly SearchValues<char> Directions = SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");
    private static readonly SearchValues<char> Invisibles = SearchValues.Create("\u200B\u2060\u2061\u2062\u2063\u2064\uFEFF\u180E\u3164\uFFA0");

    // All of U+E0000 to U+E007F: no font shows them, and models read them as the letters that they shadow.
    private const string Tags = "\uDB40";

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "trojan-source/direction-control",
            Agent = AgentName.Security,
            Cwe = "CWE-1007",
            Severity = Severity.High,
            SeverityReason = "Code can be shown to a reviewer in another order than the one that runs.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The character is there; right-to-left text in a literal can be an honest reason for it.",
            Title = "Text direction changed by an invisible character",
            Message = "A bidirectional control character stands in the source, so what is shown is not what is compiled.",
            Fix = "Remove the character, or write it as an escape in a literal.",
            HoldsInTests = true,
            HoldsInGenerated = true,
            Detectors = [new FileDetector(Languages.Code, file => Lines(file, Directions, _ => true))],
        },
        new Rule
        {
            Id = "trojan-source/invisible-character",
            Agent = AgentName.Security,
            Cwe = "CWE-1007",
            Severity = Severity.Medium,
            SeverityReason = "Two names that look the same can differ, and text can be hidden from people but not from programs.",
            Confidence = Confidence.High,
            ConfidenceReason = "The character is there and has no use in code.",
            Title = "Invisible character in the source",
            Message = "A character that no font shows stands in the source.",
            Fix = "Remove the character.",
            HoldsInTests = true,
            HoldsInGenerated = true,
            Detectors =
            [
                new FileDetector(Languages.Code, file => Lines(file, Invisibles, at => file.Code.IsCode(at))),
                new FileDetector(Languages.Any, HiddenText),
            ],
        },
    ];

    private static IEnumerable<Match> Lines(SourceFile file, SearchValues<char> characters, Func<int, bool> counts)
    {
        for (var from = 0; from < file.Text.Length;)
        {
            var found = file.Text.AsSpan(from).IndexOfAny(characters);
            if (found < 0)
                yield break;
            var at = from + found;
            from = at + 1;
            if (!counts(at))
                continue;
            var match = Line(file, at, $"U+{(int)file.Text[at]:X4}");
            from = Math.Max(from, match.End);
            yield return match;
        }
    }

    // Flags of regions are spelt with tags, after a black flag: short runs behind it are honest.
    private static IEnumerable<Match> HiddenText(SourceFile file)
    {
        var at = file.Text.IndexOf(Tags, StringComparison.Ordinal);
        while (at >= 0 && at + 1 < file.Text.Length)
        {
            var isTag = file.Text[at + 1] is >= '\uDC00' and <= '\uDC7F';
            var isFlag = at >= 2 && file.Text[at - 2] is '\uD83C' && file.Text[at - 1] is '\uDFF4';
            if (isTag && !isFlag)
                yield return Line(file, at, "hidden text in the block U+E0000");
            var next = isTag && isFlag ? at + 14 : at + 2;
            if (isTag && !isFlag)
                next = file.Source.StartOf(file.Source.LineAt(at)) + file.Source.Line(file.Source.LineAt(at)).Length;
            at = next < file.Text.Length ? file.Text.IndexOf(Tags, next, StringComparison.Ordinal) : -1;
        }
    }

    private static Match Line(SourceFile file, int at, string what)
    {
        var start = file.Source.StartOf(file.Source.LineAt(at));
        var end = start + file.Source.Line(file.Source.LineAt(at)).Length;
        return new Match(at - start > 200 ? at : start, end) { Detail = string.Create(CultureInfo.InvariantCulture, $"It is {what}, at column {at - start + 1}.") };
    }
}
