using System.Text.RegularExpressions;
using CodeReview.Agents.Flows;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

/// <summary>Query languages other than SQL.</summary>
internal sealed class QueryInjection : IRuleFamily
{
    private static Regex LdapFilter => field ??= Pattern.IgnoringCase(@"\((?:&|\|)?\(?(?:uid|cn|sn|mail|samaccountname|userprincipalname|objectclass|memberof)=");

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "ldap-injection/request-value",
            Agent = AgentName.Security,
            Cwe = "CWE-90",
            Severity = Severity.High,
            SeverityReason = "A value with brackets or '*' widens the search, which often decides who may log in.",
            Confidence = Confidence.High,
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "LDAP filter built from the request",
            Message = "What a user sends becomes part of the filter's text, so it can change what the filter selects.",
            Fix = "Escape the value for LDAP filters (RFC 4515) with the library's own function.",
            Detectors =
            [
                new FlowDetector(
                    Danger.Ldap,
                    new Sink(Languages.Python, ".search .search_s .search_ext_s .search_st .simple_bind_s") { Places = [0, 1, 2], Name = "search_filter", OnlyIfFileHas = ["ldap"], Of = IsJoinedText },
                    new Sink(Languages.Script, ".search") { Places = [0, 1], OnlyIfFileHas = ["ldapjs", "ldapts"] },
                    new Sink(Languages.Java, ".search") { Places = [0, 1, 2], OnlyIfFileHas = ["javax.naming", "DirContext", "LdapTemplate"] },
                    new Sink(Languages.CSharp, "=Filter new:DirectorySearcher new:SearchRequest") { Places = [0, 1], OnlyIfFileHas = ["DirectoryServices"] },
                    new Sink(Languages.Php, "ldap_search ldap_list ldap_read") { Places = [1, 2] },
                    new Sink(Languages.Go, "ldap.NewSearchRequest") { Places = [Sink.Anywhere] },
                    new Sink(Languages.Ruby, "Net.LDAP.Filter.construct Filter.construct")),
            ],
        },
        new Rule
        {
            Id = "xpath-injection/request-value",
            Agent = AgentName.Security,
            Cwe = "CWE-643",
            Severity = Severity.High,
            SeverityReason = "A value with a quote changes which nodes are selected, which may decide who is let in.",
            Confidence = Confidence.High,
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "XPath query built from the request",
            Message = "What a user sends becomes part of the query's text.",
            Fix = "Bind the value as an XPath variable, or select the nodes and compare their values in code.",
            Detectors =
            [
                new FlowDetector(
                    Danger.XPath,
                    new Sink(Languages.Python, ".xpath lxml.etree.XPath .findall .iterfind") { OnlyIfFileHas = ["xpath", "XPath", "etree", "ElementTree"] },
                    new Sink(Languages.Script, "xpath.select xpath.select1 xpath.evaluate document.evaluate .xpath"),
                    new Sink(Languages.Java, ".compile .evaluate .selectNodes .selectSingleNode") { OnlyIfFileHas = ["XPath"] },
                    new Sink(Languages.CSharp, ".SelectNodes .SelectSingleNode .XPathSelectElement .XPathSelectElements .XPathEvaluate"),
                    new Sink(Languages.Php, ".xpath .query .evaluate") { OnlyIfFileHas = ["DOMXPath", "->xpath("], When = call => call.Function is "xpath" || call.Callee.Path.Contains("xpath", StringComparison.OrdinalIgnoreCase) },
                    new Sink(Languages.Ruby, ".xpath")),
            ],
        },
        new Rule
        {
            Id = "nosql-injection/request-value",
            Agent = AgentName.Security,
            Cwe = "CWE-943",
            Severity = Severity.High,
            SeverityReason = "A body with operators such as {\"$ne\": null} matches any record, the administrator's included.",
            Confidence = Confidence.High,
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "Part of the request used in a database query as it came",
            Message = "What is expected to be text may be an object with operators.",
            Fix = "Convert each field to the type that is expected, such as String(req.body.name), or check the body against a schema.",
            Detectors =
            [
                new FlowDetector(
                    Danger.Operators,
                    new Sink(Languages.Script, ".find .findOne .findOneAndUpdate .findOneAndDelete .findOneAndRemove .deleteOne .deleteMany .updateOne .updateMany .countDocuments .count .aggregate .findAndModify .remove") { OnlyIfFileHas = ["mongo", "Mongo", "nedb", "Model", "models/", "collection("], Of = MayBeObject, When = call => call.Argument(0) is Expression.Group or Expression.Name or Expression.Member },
                    new Sink(Languages.Script, "=$where .$where"),
                    new Sink(Languages.Python, ".find .find_one .update_one .delete_one .aggregate .count_documents .find_one_and_update .delete_many .update_many") { OnlyIfFileHas = ["pymongo", "mongo", "motor"], Of = MayBeObject },
                    new Sink(Languages.Php, ".find .findOne .updateOne .deleteOne") { OnlyIfFileHas = ["MongoDB"] }),
            ],
        },
        new Rule
        {
            Id = "ldap-injection/assembled-filter",
            Agent = AgentName.Security,
            Cwe = "CWE-90",
            Severity = Severity.High,
            SeverityReason = "A value with brackets or '*' widens the search, which often decides who may log in.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The filter is assembled from something that is no constant; that a user controls it is not shown here.",
            Title = "LDAP filter assembled from a variable",
            Message = "The value is put into the filter's text, so it can change what the filter selects.",
            Fix = "Escape the value for LDAP filters (RFC 4515) with the library's own function.",
            Detectors =
            [
                new AssignmentDetector(Languages.CSharp, [".Filter"], IfFilter),
                new CallDetector(Languages.CSharp, ["new DirectorySearcher(", "new SearchRequest("], AnyFilter),
                new CallDetector(Languages.Java, [".search("], AnyFilter),
                new CallDetector(Languages.Python, [".search(", ".search_s(", ".search_ext_s("], AnyFilter),
                new AssignmentDetector(Languages.Code, ["filter", "searchFilter", "ldapFilter", "ldap_filter", "search_filter"], IfFilter),
            ],
        },
        new Rule
        {
            Id = "xpath-injection/assembled-query",
            Agent = AgentName.Security,
            Cwe = "CWE-643",
            Severity = Severity.Medium,
            SeverityReason = "A value with a quote changes which nodes are selected.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The query is assembled from something that is no constant; that a user controls it is not shown here.",
            Title = "XPath query assembled from a variable",
            Message = "The value is put into the query's text between quotes that it can close.",
            Fix = "Bind the value as an XPath variable, or select the nodes and compare their values in code.",
            Detectors =
            [
                new CallDetector(Languages.CSharp, [".SelectNodes(", ".SelectSingleNode(", ".XPathSelectElement(", ".XPathSelectElements(", ".XPathEvaluate("], IfQuotedInPath),
                new CallDetector(Languages.Java, [".evaluate(", "xpath.compile(", "xPath.compile("], IfQuotedInPath),
                new CallDetector(Languages.Python, [".xpath("], IfQuotedInPath),
            ],
        },
        new Rule
        {
            Id = "nosql-injection/request-object",
            Agent = AgentName.Security,
            Cwe = "CWE-943",
            Severity = Severity.High,
            SeverityReason = "A body with operators such as {\"$ne\": null} matches any record, the administrator's included.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The request's own object is the query; that its shape was checked before is not ruled out.",
            Title = "Request object used as a database query",
            Message = "The request can hold operators where the query expects a value.",
            Fix = "Take each field from the request and convert it to the type that is expected, such as String(req.body.name).",
            Detectors =
            [
                new PatternDetector(Languages.Script, [".find(", ".findOne(", ".findOneAndUpdate(", ".deleteOne(", ".deleteMany(", ".updateOne("], @"\.(?:find\w*|deleteOne|deleteMany|updateOne)\(\s*(?:req\.(?:body|query)\s*[,)]|\{[^}]*:\s*req\.(?:body|query)\.\w+\s*[,}])"),
                new PatternDetector(Languages.Script, ["$where"], @"\$where['""]?\s*:\s*(?:['""`][^'""`]*['""]\s*\+|`[^`]*\$\{)"),
            ],
        },
    ];

    private static Concern? AnyFilter(CallSite call) => call.Arguments.Select(IfFilter).FirstOrDefault(concern => concern is not null);

    private static Concern? IfFilter(Argument argument) =>
        argument.Resolved() is var value && LdapFilter.IsMatch(value.Literals) ? Concern.IfAssembled(value) : null;

    private static Concern? IfQuotedInPath(CallSite call) =>
        call.First?.Resolved() is { } value && (value.Literals.Contains("='", StringComparison.Ordinal) || value.Literals.Contains("=\"", StringComparison.Ordinal) || value.Literals.Contains("= '", StringComparison.Ordinal))
        ? Concern.IfAssembled(value) : null;

    private static bool IsJoinedText(Taint taint) => !taint.IsWhole;

    // What comes in a body, or in the query of a framework that reads brackets, need not be text.
    private static bool MayBeObject(Taint taint) => taint.From is not { What: var what } || what.Contains("body", StringComparison.Ordinal) || what.Contains("query", StringComparison.Ordinal) || what.Contains("json", StringComparison.Ordinal);
}
