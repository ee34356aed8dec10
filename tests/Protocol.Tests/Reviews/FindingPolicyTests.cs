using System.Text.Json;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Protocol.Tests.Reviews;

public sealed class FindingPolicyTests
{
    [Theory]
    [InlineData("""{"rules": [{"rule": "a/b", "off": true, "reason": "Not ours."}, {"rule": "c/*", "severity": "LOW", "paths": ["legacy"]}]}""")]
    [InlineData("""{"trust_suppressions": true}""")]
    [InlineData("{}")]
    public void A_policy_comes_out_of_JSON_as_it_went_in(string json)
    {
        var policy = JsonSerializer.Deserialize(json, ProtocolJson.Line.FindingPolicy)!;

        Assert.Empty(policy.Problems());
        Assert.Equal(policy, JsonSerializer.Deserialize(JsonSerializer.Serialize(policy, ProtocolJson.Line.FindingPolicy), ProtocolJson.Line.FindingPolicy));
        Assert.Equal(json.Replace(": ", ":", StringComparison.Ordinal).Replace(", ", ",", StringComparison.Ordinal), JsonSerializer.Serialize(policy, ProtocolJson.Line.FindingPolicy));
    }

    [Theory]
    [InlineData("""{"rules": [{"rule": "a", "off": true}]}""", "rules[0], 'a': a rule is named family/name")]
    [InlineData("""{"rules": [{"rule": "a/b"}]}""", "say what to do")]
    [InlineData("""{"rules": [{"rule": "a/b", "off": true, "severity": "LOW"}]}""", "leave one of the two out")]
    [InlineData("""{"rules": [{"rule": "a/b", "off": true, "reason": " "}]}""", "its reason has")]
    public void What_cannot_be_meant_is_refused_with_its_place(string json, string told)
    {
        var policy = JsonSerializer.Deserialize(json, ProtocolJson.Line.FindingPolicy)!;

        Assert.Contains(told, Assert.Single(new ReviewOptions(Policy: policy).Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_part_of_the_journal_so_its_size_is_bounded() =>
        Assert.Contains("200 at most", Assert.Single(new FindingPolicy { Rules = Enumerable.Repeat(new RuleSetting("a/b", Off: true), 201).ToValueArray() }.Problems()), StringComparison.Ordinal);

    [Theory]
    [InlineData("a/b", true)]
    [InlineData("a/*", true)]
    [InlineData("a/c", false)]
    [InlineData("b/*", false)]
    [InlineData("*", false)]
    public void A_rule_is_named_by_its_id_or_its_family(string name, bool isNamed) =>
        Assert.Equal(isNamed, TextValue.Parse<RuleId>("a/b").IsNamedBy(name));
}
