using System.Text.RegularExpressions;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Secrets;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Tools;

/// <summary>
/// The tool <c>report_finding</c>. A claim becomes a finding when its file and lines exist and its quote stands there, moved
/// lines being corrected; identity is computed here, and no secret of known form leaves through any of the texts.
/// </summary>
internal sealed class FindingDesk(ReviewFiles files, ToolNotes notes)
{
    private const int MaxQuoteLines = 40;
    private const int MaxQuoteLength = 4_000;
    private const int MaxTitleLength = 200;
    private const int MaxTextLength = 4_000;
    private const int ShownOfSecret = 4;
    private static Regex CweForm => field ??= Pattern.Of(@"^CWE-[1-9][0-9]{0,4}$");
    private readonly Dictionary<Fingerprint, Finding> _accepted = [];

    /// <summary>How many findings were accepted.</summary>
    public int Count => _accepted.Count;

    /// <summary>The accepted findings, in <see cref="Finding.ReportOrder"/>.</summary>
    public ValueArray<Finding> Findings => _accepted.Values.Order(Finding.ReportOrder).ToValueArray();

    /// <summary>Accepts the claim, or says what is wrong with it. The same claim about the same code is one finding.</summary>
    public ToolResult<Finding> Report(Claim claim)
    {
        if (!RuleId.TryParse(claim.Rule, out var rule, out var problem) || ProblemWith(claim) is { } wrong && (problem = wrong) is not null)
            return new Refusal(problem);
        return QuotedCode.Find(files, claim.Path, new LineRange(claim.StartLine, claim.EndLine), claim.Quote).IsAnswer(out var code, out var refusal)
            ? Accept(Stated(claim, rule, code.Path, WithoutSecret(code.Source, code.Place)))
            : refusal;
    }

    private static string? ProblemWith(Claim claim) => claim switch
    {
        { Cwe: { } cwe } when !CweForm.IsMatch(cwe) => $"'{Shown.Of(cwe)}' is not a CWE: give its number as CWE-89, or leave it out.",
        { Title: var title } when string.IsNullOrWhiteSpace(title) || title.Length > MaxTitleLength || title.Contains('\n', StringComparison.Ordinal)
            => $"The title is one line of 1 to {MaxTitleLength} characters.",
        _ when Texts(claim).Any(text => string.IsNullOrWhiteSpace(text) || text.Length > MaxTextLength)
            => $"Description, recommendation and both reasons have 1 to {MaxTextLength} characters each.",
        { Quote: var quote } when quote.Length > MaxQuoteLength || quote.AsSpan().Count('\n') >= MaxQuoteLines
            => $"The quote is at most {MaxQuoteLines} lines and {MaxQuoteLength} characters: quote the lines that show the flaw.",
        _ => null,
    };

    private static IEnumerable<string> Texts(Claim claim) =>
        [claim.Description, claim.Recommendation, claim.SeverityReason, claim.ConfidenceReason];

    // The quote has to stand in the code, so a secret is not masked in it: the quote ends before it, or just after it began.
    private static GroundingResult.Grounded WithoutSecret(SourceText source, GroundingResult.Grounded grounded)
    {
        if (SecretScan.FirstInQuote(grounded.Quote) is not { } secret)
            return grounded;
        var cut = grounded.Quote[..secret.Start].TrimEnd('\n');
        if (string.IsNullOrWhiteSpace(cut))
            cut = grounded.Quote[..(secret.Start + ShownOfSecret)];
        return (GroundingResult.Grounded)Grounding.Locate(source, grounded.Lines, cut);
    }

    private static Finding Stated(Claim claim, RuleId rule, WorkspacePath path, GroundingResult.Grounded place) => new()
    {
        Fingerprint = Fingerprint.Of(rule, path, place.Quote),
        Rule = rule,
        Cwe = claim.Cwe,
        Severity = claim.Severity,
        SeverityReason = SecretScan.Mask(claim.SeverityReason),
        Confidence = claim.Confidence,
        ConfidenceReason = SecretScan.Mask(claim.ConfidenceReason),
        Title = SecretScan.Mask(claim.Title),
        Description = SecretScan.Mask(claim.Description),
        Recommendation = SecretScan.Mask(claim.Recommendation),
        Path = path,
        StartLine = place.Lines.StartLine,
        EndLine = place.Lines.EndLine,
        Quote = place.Quote,
        SureByRule = claim.IsSure,
        Flow = claim.Flow,
    };

    /// <summary>Takes up a finding that an earlier run of the task accepted.</summary>
    public void Restore(Finding finding) => _accepted[finding.Fingerprint] = finding;

    private Finding Accept(Finding finding)
    {
        var accepted = _accepted[finding.Fingerprint] = Merged(finding);
        notes.Add(new ToolNote.FindingAccepted(accepted));
        return accepted;
    }

    private Finding Merged(Finding finding)
    {
        if (!_accepted.TryGetValue(finding.Fingerprint, out var known))
            return finding;
        var (kept, other) = IsWorse(finding, known) ? (finding, known) : (known, finding);
        LineRange[] places = [.. known.AlsoAt, .. finding.AlsoAt, new(other.StartLine, other.EndLine)];
        var alsoAt = places.Where(place => place != new LineRange(kept.StartLine, kept.EndLine)).Distinct().OrderBy(place => place.StartLine);
        return kept with { AlsoAt = alsoAt.ToValueArray(), SureByRule = finding.SureByRule || known.SureByRule };
    }

    private static bool IsWorse(Finding left, Finding right) =>
        left.Severity != right.Severity ? left.Severity > right.Severity : left.Confidence > right.Confidence;
}
