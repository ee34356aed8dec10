namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class TrojanSourceTests
{
    [Theory]
    [InlineData("trojan-source/direction-control", "a.cs", "if (isAdmin) /* \u202E } begin */ { }")]
    [InlineData("trojan-source/invisible-character", "a.js", "const to\u200Bken = 1;")]
    [InlineData("trojan-source/invisible-character", "README.md", "Hello \uDB40\uDC41\uDB40\uDC42")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("trojan-source/direction-control", "a.cs", "var s = \"שלום\";")]
    [InlineData("trojan-source/invisible-character", "a.js", "const s = 'a\u200Bb';")]
    [InlineData("trojan-source/invisible-character", "a.js", "\uFEFFconst a = 1;")]
    [InlineData("trojan-source/invisible-character", "README.md", "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}
