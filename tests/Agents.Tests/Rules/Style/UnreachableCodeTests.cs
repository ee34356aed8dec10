namespace CodeReview.Agents.Tests.Rules.Style;

public sealed class UnreachableCodeTests
{
    private const string Rule = "dead-code/unreachable";

    [Theory]
    [InlineData(Rule, "a.cs", "int F() {\n    return 1;\n    Log(\"x\");\n}")]
    [InlineData(Rule, "A.java", "int f() {\n    throw new X();\n    int y = 1;\n    y = 2;\n}\nint g() {\n    return 1;\n    log(2);\n}")]
    [InlineData(Rule, "a.js", "function f() {\n  return {\n    a: 1,\n  };\n  go();\n}")]
    [InlineData(Rule, "a.php", "<?php\nfunction f() {\n    return 1;\n    $x = 2;\n}")]
    [InlineData(Rule, "a.go", "func f() int {\n\treturn 1\n\tlog(2)\n}")]
    [InlineData(Rule, "a.py", "def f():\n    return 1\n    log(2)\n")]
    [InlineData(Rule, "a.py", "def f():\n    raise ValueError(\n        'x')\n    log(2)\n")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData(Rule, "a.cs", "int F() {\n    if (x)\n    return 1;\n    Log(\"x\");\n}")]
    [InlineData(Rule, "a.cs", "int F() {\n    return G();\n\n    int G() => 1;\n}")]
    [InlineData(Rule, "a.cs", "int F() {\n    return G();\n\n    static int G()\n    {\n        return 2;\n    }\n}")]
    [InlineData(Rule, "a.cs", "switch (x) {\n    case 1:\n        return 1;\n    case 2:\n        return 2;\n}")]
    [InlineData(Rule, "a.cs", "IEnumerable<int> F() {\n    yield return 1;\n    yield return 2;\n}")]
    [InlineData(Rule, "a.cs", "var s = Go(() => {\n    return 1;\n});\nLog(s);")]
    [InlineData(Rule, "a.cs", "return a\n    .Where(x)\n    .First();")]
    [InlineData(Rule, "a.js", "function f() {\n  return g();\n  function g() {\n    return 1;\n  }\n}")]
    [InlineData(Rule, "a.js", "switch (x) {\n  case 1:\n    return 1;\n    break;\n}")]
    [InlineData(Rule, "a.js", "// return;\ngo();")]
    [InlineData(Rule, "a.php", "<?php\nif ($x):\n    return 1;\nendif;\n$y = 2;")]
    [InlineData(Rule, "a.go", "switch x {\ncase 1:\n\treturn 1\ncase 2:\n\treturn 2\n}")]
    [InlineData(Rule, "a.go", "return a +\nb(1)")]
    [InlineData(Rule, "a.py", "def f():\n    return\n    yield\n")]
    [InlineData(Rule, "a.py", "def f():\n    if x:\n        return 1\n    log(2)\n")]
    [InlineData(Rule, "a.py", "def f():\n    return 'a' \\\n    + b(1)\n")]
    [InlineData(Rule, "a.py", "def f():\n    return 1\n\ndef g():\n    pass\n")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}
