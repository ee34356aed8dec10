using CodeReview.Agents.Flows;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

/// <summary>The sender chooses which members of an object are set.</summary>
internal sealed class MassAssignment : IRuleFamily
{
    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "prototype-pollution/merged-request",
            Agent = AgentName.Security,
            Cwe = "CWE-1321",
            Severity = Severity.High,
            SeverityReason = "A member named __proto__ changes every object of the process, which ends in denial of service or worse.",
            Confidence = Confidence.High,
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "Request merged into an object, prototype included",
            Message = "A deep merge follows the member __proto__ that a user may send.",
            Fix = "Take the members that are known, or merge into an object without prototype after dropping __proto__, constructor and prototype.",
            Detectors =
            [
                new FlowDetector(
                    Danger.Members,
                    new Sink(Languages.Script, "_.merge _.mergeWith _.defaultsDeep _.set _.setWith lodash.merge lodash.defaultsDeep lodash.set merge.recursive deepmerge deepMerge mergeDeep deepExtend extend.deep merge") { Places = [1, 2, 3], When = call => call.Function is not "set" || call.Arguments.Count is 3 },
                    new Sink(Languages.Script, "$.extend jQuery.extend") { Places = [2, 3], When = call => call.Argument(0) is Expression.Constant { Text: "true" } }),
            ],
        },
        new Rule
        {
            Id = "mass-assignment/whole-request",
            Agent = AgentName.Security,
            Cwe = "CWE-915",
            Severity = Severity.Medium,
            SeverityReason = "A request can set members that no form offers, such as a role or an owner.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The whole request becomes the record; which members the record has is not shown here.",
            Title = "Record made of all that the request holds",
            Message = "Every member that a user sends is taken over, known or not.",
            Fix = "Name the members that may be set, and take those only.",
            Detectors =
            [
                new FlowDetector(
                    Danger.Members,
                    new Sink(Languages.Script, ".create .insertOne .insertMany .findByIdAndUpdate .findOneAndUpdate .updateOne .update .upsert .bulkCreate .build") { Places = [0, 1, 2], Of = taint => taint.IsWhole, When = call => call.Arguments.Any(argument => IsWhole(argument.Value)) },
                    new Sink(Languages.Script, "Object.assign") { Places = [1, 2], Of = taint => taint.IsWhole, When = call => call.Argument(0) is not Expression.Group && call.Arguments.Any(argument => IsWhole(argument.Value)) },
                    new Sink(Languages.Php, ".create .update .fill .forceFill .insert User.create") { Of = taint => taint.IsWhole, When = call => call.Argument(0) is Expression.Call { Function: "all" } },
                    new Sink(Languages.Ruby, ".new .create .create! .update .update! .update_attributes .assign_attributes .insert") { When = call => call.Argument(0) is Expression.Name { Id: "params" } or Expression.Element { Of: Expression.Name { Id: "params" } }, OnlyIfFileHas = ["params"] }),
                new PatternDetector(Languages.Script, ["...req.body", "...request.body"], @"\.(?:create|insert|insertOne|update|build|save|upsert|findByIdAndUpdate|updateOne)\([^;]*\.\.\.req(?:uest)?\.body\b"),
                new PatternDetector(Languages.CSharp, ["TryUpdateModelAsync("], @"TryUpdateModelAsync\(\s*[\w!.]+\s*\)", Sight.CodeOnly),
                new PatternDetector(Languages.Php, ["$guarded"], @"protected\s+\$guarded\s*=\s*(?:\[\s*\]|array\(\s*\))"),
                new PatternDetector(Languages.Python, ["setattr("], @"\bsetattr\(\s*[\w.]+\s*,\s*(?:k|key|name|field|attr)\s*,", Sight.CodeOnly) { OnlyNear = @"request\.(?:get_json|json|form|data|POST)" },
                new PatternDetector(Languages.Ruby, [".permit!"], @"\bparams\b.*\.permit!"),
                new PatternDetector(Languages.Python, ["(**request."], @"\b[A-Z]\w*\(\*\*request\.(?:json|form|get_json\(\)|data|args)\b|\b[A-Z]\w*\(\*\*request\.(?:POST|GET)\b"),
            ],
        },
    ];

    private static bool IsWhole(Expression value) => value is Expression.Member { Id: "body" } or Expression.Name { Id: "body" };
}
