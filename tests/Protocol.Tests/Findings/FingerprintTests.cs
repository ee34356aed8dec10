using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Protocol.Tests.Findings;

public sealed class FingerprintTests
{
    [Fact]
    public void It_stays_when_the_code_is_moved_or_laid_out_anew_or_named_by_another_rule_of_the_family()
    {
        var one = Of("sql-injection/concatenation", "a.cs", "run(a,\n  b)");

        Assert.Equal(one, Of("sql-injection/concatenation", "a.cs", "\trun(a,   b)\n"));
        Assert.Equal(one, Of("sql-injection/interpolation", "a.cs", "run(a, b)"));
    }

    [Theory]
    [InlineData("xss/concatenation", "a.cs", "run(a, b)")]
    [InlineData("sql-injection/concatenation", "b.cs", "run(a, b)")]
    [InlineData("sql-injection/concatenation", "a.cs", "run(a, c)")]
    [InlineData("sql-injection/concatenation", "a.cs", "run(a,b)")]
    public void Another_family_file_or_code_is_another_finding(string rule, string path, string quote) =>
        Assert.NotEqual(Of("sql-injection/concatenation", "a.cs", "run(a, b)"), Of(rule, path, quote));

    [Fact]
    public void It_is_the_same_in_every_release() => Assert.Equal("661930e6bb1e649e0950221ac63e9f3b", Of("sql-injection/concatenation", "src/a.cs", "run(a, b)").Value);

    [Theory]
    [InlineData("family/name")]
    [InlineData("a-1/b-2")]
    public void A_rule_has_a_family_and_a_name(string text) => Assert.Equal(text.Split('/')[0], TextValue.Parse<RuleId>(text).Family);

    [Theory]
    [InlineData("")]
    [InlineData("family")]
    [InlineData("family/")]
    [InlineData("/name")]
    [InlineData("a/b/c")]
    [InlineData("A/b")]
    [InlineData("a/b c")]
    [InlineData("a/`b`")]
    public void Anything_else_is_no_rules_id(string text) => Assert.False(RuleId.TryParse(text, out _, out _));

    private static Fingerprint Of(string rule, string path, string quote) =>
        Fingerprint.Of(TextValue.Parse<RuleId>(rule), TextValue.Parse<WorkspacePath>(path), quote);
}
