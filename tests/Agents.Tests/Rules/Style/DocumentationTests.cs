namespace CodeReview.Agents.Tests.Rules.Style;

public sealed class DocumentationTests
{
    [Theory]
    [InlineData("documentation/missing-on-public", "a.cs", "/// <summary>A.</summary>\npublic class A\n{\n    /// <summary>B.</summary>\n    public void B() { }\n    /// <summary>C.</summary>\n    public void C() { }\n    public void D() { }\n}\n")]
    [InlineData("documentation/missing-on-public", "a.go", "// A does.\nfunc A() {\n}\n\n// B does.\nfunc (x *X) B() {\n}\n\n// C does.\nfunc C() {\n}\n\nfunc D() {\n}\n")]
    [InlineData("documentation/missing-on-public", "A.java", "/** A. */\npublic class A {\n    /** B. */\n    public void b() {\n    }\n    /** C. */\n    @Deprecated\n    public void c() {\n    }\n\n    public void d() {\n    }\n}\n")]
    [InlineData("documentation/missing-on-public", "a.php", "<?php\nclass A {\n    /** B. */\n    public function b() {\n    }\n    /** C. */\n    public function c() {\n    }\n    /** E. */\n    public function e() {\n    }\n\n    public function d() {\n    }\n}\n")]
    [InlineData("documentation/missing-on-public", "a.py", "def a():\n    \"\"\"A.\"\"\"\n\ndef b(\n    x,\n):\n    \"\"\"B.\"\"\"\n\nclass C:\n    \"\"\"C.\"\"\"\n\ndef d():\n    go()\n")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("documentation/missing-on-public", "a.cs", "public class A\n{\n    public void B() { }\n    public void C() { }\n    public void D() { }\n}\n")]
    [InlineData("documentation/missing-on-public", "a.go", "// A does.\nfunc A() {\n}\n\n// B does.\nfunc B() {\n}\n\n// C does.\nfunc C() {\n}\n\nfunc d() {\n}\n\nfunc (x errs) D() {\n}\n")]
    [InlineData("documentation/missing-on-public", "A.java", "/** A. */\npublic class A {\n    /** B. */\n    public void b() {\n    }\n    /** C. */\n    public void c() {\n    }\n    @Override\n    public void d() {\n    }\n    public int getX() {\n    }\n}\n")]
    [InlineData("documentation/missing-on-public", "a.py", "def a():\n    \"\"\"A.\"\"\"\n\ndef b():\n    \"\"\"B.\"\"\"\n\nclass C:\n    \"\"\"C.\"\"\"\n\ndef _d():\n    go()\n")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}
