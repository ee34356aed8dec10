namespace CodeReview.Agents.Tests.Rules.Style;

public sealed class DocumentationTests
{
    [Theory]
    [InlineData("documentation/missing-on-public", "a.cs", "/// <summary>A.</summary>\npublic class A\n{\n    /// <summary>B.</summary>\n    public void B() { }\n    /// <summary>C.</summary>\n    public void C() { }\n    public void D() { }\n}\n")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("documentation/missing-on-public", "a.cs", "public class A\n{\n    public void B() { }\n    public void C() { }\n    public void D() { }\n}\n")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}
