using CodeReview.Agents.Flows;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

internal sealed class XmlEntities : IRuleFamily
{
    private static readonly string[] Hardened = ["setFeature(", "ACCESS_EXTERNAL", "SUPPORT_DTD", "IS_SUPPORTING_EXTERNAL_ENTITIES", "setExpandEntityReferences(false"];

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "xxe/request-document",
            Agent = AgentName.Security,
            Cwe = "CWE-611",
            Severity = Severity.High,
            SeverityReason = "A document can name files of this machine or addresses of its network, and get their content.",
            Confidence = Confidence.High,
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "XML of the request read by a parser that may resolve entities",
            Message = "What a user sends decides what this parser opens.",
            Fix = "Forbid DTDs on this parser, or use one that does (defusedxml in Python).",
            Detectors =
            [
                new FlowDetector(
                    Danger.Xml,
                    new Sink(Languages.Python, "lxml.etree.fromstring lxml.etree.parse lxml.etree.XML etree.fromstring etree.parse etree.XML xml.sax.parseString xml.sax.parse xml.dom.minidom.parseString xml.dom.minidom.parse minidom.parseString xml.dom.pulldom.parseString pulldom.parseString sax.parseString objectify.fromstring") { OnlyIfFileHas = ["lxml", "xml.sax", "minidom", "pulldom"], When = MayResolve },
                    new Sink(Languages.Script, "libxmljs.parseXml libxmljs.parseXmlString libxmljs2.parseXml libxml.parseXml") { When = call => call.Argument(1) is Expression.Group options && options.Items.Any(item => item is { Name: "noent", Value: Expression.Constant { Text: "true" } }) },
                    new Sink(Languages.Java, ".parse .read .build .unmarshal .newDocumentBuilder().parse .createXMLStreamReader .createXMLEventReader .transform") { OnlyIfFileHas = ["DocumentBuilder", "SAXParser", "SAXReader", "SAXBuilder", "XMLInputFactory", "XMLReader", "Unmarshaller"], In = (file, routine) => !Hardened.Any(text => file.CodeOf(routine).Contains(text, StringComparison.Ordinal)), When = call => call.Callee.Path.Contains("arse", StringComparison.OrdinalIgnoreCase) || call.Callee.Path.Contains("uild", StringComparison.OrdinalIgnoreCase) || call.Callee.Path.Contains("eader", StringComparison.Ordinal) || call.Function.StartsWith("create", StringComparison.Ordinal) },
                    new Sink(Languages.CSharp, ".LoadXml .Load XmlReader.Create new:XmlTextReader") { OnlyIfFileHas = ["XmlUrlResolver", "DtdProcessing.Parse", "ProhibitDtd = false"] },
                    new Sink(Languages.Php, "simplexml_load_string .loadXML simplexml_load_file xml_parse") { OnlyIfFileHas = ["LIBXML_NOENT", "libxml_disable_entity_loader(false)", "LIBXML_DTDLOAD"] },
                    new Sink(Languages.Ruby, "Nokogiri.XML Nokogiri.XML.Document.parse") { OnlyIfFileHas = ["noent", "NOENT"] }),
            ],
        },
        new Rule
        {
            Id = "xxe/external-entities",
            Agent = AgentName.Security,
            Cwe = "CWE-611",
            Severity = Severity.High,
            SeverityReason = "A document can name files of this machine or addresses of its network, and get their content.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The parser is set to follow entities; that the document comes from outside is not shown here.",
            Title = "XML parser that resolves external entities",
            Message = "The document's own DTD decides what this parser opens.",
            Fix = "Forbid DTDs, or at least external entities, on this parser.",
            Detectors =
            [
                new PatternDetector(Languages.CSharp, ["DtdProcessing.Parse"], @"DtdProcessing\s*=\s*(?:[\w.]+\.)?DtdProcessing\.Parse\b", Sight.CodeOnly) { UnlessFileHas = ["XmlResolver = null"] },
                new PatternDetector(Languages.CSharp, ["XmlUrlResolver("], @"XmlResolver\s*=\s*new (?:[\w.]+\.)?XmlUrlResolver\(", Sight.CodeOnly),
                new PatternDetector(Languages.Python, ["resolve_entities"], @"XMLParser\(.*resolve_entities\s*=\s*True", Sight.CodeOnly),
                new PatternDetector(Languages.Python, ["feature_external_ges"], @"setFeature\([^)]*feature_external_ges\s*,\s*(?:True|1)"),
                new PatternDetector(Languages.Java, ["DocumentBuilderFactory.newInstance(", "SAXParserFactory.newInstance(", "XMLInputFactory.newInstance(", "XMLInputFactory.newFactory(", "new SAXReader(", "new SAXBuilder("],
                    @"Factory\.new(?:Instance|Factory)\(|new SAX(?:Reader|Builder)\(", Sight.CodeOnly)
                { UnlessFollowed = string.Join('|', Hardened.Select(System.Text.RegularExpressions.Regex.Escape)) },
                new PatternDetector(Languages.Script, ["noent"], @"parseXml\w*\([^;]*\bnoent\s*:\s*true"),
            ],
        },
    ];

    private static bool MayResolve(Expression.Call call) => !call.Arguments.Any(argument => argument.Value is Expression.Call { Arguments: var options } && options.Any(option => option is { Name: "resolve_entities", Value: Expression.Constant { Text: "False" } }))
        && !call.Callee.Path.Contains("efused", StringComparison.Ordinal);
}
