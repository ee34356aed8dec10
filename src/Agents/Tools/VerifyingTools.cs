using CodeReview.Protocol.Findings;

namespace CodeReview.Agents.Tools;

/// <summary>The tool by which a verifier says what it concluded, which ends its conversation.</summary>
internal static class VerifyingTools
{
    private const string VerdictSchema = """
        {"type":"object","properties":{
        "verdict":{"type":"string","enum":["STANDS","REFUTED"]},
        "confidence":{"type":"string","enum":["HIGH","MEDIUM","LOW"],"description":"How sure the claim is after what you have read. HIGH: every step is proven. MEDIUM: one step is not. LOW: a lead that a person must judge."},
        "reason":{"type":"string","description":"What you have read that shows it, in a few sentences."},
        "path":{"type":"string","description":"The file of the code that shows it. Has to be given with REFUTED."},
        "start_line":{"type":"integer"},
        "end_line":{"type":"integer"},
        "quote":{"type":"string","description":"That code exactly as read_file showed it, without the line numbers."}},
        "required":["verdict","confidence","reason"]}
        """;

    private enum Outcome
    {
        Stands,
        Refuted,
    }

    public static IReadOnlyList<ModelTool> Of(ReviewTools tools) =>
    [
        ModelTool.Of(
            "give_verdict",
            "Says whether the claim stands, and ends the task. REFUTED needs a quote of the code that shows it; the quote is checked against the file.",
            VerdictSchema,
            call => ToolAnswer.Of(tools.GiveVerdict(Stated(call)), _ => "Noted.")),
    ];

    private static StatedVerdict Stated(CallArguments call) => new(
        call.Choice<Outcome>("verdict") is Outcome.Refuted,
        call.Choice<Confidence>("confidence"),
        call.Text("reason"),
        call.OptionalText("path") is { Length: > 0 } path
            ? new StatedEvidence(path, new LineRange(call.Number("start_line"), call.OptionalNumber("end_line") ?? call.Number("start_line")), call.Text("quote"))
            : null);
}
