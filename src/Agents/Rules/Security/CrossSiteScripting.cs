using CodeReview.Agents.Flows;
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
            Id = "xss/request-value",
            Agent = AgentName.Security,
            Cwe = "CWE-79",
            Severity = Severity.High,
            SeverityReason = "Script in a link that somebody else made runs in the visitor's session here.",
            Confidence = Confidence.High,
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "Text of the request written as HTML",
            Message = "What a user sends is sent back as markup, without escaping.",
            Fix = "Show it through a template that escapes, or escape it for the place where it stands.",
            Detectors =
            [
                new FlowDetector(
                    Danger.Html,
                    new Sink(Languages.Python, "flask.make_response make_response flask.Response Response HttpResponse django.http.HttpResponse HTMLResponse fastapi.responses.HTMLResponse web.Response aiohttp.web.Response") { Name = "content", Of = IsText, When = MayBeHtml },
                    new Sink(Languages.Python, "mark_safe django.utils.safestring.mark_safe Markup markupsafe.Markup flask.Markup SafeString .format_html_unsafe self.write self.response.write self.response.out.write"),
                    new Sink(Languages.Python, "return") { In = IsFlaskView, Of = IsText },
                    new Sink(Languages.Script, "res.send res.write res.end response.send response.write response.end reply.send") { Of = taint => !taint.IsWeak && (taint.HasMarkup || (!taint.IsWhole && !IsFromBody(taint))), When = call => call.Argument(0) is not Expression.Group },
                    new Sink(Languages.Script, "=body") { Of = taint => taint.HasMarkup, OnlyIfFileHas = ["koa"] },
                    new Sink(Languages.Script, "=innerHTML =outerHTML =srcdoc =__html .insertAdjacentHTML .html .append .prepend .after .before document.write document.writeln .bypassSecurityTrustHtml .bypassSecurityTrustUrl .createContextualFragment .parseHTML") { Places = [0, 1], Of = taint => !IsFromServer(taint) || taint.HasMarkup },
                    new Sink(Languages.Java, "out.print out.println out.write writer.print writer.println writer.write .getWriter().print .getWriter().println .getWriter().write .getWriter().append .getWriter().printf .getWriter().format") { Places = [0, 1, 2], When = call => call.Callee.Path.Contains("Writer", StringComparison.Ordinal) || call.Callee.Path is "out.print" or "out.println" or "out.write" or "writer.print" or "writer.println" or "writer.write" or "pw.println" },
                    new Sink(Languages.Java, "return") { In = IsSpringBody, Of = taint => taint.HasMarkup },
                    new Sink(Languages.CSharp, "Html.Raw new:HtmlString new:MarkupString Response.Write Content .Content .WriteAsync") { When = call => call.Function is not "Content" || call.Arguments.Any(argument => argument.Value is Expression.Constant { Text: "text/html" }) },
                    new Sink(Languages.Php, "echo print printf vprintf print_r die exit") { Places = [Sink.Anywhere] },
                    new Sink(Languages.Go, "fmt.Fprintf fmt.Fprint fmt.Fprintln io.WriteString") { Places = [1, 2, 3], When = call => call.Argument(0) is Expression.Name { Id: "w" or "rw" or "writer" or "res" or "resp" } },
                    new Sink(Languages.Go, "w.Write rw.Write template.HTML template.JS .HTMLBlob"),
                    new Sink(Languages.Ruby, "raw .html_safe .concat_html") { Places = [0, Sink.Receiver] },
                    new Sink(Languages.Ruby, "render") { Name = "html", Places = [] },
                    new Sink(Languages.Ruby, "render") { Name = "inline", Places = [] }),
            ],
        },
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
                new CallDetector(Languages.Script, [".bypassSecurityTrustHtml(", ".bypassSecurityTrustScript(", ".bypassSecurityTrustUrl(", ".bypassSecurityTrustResourceUrl("], call => Concern.IfVariable(call.First)),
                new CallDetector(Languages.Go, ["template.HTML(", "template.JS("], call => Concern.IfVariable(call.First)),
                new CallDetector(Languages.Python, ["mark_safe(", "Markup("], call => Concern.IfAssembled(call.First)),
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

    private static bool IsText(Taint taint) => taint.HasMarkup || (!taint.IsWhole && !IsFromBody(taint));

    private static bool IsFromBody(Taint taint) => taint.From is { } from && (from.What.Contains("json", StringComparison.Ordinal) || from.What.Contains("body", StringComparison.Ordinal) || from.What.Contains("data", StringComparison.Ordinal));

    // Text that a request brings to a server is no text of a page's own address.
    private static bool IsFromServer(Taint taint) => taint.From is { } from && from.What.StartsWith("req", StringComparison.Ordinal);

    private static bool MayBeHtml(Expression.Call call) => !call.Arguments.Any(argument => argument.Name is "mimetype" or "content_type" or "media_type" && argument.Value is Expression.Constant { Text: var type } && !type.Contains("html", StringComparison.Ordinal));

    private static bool IsFlaskView(ParsedFile file, Routine routine) => file.File.Text.Contains("flask", StringComparison.OrdinalIgnoreCase)
        && routine.Marks.Any(mark => mark.Contains(".route(", StringComparison.Ordinal) || mark.Contains(".get(", StringComparison.Ordinal) || mark.Contains(".post(", StringComparison.Ordinal));

    private static bool IsSpringBody(ParsedFile file, Routine routine) => routine.Marks.Any(mark => mark.Contains("Mapping", StringComparison.Ordinal)) && (file.File.Text.Contains("@RestController", StringComparison.Ordinal) || file.File.Text.Contains("@ResponseBody", StringComparison.Ordinal));
}
