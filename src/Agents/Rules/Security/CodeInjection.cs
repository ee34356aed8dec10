using CodeReview.Agents.Flows;
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
            Id = "expression-injection/request-value",
            Agent = AgentName.Security,
            Cwe = "CWE-917",
            Severity = Severity.High,
            SeverityReason = "Expression languages reach the classes of the process, so whoever writes one runs code.",
            Confidence = Confidence.High,
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "Text of the request evaluated as an expression",
            Message = "What a user sends is run as an expression.",
            Fix = "Keep the expression constant and give the value to it as a variable.",
            Detectors =
            [
                new FlowDetector(
                    Danger.Code,
                    new Sink(Languages.Java, ".parseExpression .createValueExpression .createMethodExpression Ognl.getValue Ognl.parseExpression MVEL.eval MVEL.compileExpression .createExpression") { Places = [0, 1], OnlyIfFileHas = ["xpression", "ognl", "mvel", "jexl"] }),
            ],
        },
        new Rule
        {
            Id = "code-injection/request-value",
            Agent = AgentName.Security,
            Cwe = "CWE-95",
            Severity = Severity.High,
            SeverityReason = "Whoever sends the request runs code in this process.",
            Confidence = Confidence.High,
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "Text of the request evaluated as code",
            Message = "What a user sends is run as code.",
            Fix = "Parse the text as data (JSON, ast.literal_eval), or look the wanted function up in a fixed table.",
            Detectors =
            [
                new FlowDetector(
                    Danger.Code,
                    new Sink(Languages.Python, "eval exec execfile builtins.eval builtins.exec compile __import__ importlib.import_module pandas.eval .eval_expr"),
                    new Sink(Languages.Script, "eval setTimeout setInterval vm.runInNewContext vm.runInThisContext vm.runInContext vm.Script new:Function Function new:Script mathjs.eval safeEval notevil"),
                    new Sink(Languages.Java, ".eval GroovyShell.evaluate .evaluate") { OnlyIfFileHas = ["ScriptEngine", "GroovyShell"] },
                    new Sink(Languages.CSharp, "CSharpScript.EvaluateAsync CSharpScript.RunAsync CSharpScript.Create .CompileAssemblyFromSource .DynamicInvoke"),
                    new Sink(Languages.Php, "eval assert create_function call_user_func call_user_func_array preg_replace_e"),
                    new Sink(Languages.Ruby, "eval instance_eval class_eval .instance_eval .class_eval .constantize .send .public_send .__send__ .const_get") { Places = [0, Sink.Receiver] }),
            ],
        },
        new Rule
        {
            Id = "template-injection/request-value",
            Agent = AgentName.Security,
            Cwe = "CWE-1336",
            Severity = Severity.High,
            SeverityReason = "Template languages reach the objects of the process, so a template that a user writes runs code.",
            Confidence = Confidence.High,
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "Template text built from the request",
            Message = "What a user sends is interpreted as template, not shown as value.",
            Fix = "Keep the template constant and pass the value to it as a variable.",
            Detectors =
            [
                new FlowDetector(
                    Danger.Code,
                    new Sink(Languages.Python, "flask.render_template_string render_template_string jinja2.Template mako.template.Template tornado.template.Template django.template.Template .from_string") { Name = "source" },
                    new Sink(Languages.Script, "ejs.render pug.render pug.compile handlebars.compile Handlebars.compile nunjucks.renderString _.template lodash.template mustache.render swig.render dot.template Hogan.compile"),
                    new Sink(Languages.Java, ".evaluate Velocity.evaluate new:Template .process") { Places = [0, 1, 2, 3], OnlyIfFileHas = ["velocity", "freemarker", "thymeleaf"] },
                    new Sink(Languages.CSharp, "Razor.Parse .RunCompile Engine.Razor.RunCompile Template.Parse"),
                    new Sink(Languages.Php, ".createTemplate .renderString .fetchString .renderInline"),
                    new Sink(Languages.Go, ".Parse") { OnlyIfFileHas = ["text/template", "html/template"], When = call => call.Callee.Path.Contains("emplate", StringComparison.Ordinal) || call.Callee.Path.Contains("New", StringComparison.Ordinal) },
                    new Sink(Languages.Ruby, "ERB.new Liquid.Template.parse")),
            ],
        },
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
