using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

/// <summary>Places in templates where the escaping that they do by themselves is switched off.</summary>
internal sealed class TemplateEscaping : IRuleFamily
{
    private const string Cleared = @"(?i)\| *tojson|\| *json|json_script|csrf|json_encode|Json\.|JsonConvert|translate|\bt\(|__\(|@lang|include|partial|layout|<%-\s*body\s*-?%>|yield|content_for|stylesheet|javascript_|sanitize|purify|escape|render|\bform\b|markdown_safe|nonce|svg|icon|paginat|->links\(";

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "xss/unescaped-template",
            Agent = AgentName.Security,
            Cwe = "CWE-79",
            Severity = Severity.Medium,
            SeverityReason = "Script in the value runs in the visitor's session, once the value can come from somebody else.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "Escaping is switched off for a value; where the value comes from is not shown here.",
            Title = "Value shown in a template without escaping",
            Message = "The value is put into the page as markup, so a script tag or an event attribute in it is run.",
            Fix = "Leave the escaping on; where markup is wanted, pass it through a sanitizer that is kept up to date.",
            Detectors =
            [
                new TextDetector([".html", ".htm", ".jinja", ".jinja2", ".j2", ".twig", ".njk", ".txt.j2"], ["|safe", "| safe", "|raw", "| raw"], @"\{\{[^}]*\|\s*(?:safe|raw)\b") { Unless = Cleared, When = IsMarkup },
                new TextDetector([".html", ".htm", ".jinja", ".jinja2", ".j2", ".twig"], ["autoescape"], @"\{%-?\s*autoescape\s+(?:false|off)"),
                new TextDetector([".ejs"], ["<%-"], @"<%-\s*[A-Za-z_(]") { Unless = Cleared },
                new TextDetector([".erb"], ["raw", "html_safe", "<%=="], @"<%==|<%=\s*raw[ (]|<%=.*\.html_safe") { Unless = Cleared },
                new TextDetector([".cshtml", ".razor", ".vbhtml"], ["Html.Raw("], @"@Html\.Raw\(") { Unless = Cleared },
                new TextDetector([".blade.php"], ["{!!"], @"\{!!\s*\$") { Unless = Cleared },
                new TextDetector([".html"], ["th:utext"], @"th:utext\s*=") { Unless = Cleared },
                new TextDetector([".vue", ".html"], ["v-html"], @"\bv-html\s*=") { Unless = Cleared },
                new TextDetector([".svelte"], ["{@html"], @"\{@html\s") { Unless = Cleared },
                new TextDetector([".html"], ["[innerHTML]"], @"\[innerHTML\]\s*=") { Unless = Cleared },
                new TextDetector([".hbs", ".handlebars", ".mustache"], ["{{{"], @"\{\{\{\s*[A-Za-z_]") { Unless = Cleared },
                new TextDetector([".pug", ".jade"], ["!{", "!="], @"!\{[^}]+\}|^\s*[\w.#-]*!=\s") { Unless = Cleared },
                new TextDetector([".jsp", ".jspx"], ["<%=", "${param"], @"<%=\s*request\.getParameter|\$\{param\.\w+\}") { Unless = @"c:out|fn:escapeXml" },
            ],
        },
    ];

    // A template of plain text, such as a message's subject, has nothing that a browser would run.
    private static bool IsMarkup(SourceFile file, int line) => file.Text.Contains("</", StringComparison.Ordinal);
}
