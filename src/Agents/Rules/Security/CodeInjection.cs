using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

internal sealed class CodeInjection : IRuleFamily
{
    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "code-injection/evaluated-text",
            Agent = AgentName.Security,
            Cwe = "CWE-95",
            Severity = Severity.High,
            SeverityReason = "Whoever controls the text runs code in this process.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "Text that is no constant is run as code; that a user controls it is not shown here.",
            Title = "Variable text evaluated as code",
            Message = "The program runs text that it did not write itself.",
            Fix = "Parse the text as data (JSON, ast.literal_eval), or look the wanted function up in a fixed table.",
            Detectors =
            [
                new CallDetector(Languages.Python, ["eval(", "exec("], call => IsMember(call) || call.Text.Contains("compile(", StringComparison.Ordinal) ? null : Concern.IfVariable(call.First)),
                new CallDetector(Languages.Script, ["eval("], call => IsMember(call) ? null : Concern.IfVariable(call.First)),
                new CallDetector(Languages.Script, ["new Function(", "vm.runInNewContext(", "vm.runInThisContext("], call => Concern.IfVariable(call.Arguments.Count > 0 ? call.Arguments[^1] : null)),
                new CallDetector(Languages.Script, ["setTimeout(", "setInterval("], call => IsCodeText(call) ? Concern.IfAssembled(call.First) : null),
                new CallDetector(Languages.CSharp, ["CSharpScript.EvaluateAsync(", "CSharpScript.RunAsync(", "CSharpScript.Create("], call => Concern.IfVariable(call.First)),
                new CallDetector(Languages.Java, [".eval("], call => Concern.IfVariable(call.First)) { OnlyIfFileHas = ["ScriptEngine"] },
            ],
        },
        new Rule
        {
            Id = "template-injection/assembled-template",
            Agent = AgentName.Security,
            Cwe = "CWE-1336",
            Severity = Severity.High,
            SeverityReason = "Template languages reach the objects of the process, so a template that a user writes runs code.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The template's text is no constant; that a user controls it is not shown here.",
            Title = "Template text built from a variable",
            Message = "What is joined into the template's text is interpreted as template, not shown as value.",
            Fix = "Keep the template constant and pass the value to it as a variable.",
            Detectors =
            [
                new CallDetector(Languages.Python, ["render_template_string("], call => Concern.IfVariable(call.First)),
                new CallDetector(Languages.Python, ["jinja2.Template(", "Template("], call => Concern.IfAssembled(call.First)) { OnlyIfFileHas = ["jinja2"] },
            ],
        },
    ];

    private static bool IsMember(CallSite call) => call.Receiver.EndsWith('.');

    private static bool IsCodeText(CallSite call) => call.First is { } first && first.Code.TrimStart() is ['"' or '\'' or '`', ..];
}
