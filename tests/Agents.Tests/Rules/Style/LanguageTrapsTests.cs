namespace CodeReview.Agents.Tests.Rules.Style;

public sealed class LanguageTrapsTests
{
    [Theory]
    [InlineData("python/mutable-default", "a.py", "def add(x, items=[]):\n    items.append(x)\n    return items\n")]
    [InlineData("python/compared-with-none", "a.py", "if x == None:\n    pass\n")]
    [InlineData("python/identity-of-literal", "a.py", "if x is \"a\":\n    pass\n")]
    [InlineData("python/star-import", "a.py", "from os import *\n")]
    [InlineData("javascript/loose-equality", "a.js", "if (a === b) go();\nif (a == c) stop();\n")]
    [InlineData("javascript/var", "a.js", "\nconst a = 1;\nvar b = 2;\n")]
    [InlineData("java/string-identity", "A.java", "if (name == \"admin\") go();")]
    [InlineData("csharp/lock-on-public", "a.cs", "lock (this) { Go(); }")]
    [InlineData("csharp/collected-by-hand", "a.cs", "GC.Collect();")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("python/mutable-default", "a.py", "def show(x, items=[]):\n    for i in items:\n        print(i)\n")]
    [InlineData("python/mutable-default", "a.py", "def f(x, cache={}):\n    cache[x] = 1\n")]
    [InlineData("python/mutable-default", "a.py", "def f(x, items=None):\n    items.append(x)\n")]
    [InlineData("python/compared-with-none", "a.py", "if x is None:\n    pass\n")]
    [InlineData("python/identity-of-literal", "a.py", "if x is None or y == \"a\":\n    pass\n")]
    [InlineData("python/star-import", "a.py", "from os import path\n")]
    [InlineData("javascript/loose-equality", "a.js", "if (a === b) go();\nif (a == null) stop();\n")]
    [InlineData("javascript/loose-equality", "a.js", "const s = \"a == b\";\nif (a === b) go();\n")]
    [InlineData("javascript/var", "a.js", "var a = 1;\n")]
    [InlineData("java/string-identity", "A.java", "if (name.equals(\"admin\")) go();")]
    [InlineData("csharp/lock-on-public", "a.cs", "lock (_gate) { Go(); }")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}
