using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

internal sealed class CrossSiteScripting : IRuleFamily
{
    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "xss/raw-html",
            Agent = AgentName.Security,
            Cwe = "CWE-79",
            Severity = Severity.Medium,
            SeverityReason = "Script in the value runs in the visitor's session, once the value can come from somebody else.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "Markup is made of something that is no constant; whether it was escaped before is not shown here.",
            Title = "Variable written as HTML without escaping",
            Message = "The value is interpreted as markup, so a script tag or an event attribute in it is run.",
            Fix = "Set text instead of markup (textContent, the template's own escaping), or pass the value through a sanitizer that is kept up to date.",
            Detectors =
            [
                new AssignmentDetector(Languages.Script, [".innerHTML", ".outerHTML"], IfUnsafe),
                new CallDetector(Languages.Script, ["document.write(", "document.writeln("], call => call.First is { } first ? IfUnsafe(first) : null),
                new CallDetector(Languages.Script, [".insertAdjacentHTML("], call => call.Arguments.Count > 1 ? IfUnsafe(call.Arguments[1]) : null),
                new PatternDetector(Languages.Script, ["dangerouslySetInnerHTML"], @"dangerouslySetInnerHTML\s*=\s*\{\{\s*__html:\s*[A-Za-z_]") { Unless = @"(?i)sanitize|purify|escape" },
                new CallDetector(Languages.CSharp, ["Html.Raw(", "new HtmlString(", "new MarkupString("], call => Concern.IfVariable(call.First)),
                new CallDetector(Languages.Python, ["mark_safe(", "Markup("], call => Concern.IfAssembled(call.First)),
                new CallDetector(Languages.Java, ["getWriter().print(", "getWriter().println(", "getWriter().write(", "out.print(", "out.println("], call => Concern.IfFromRequest(call.First)),
                new CallDetector(Languages.Script, ["res.send(", "res.write(", "res.end("], call => call.First is { } first && first.Literals.Contains('<', StringComparison.Ordinal) ? Concern.IfFromRequest(first) : null),
            ],
        },
        new Rule
        {
            Id = "frame-message/any-origin",
            Agent = AgentName.Security,
            Cwe = "CWE-346",
            Severity = Severity.Low,
            SeverityReason = "Whatever page holds the frame can read the message; how bad that is depends on what it says.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The target origin is '*'; whether the message is confidential is not shown here.",
            Title = "Message posted to any origin",
            Message = "postMessage with '*' hands the message to whichever page is in the other window.",
            Fix = "Name the origin that the message is for.",
            Detectors = [new PatternDetector(Languages.Script, [".postMessage("], @"\.postMessage\(.*,\s*['""]\*['""]")],
        },
    ];

    // Markup that a file keeps in a constant or fetches from its own elements is its own.
    private static Concern? IfUnsafe(Argument value) => value.Text.Contains("innerHTML", StringComparison.Ordinal) ? null
        : value.Resolved() is { Shape: ArgumentShape.Assembled } or { IsFromRequest: true } ? Concern.IfVariable(value) : null;
}
