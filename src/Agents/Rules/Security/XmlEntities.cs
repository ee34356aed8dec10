using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

internal sealed class XmlEntities : IRuleFamily
{
    public IEnumerable<Rule> Rules =>
    [
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
                { UnlessFileHas = ["setFeature(", "ACCESS_EXTERNAL", "SUPPORT_DTD", "IS_SUPPORTING_EXTERNAL_ENTITIES", "setExpandEntityReferences(false"] },
                new PatternDetector(Languages.Script, ["noent"], @"parseXml\w*\([^;]*\bnoent\s*:\s*true"),
            ],
        },
    ];
}
