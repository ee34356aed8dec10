using System.Globalization;
using System.Text;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Tools;

/// <summary>The tools by which a model says what it found and how far it is.</summary>
internal static class ReportingTools
{
    private const string FindingSchema = """
        {"type":"object","properties":{
        "rule":{"type":"string","description":"family/name, each of a-z, 0-9 and '-', such as sql-injection/concatenation. The same kind of flaw has the same family everywhere."},
        "cwe":{"type":"string","description":"CWE-89, where there is one."},
        "severity":{"type":"string","enum":["HIGH","MEDIUM","LOW"]},
        "severity_reason":{"type":"string","description":"What an attacker gains, or what breaks, and how likely that is."},
        "confidence":{"type":"string","enum":["HIGH","MEDIUM","LOW"]},
        "confidence_reason":{"type":"string","description":"What you have read that proves it, and what is not proven."},
        "title":{"type":"string","description":"The claim in a line."},
        "description":{"type":"string","description":"What happens, with what input, to what effect."},
        "recommendation":{"type":"string"},
        "path":{"type":"string"},
        "start_line":{"type":"integer"},
        "end_line":{"type":"integer"},
        "quote":{"type":"string","description":"The code at those lines exactly as read_file showed it, without the line numbers; at most 40 lines."}},
        "required":["rule","severity","severity_reason","confidence","confidence_reason","title","description","recommendation","path","start_line","end_line","quote"]}
        """;

    public static IReadOnlyList<ModelTool> Of(ReviewTools tools, Evidence evidence) =>
    [
        ModelTool.Of("report_finding", "Reports one finding. The quote is checked against the file; a claim whose quote does not stand there is refused.", FindingSchema, call => Report(tools, call)),
        ModelTool.Of(
            "report_progress",
            "Says in a word or two what you are doing now, for the people who watch.",
            """{"type":"object","properties":{"phase":{"type":"string","description":"At most 60 characters."}},"required":["phase"]}""",
            call => ToolAnswer.Of(tools.ReportProgress(call.Text("phase")), _ => "Noted.")),
        ModelTool.Of(
            "read_progress",
            "Shows how far the other agents of this review are.",
            """{"type":"object","properties":{"agent":{"type":"string","description":"Only this agent."}}}""",
            call => ToolAnswer.Of(tools.ReadProgress(call.OptionalText("agent")), Words)),
        ModelTool.Of(
            "finish",
            "Ends the task, when every file is read and every finding reported.",
            """{"type":"object","properties":{}}""",
            _ => Finish(tools, evidence)),
    ];

    private static ToolAnswer Report(ReviewTools tools, CallArguments call)
    {
        var claim = new Claim
        {
            Rule = call.Text("rule"),
            Cwe = call.OptionalText("cwe") is { Length: > 0 } cwe ? cwe : null,
            Severity = call.Choice<Severity>("severity"),
            SeverityReason = call.Text("severity_reason"),
            Confidence = call.Choice<Confidence>("confidence"),
            ConfidenceReason = call.Text("confidence_reason"),
            Title = call.Text("title"),
            Description = call.Text("description"),
            Recommendation = call.Text("recommendation"),
            Path = call.Text("path"),
            StartLine = call.Number("start_line"),
            EndLine = call.Number("end_line"),
            Quote = call.Text("quote"),
        };
        return ToolAnswer.Of(tools.ReportFinding(claim), found => string.Create(CultureInfo.InvariantCulture, $"Accepted at lines {found.StartLine} to {found.EndLine}."));
    }

    private static ToolAnswer Finish(ReviewTools tools, Evidence evidence)
    {
        const int Named = 20;
        var unread = tools.CallFinish();
        if (tools.IsFinished)
            return new ToolAnswer("Finished.");
        var names = new StringBuilder();
        foreach (var file in unread.Take(Named))
            names.Append(CultureInfo.InvariantCulture, $"{file.Path}: {file.Reason}\n");
        return new ToolAnswer($"{unread.Count} files of yours are not read to their end. Read them, or call finish again: they will be reported as not reached.\n{evidence.Of("file names", $"{names}{(unread.Count > Named ? "…" : "")}")}", IsRefused: true);
    }

    private static string Words(TaskBoard board) => board.Tasks.Count is 0 ? "No agent has reported yet." : string.Join('\n', board.Tasks.Select(Words));

    private static string Words(TaskProgress task) =>
        string.Create(CultureInfo.InvariantCulture, $"{task.Task}: {Evidence.Plain(task.Phase)}, {task.FilesDone} of {task.FilesTotal} files, {task.Findings} findings");
}
