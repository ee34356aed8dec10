namespace CodeReview.Agents.Tests.Rules.Style;

public sealed class UnclosedResourcesTests
{
    private const string Rule = "disposal/unclosed-resource";

    [Theory]
    [InlineData(Rule, "a.py", "def f(p):\n    file = open(p)\n    return file.read()\n")]
    [InlineData(Rule, "a.go", "func f() error {\n\tresp, err := http.Get(url)\n\tif err != nil {\n\t\treturn err\n\t}\n\tlog(resp.Status)\n\treturn nil\n}\n")]
    [InlineData(Rule, "a.go", "func f() error {\n\tfile, err := os.Open(p)\n\tfile.Sync()\n\treturn err\n}\n")]
    [InlineData(Rule, "A.java", "class A {\n    void f() {\n        FileInputStream in = new FileInputStream(p);\n        in.read();\n    }\n}\n")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData(Rule, "a.py", "def f(p):\n    with open(p) as file:\n        return file.read()\n")]
    [InlineData(Rule, "a.py", "def f(p):\n    file = open(p)\n    file.close()\n")]
    [InlineData(Rule, "a.py", "def f(p):\n    file = open(p)\n    return file\n")]
    [InlineData(Rule, "a.go", "func f() error {\n\tresp, err := http.Get(url)\n\tdefer resp.Body.Close()\n\treturn err\n}\n")]
    [InlineData(Rule, "a.go", "func f() error {\n\tfile, err := os.Open(p)\n\tdefer file.Close()\n\treturn err\n}\n")]
    [InlineData(Rule, "A.java", "class A {\n    void f() {\n        try (FileInputStream in = new FileInputStream(p)) {\n            in.read();\n        }\n    }\n}\n")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}
