using CodeReview.Agents.Flows;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

internal sealed class RegexDenial : IRuleFamily
{
    private const int MaxPattern = 2_000;

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "redos/request-pattern",
            Agent = AgentName.Security,
            Cwe = "CWE-1333",
            Severity = Severity.Medium,
            SeverityReason = "A pattern that a user writes can keep a thread busy for hours.",
            Confidence = Confidence.High,
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "Regular expression taken from the request",
            Message = "What a user sends is used as a pattern, and may take exponential time.",
            Fix = "Escape the text for patterns, or search for it as plain text.",
            Detectors =
            [
                new FlowDetector(
                    Danger.Pattern,
                    new Sink(Languages.Python, "re.compile re.match re.search re.fullmatch re.sub re.findall re.split re.finditer"),
                    new Sink(Languages.Script, "new:RegExp RegExp"),
                    new Sink(Languages.Java, "Pattern.compile Pattern.matches .matches .replaceAll") { When = call => call.Function is "compile" || call.Callee.Path is "Pattern.matches" },
                    new Sink(Languages.CSharp, "new:Regex"),
                    new Sink(Languages.Php, "preg_match preg_replace preg_match_all preg_split"),
                    new Sink(Languages.Ruby, "Regexp.new Regexp.compile")),
            ],
        },
        new Rule
        {
            Id = "redos/repeated-repeat",
            Agent = AgentName.Security,
            Cwe = "CWE-1333",
            Severity = Severity.Medium,
            SeverityReason = "A text of some dozen characters keeps a thread busy for hours.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The pattern has the shape; that a user's text reaches it is not shown here.",
            Title = "Regular expression that can take exponential time",
            Message = "A repetition stands inside a repetition with nothing between them to decide, so a text that nearly matches is tried in exponentially many ways.",
            Fix = "Write the inner part so that each round begins with a character that the repetition cannot take, or use an engine without backtracking, or a time-out.",
            Detectors =
            [
                new CallDetector(Languages.Python, ["re.compile(", "re.match(", "re.search(", "re.fullmatch(", "re.sub(", "re.findall(", "re.split("], call => Judge(call.First)),
                new CallDetector(Languages.Script, ["new RegExp("], call => Judge(call.First)),
                new FileDetector(Languages.Script, Literals),
                new CallDetector(Languages.Java, ["Pattern.compile(", ".matches(", ".replaceAll("], call => Judge(call.First)),
                new CallDetector(Languages.CSharp, ["new Regex(", "Regex.IsMatch(", "Regex.Match(", "Regex.Replace(", "Regex.Matches(", "GeneratedRegex("], IfBacktracks),
            ],
        },
    ];

    // In an ordinary literal a backslash is written twice; in a raw one two of them are rare.
    private static Concern? Judge(Argument? argument) =>
        argument is { Shape: ArgumentShape.Constant } && argument.Literals is { Length: <= MaxPattern } pattern
        && RepeatedRepeat.IsIn(pattern.Replace(@"\\", @"\", StringComparison.Ordinal)) ? Concern.AsStated : null;

    private static Concern? IfBacktracks(CallSite call) =>
        call.Text.Contains("NonBacktracking", StringComparison.Ordinal) || call.Text.Contains("imeout", StringComparison.Ordinal) || call.Text.Contains("TimeSpan", StringComparison.Ordinal)
        ? null
        : call.Arguments.Take(2).Select(Judge).FirstOrDefault(concern => concern is not null);

    private static IEnumerable<Match> Literals(SourceFile file)
    {
        // A pattern of the dangerous shape closes a group and repeats it.
        if (!file.Text.Contains(")*", StringComparison.Ordinal) && !file.Text.Contains(")+", StringComparison.Ordinal) && !file.Text.Contains("){", StringComparison.Ordinal))
            yield break;
        for (var at = 0; at < file.Text.Length; at++)
        {
            if (file.Code[at] is not CharKind.Pattern)
                continue;
            var end = at;
            while (end < file.Text.Length && file.Code[end] is CharKind.Pattern)
                end++;
            if (end - at is > 2 and <= MaxPattern && RepeatedRepeat.IsIn(file.Text.AsSpan(at + 1, end - at - 2)))
                yield return new Match(file.Code.StatementAt(at).Start, end);
            at = end;
        }
    }
}
