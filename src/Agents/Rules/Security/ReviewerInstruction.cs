using System.Text;
using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

/// <summary>
/// Text of the repository that tells a reviewer, above all one that is a model, what to find. Code says so, not a model that the text
/// may have talked round.
/// </summary>
internal sealed class ReviewerInstruction : IRuleFamily
{
    private const int LinesOfSentence = 3;
    private const int Near = 160;

    private static readonly Lazy<Regex> Machine = new(() => Pattern.IgnoringCase(@"\b(?:ai|llm|automated|automatic|machine|static)[ -](?:based |code |security )?(?:review(?:er)?|agent|assistant|scanner|auditor|analy[sz]er|analysis|model|bot|tool|system)s?\b|\b(?:ai|llm|language model)s?\b|\b(?:chatgpt|gpt-?[0-9]\w*|claude|copilot|gemini|coderabbit)\b|\bassistants?\b"));
    private static readonly Lazy<Regex> Person = new(() => Pattern.IgnoringCase(@"\b(?:(?:code|security) )?(?:reviewers?|auditors?|scanners?|analy[sz]ers?)\b"));

    // What to conclude.
    private static readonly Lazy<Regex> Verdict = new(() => Pattern.IgnoringCase(@"\b(?:do not|don'?t|never|must not|should not|shall not|need not|refrain from|avoid|no need to)\s+(?:\w+\s+){0,2}(?:report|flag)(?:ing)?\b|\b(?:report|flag|return|output|raise)\s+(?:that\s+there\s+(?:are|is)\s+)?(?:nothing|no\s+(?:\w+\s+){0,2}(?:vulnerabilit|finding|issue|problem|flaw)\w*|an empty (?:list|result|report))|\b(?:mark|treat|consider|rate|classify|regard|approve)\s+(?:this|it|the|all|everything|every)\b(?:\s+\w+){0,4}\s+(?:as\s+)?(?:safe|secure|clean|benign|approved|trusted|false positives?|not vulnerable)\b|\bapprove\s+(?:this|the)\s+(?:pull request|pr|change|merge|code)\b|\bcall\s+(?:the\s+)?(?:tool\s+)?finish\b"));

    // What to leave out; honest texts say that too.
    private static readonly Lazy<Regex> Omission = new(() => Pattern.IgnoringCase(@"\b(?:do not|don'?t|never|must not|should not|shall not)\s+(?:\w+\s+){0,2}(?:mention|raise|list|analy[sz]e|review|scan|inspect|warn)\b|\b(?:skip|ignore|exclude|omit)\s+(?:this|the following|the rest)\s+(?:file|folder|function|class|method|code|module|package|repository)\b"));

    private static readonly Lazy<Regex> Override = new(() => Pattern.IgnoringCase(@"\b(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){0,2}(?:previous|prior|above|earlier|preceding|foregoing|your|system)\s+(?:\w+\s+){0,2}(?:instructions?|prompts?|rules|guidelines|directives|orders|context)\b"));

    private static readonly Anchors Words = new(
        ["ignore", "disregard", "forget", "override", "bypass", "reviewer", "auditor", "scanner", "analyser", "analyzer", "assistant", "language model", "llm", "gpt", "claude", "copilot", "gemini", "coderabbit", "ai "],
        ignoreCase: true);

    // Written for those who work on the project, and for their assistants: much of it is honest.
    private static Regex Briefing => field ??= Pattern.IgnoringCase(@"(?:^|/)(?:agents|claude|gemini|copilot-instructions|contributing|security|\.cursorrules|\.windsurfrules)(?:\.\w+)?$|(?:^|/)\.(?:cursor|claude)/");

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "reviewer-instruction/in-repository",
            Agent = AgentName.Security,
            Cwe = "CWE-1427",
            Severity = Severity.Medium,
            SeverityReason = "A reviewer that follows it reports less than there is, and whoever wrote it may have something to hide.",
            Confidence = Confidence.High,
            ConfidenceReason = "The quoted text is there, speaks to an automated reviewer, and tells it what to conclude.",
            Title = "Text that instructs a reviewer",
            Message = "The repository tells whoever reviews it what to find or to leave out. This review does not follow it.",
            Fix = "Remove the text, and look at what it is meant to keep from being reported. If it is honest, say it where reviews are set up.",
            HoldsInTests = true,
            HoldsInGenerated = true,
            Detectors = [new FileDetector(Languages.Any, Find)],
        },
    ];

    private static IEnumerable<Match> Find(SourceFile file)
    {
        for (var next = Words.Next(file.Text, 0); next is { } word;)
        {
            var line = file.Source.LineAt(word.At);
            var end = file.Source.StartOf(line) + file.Source.Line(line).Length;
            if (IsProse(file, word.At) && Judge(file, word.At, Sentence(file.Source, line)) is { } match)
                yield return match;
            next = Words.Next(file.Text, Math.Max(end, word.At + 1));
        }
    }

    private static bool IsProse(SourceFile file, int at) => file.Language is Languages.Text || file.Code[at] is CharKind.Comment or CharKind.Literal;

    private static Match? Judge(SourceFile file, int at, string sentence)
    {
        var (machines, verdicts, overrides) = (Starts(Machine, sentence), Starts(Verdict, sentence), Starts(Override, sentence));
        var isSure = AreNear(machines, verdicts) || AreNear(overrides, verdicts);
        if (!isSure && overrides.Count is 0 && !AreNear(Starts(Person, sentence), verdicts) && !AreNear(machines, Starts(Omission, sentence)))
            return null;
        var line = file.Source.LineAt(at);
        var start = file.Source.StartOf(line);
        var match = new Match(at - start > 200 ? at : start, start + file.Source.Line(line).Length);
        var isCode = file.Language is not Languages.Text;
        if (isCode && (file.IsTest || file.Code[at] is CharKind.Literal))
            return match with { Confidence = (Confidence.Low, "The text stands in a literal or a test, which may be about such texts.") };
        if (Briefing.IsMatch(file.Path.Value))
            return match with { Confidence = (Confidence.Low, "The file briefs people, or their assistants, who work on the project; the text may be honest.") };
        return isSure ? match : match with { Confidence = (Confidence.Medium, "The text gives orders, but whether to a machine that reviews, or to keep something from it, does not show.") };
    }

    private static List<int> Starts(Lazy<Regex> pattern, string sentence)
    {
        var starts = new List<int>();
        foreach (var match in pattern.Value.EnumerateMatches(sentence))
            starts.Add(match.Index);
        return starts;
    }

    private static bool AreNear(List<int> left, List<int> right) => left.Exists(at => right.Exists(other => Math.Abs(at - other) <= Near));

    // The line and those that follow it, without what makes them comments: a sentence wraps.
    private static string Sentence(SourceText source, int line)
    {
        var sentence = new StringBuilder();
        for (var at = line; at <= source.LineCount && at < line + LinesOfSentence; at++)
        {
            foreach (var c in source.Line(at)[..Math.Min(2_000, source.Line(at).Length)])
                sentence.Append(char.IsLetterOrDigit(c) || c is '\'' or '-' or '.' or ':' or ',' ? c : ' ');
            sentence.Append(' ');
        }

        return string.Join(' ', sentence.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(word => word.Any(c => char.IsLetterOrDigit(c))));
    }
}
