using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Secrets;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Tools;

/// <summary>A verdict as a verifier states it.</summary>
/// <param name="IsRefuted">Whether the claim is wrong.</param>
/// <param name="Confidence">How sure the claim is, where it is not.</param>
/// <param name="Reason">What shows it.</param>
/// <param name="Evidence">The code that shows it; a claim falls by code, not by words.</param>
internal sealed record StatedVerdict(bool IsRefuted, Confidence Confidence, string Reason, StatedEvidence? Evidence);

/// <summary>Code that a verifier quotes.</summary>
internal sealed record StatedEvidence(string Path, LineRange Lines, string Quote);

/// <summary>
/// The tool <c>give_verdict</c>. A refutation counts only with code that stands in the commit; no verdict makes a claim surer than its
/// finder was.
/// </summary>
internal sealed class VerdictDesk(ReviewFiles files, ToolNotes notes)
{
    private const int MaxReason = 2_000;
    private readonly Dictionary<Fingerprint, GivenVerdict> _given = [];
    private (Finding Finding, string By)? _judged;

    /// <summary>The verdicts so far, by fingerprint.</summary>
    public ValueArray<GivenVerdict> Verdicts => _given.Values.OrderBy(given => given.Fingerprint.Value, StringComparer.Ordinal).ToValueArray();

    /// <summary>The next verdict is on this finding.</summary>
    public void Judge(Finding finding, string by) => _judged = (finding, by);

    /// <summary>Takes up a verdict that an earlier run of the task gave.</summary>
    public void Restore(GivenVerdict given) => _given[given.Fingerprint] = given;

    /// <summary>Notes that nobody could look at the finding that is judged, unless there is a verdict on it.</summary>
    public void LeaveOpen(string reason)
    {
        var (finding, by) = _judged!.Value;
        _given.TryAdd(finding.Fingerprint, new GivenVerdict(finding.Fingerprint, finding.Confidence, new Verdict(Refuted: false, $"It was not verified: {reason}.", by, Unverified: true)));
    }

    public ToolResult<GivenVerdict> Give(StatedVerdict stated)
    {
        if (string.IsNullOrWhiteSpace(stated.Reason) || stated.Reason.Length > MaxReason)
            return new Refusal($"The reason has 1 to {MaxReason} characters.");
        QuotedCode? code = null;
        if (stated.Evidence is { } evidence && !QuotedCode.Find(files, evidence.Path, evidence.Lines, evidence.Quote).IsAnswer(out code, out var refusal))
            return refusal;
        if (stated.IsRefuted && code is null)
            return new Refusal("A claim is refuted by code: give path, start_line, end_line and quote of what shows it. Where no code shows it, the claim stands with a lower confidence.");
        var (finding, by) = _judged ?? throw new InvalidOperationException("No finding is judged.");
        var given = Of(finding, by, stated, code);
        _given[finding.Fingerprint] = given;
        notes.Add(new ToolNote.VerdictGiven(given));
        return given;
    }

    private static GivenVerdict Of(Finding finding, string by, StatedVerdict stated, QuotedCode? code)
    {
        var confidence = stated.IsRefuted || stated.Confidence > finding.Confidence ? finding.Confidence : stated.Confidence;
        var reason = SecretScan.Mask(stated.Reason);
        var shown = code is null ? reason : $"{reason} ({code.Path}:{code.Place.Lines.StartLine})";
        return new GivenVerdict(
            finding.Fingerprint, confidence, new Verdict(stated.IsRefuted, shown, by, confidence < finding.Confidence ? finding.Confidence : null));
    }
}
