namespace CodeReview.Agents.Tests.Rules.Style;

public sealed class UnexplainedSuppressionTests
{
    [Theory]
    [InlineData("suppression/without-reason", "a.cs", "Go(); // codereview-ignore: async/void-method\n")]
    [InlineData("suppression/without-reason", "a.py", "# codereview-ignore:\ngo()\n")]
    [InlineData("suppression/without-reason", "a.html", "<!-- codereview-ignore: a/b -->\n")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("suppression/without-reason", "a.cs", "Go(); // codereview-ignore: async/void-method The framework calls it.\n")]
    [InlineData("suppression/without-reason", "a.cs", "var s = \"codereview-ignore:\";\n")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}
