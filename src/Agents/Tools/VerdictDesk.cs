using CodeReview.Agents.Secrets;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;

namespace CodeReview.Agents.Tools;

/// <summary>The tool <c>report_verdict</c>: what a verifier made of the finding before it. One verdict a finding; the last counts.</summary>
internal sealed class VerdictDesk(ToolNotes notes)
{
    private const int MaxReason = 2_000;
    private const string Schema = """
        {"type":"object","properties":{
        "refuted":{"type":"boolean","description":"true only where you have read what makes the claim false."},
        "reason":{"type":"string","description":"What you read, with file and line, and what follows from it."},
        "confidence":{"type":"string","enum":["HIGH","MEDIUM","LOW"],"description":"How sure you are that the finding is true."}},
        "required":["refuted","reason","confidence"]}
        """;

    private readonly Dictionary<Fingerprint, FindingVerdict> _verdicts = [];
    private Finding? _finding;

    /// <summary>The verdicts, sorted by fingerprint.</summary>
    public ValueArray<FindingVerdict> Verdicts => _verdicts.Values.OrderBy(verdict => verdict.Fingerprint.Value, StringComparer.Ordinal).ToValueArray();

    /// <summary>The next verdict is about this finding.</summary>
    public void Begin(Finding finding) => _finding = finding;

    /// <summary>Takes up a verdict that an earlier run of the task gave.</summary>
    public void Restore(FindingVerdict verdict) => _verdicts[verdict.Fingerprint] = verdict;

    /// <param name="by">Who gives the verdicts: the model.</param>
    public ModelTool Tool(string by) => ModelTool.Of(
        "report_verdict", "Says what you made of the finding, and ends the task.", Schema,
        call => Report(call.Flag("refuted"), call.Text("reason"), call.Choice<Confidence>("confidence"), by));

    private ToolAnswer Report(bool refuted, string reason, Confidence confidence, string by)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > MaxReason)
            return new ToolAnswer($"The reason has 1 to {MaxReason} characters.", IsRefused: true);
        var finding = _finding ?? throw new InvalidOperationException("No finding was begun.");
        var verdict = new FindingVerdict(finding.Fingerprint, new Verdict(refuted, SecretScan.MaskAll(reason), by), confidence < finding.Confidence ? confidence : finding.Confidence);
        Restore(verdict);
        notes.Add(new ToolNote.VerdictGiven(verdict));
        notes.Add(new ToolNote.FinishCalled(IsAccepted: true));
        return new ToolAnswer("Noted.");
    }
}
