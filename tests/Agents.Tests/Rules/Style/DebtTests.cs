namespace CodeReview.Agents.Tests.Rules.Style;

public sealed class DebtTests
{
    [Theory]
    [InlineData("debt/open-marks", "a.cs", "// TODO a\n// FIXME b\n// HACK c\n")]
    [InlineData("debugging/left-over", "a.js", "function f() {\n  debugger;\n}\n")]
    [InlineData("debugging/left-over", "a.py", "def f():\n    breakpoint()\n")]
    [InlineData("debugging/console-output", "a.js", "function f() {\n  console.log(x);\n}\n")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("debt/open-marks", "a.cs", "// TODO a\nvar s = \"TODO TODO FIXME\";\n")]
    [InlineData("debugging/left-over", "a.js", "const s = \"debugger;\";\n")]
    [InlineData("debugging/console-output", "a.js", "#!/usr/bin/env node\nconsole.log(x);\n")]
    [InlineData("debugging/console-output", "scripts/a.js", "console.log(x);\n")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}
