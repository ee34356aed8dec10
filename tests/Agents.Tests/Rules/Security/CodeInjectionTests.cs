namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class CodeInjectionTests
{
    [Theory]
    [InlineData("code-injection/evaluated-text", "a.py", "x = eval(text)")]
    [InlineData("code-injection/evaluated-text", "a.py", "exec(\"x = \" + text)")]
    [InlineData("code-injection/evaluated-text", "a.js", "eval(req.body.code);")]
    [InlineData("code-injection/evaluated-text", "a.js", "const f = new Function(\"a\", \"return \" + body);")]
    [InlineData("code-injection/evaluated-text", "a.js", "setTimeout(\"go(\" + id + \")\", 10);")]
    [InlineData("code-injection/evaluated-text", "a.cs", "await CSharpScript.EvaluateAsync(text);")]
    [InlineData("code-injection/evaluated-text", "A.java", "ScriptEngine engine = m.get();\nengine.eval(text);")]
    [InlineData("template-injection/assembled-template", "a.py", "return render_template_string(page)")]
    [InlineData("template-injection/assembled-template", "a.py", "import jinja2\njinja2.Template(\"Hello \" + name)")]
    [InlineData("code-injection/request-value", "a.py", "eval(request.args[\"e\"])")]
    [InlineData("template-injection/request-value", "a.py", "render_template_string(\"<p>\" + request.args[\"n\"])")]
    [InlineData("expression-injection/request-value", "A.java", "Object f(@RequestParam String e) { return new SpelExpressionParser().parseExpression(e).getValue(); }")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("code-injection/evaluated-text", "a.py", "x = ast.literal_eval(text)")]
    [InlineData("code-injection/evaluated-text", "a.py", "x = eval(\"1 + 1\")")]
    [InlineData("code-injection/evaluated-text", "a.py", "model.eval(batch)")]
    [InlineData("code-injection/evaluated-text", "a.py", "# eval(text)")]
    [InlineData("code-injection/evaluated-text", "a.js", "evaluate(text);")]
    [InlineData("code-injection/evaluated-text", "a.js", "page.eval(text);")]
    [InlineData("code-injection/evaluated-text", "a.js", "setTimeout(() => go(\"a\" + id), 10);")]
    [InlineData("template-injection/assembled-template", "a.py", "return render_template_string(\"<p>{{ name }}</p>\", name=name)")]
    [InlineData("template-injection/assembled-template", "a.py", "def render_template_string(source):\n    pass\n")]
    [InlineData("code-injection/request-value", "a.py", "import ast\nast.literal_eval(request.args[\"e\"])")]
    [InlineData("template-injection/request-value", "a.py", "render_template_string(\"<p>{{ n }}</p>\", n=request.args[\"n\"])")]
    [InlineData("expression-injection/request-value", "A.java", "Object f(@RequestParam String e) { return new SpelExpressionParser().parseExpression(\"a.b\").getValue(); }")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}
