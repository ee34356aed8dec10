using System.Reflection;
using CodeReview.Agents.Rules;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Tests.Rules;

public sealed class RuleSetTests
{
    [Fact]
    public void Every_id_is_valid_and_stands_for_one_rule()
    {
        string[] ids = [.. RuleSet.All.Select(rule => TextValue.Parse<RuleId>(rule.Id).Value)];

        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void Security_and_style_have_rules_of_their_own()
    {
        Assert.True(RuleSet.Of(AgentName.Security).Count >= 25);
        Assert.True(RuleSet.Of(AgentName.Style).Count >= 12);
        Assert.Equal(RuleSet.All.Count, RuleSet.Of(AgentName.Security).Count + RuleSet.Of(AgentName.Style).Count);
    }

    [Fact]
    public void Every_security_rule_names_its_weakness() =>
        Assert.All(RuleSet.Of(AgentName.Security), rule => Assert.StartsWith("CWE-", rule.Cwe, StringComparison.Ordinal));

    [Fact]
    public void Every_text_of_a_rule_is_a_sentence() => Assert.All(RuleSet.All, rule =>
    {
        Assert.All([rule.Message, rule.Fix, rule.SeverityReason, rule.ConfidenceReason], text => Assert.EndsWith(".", text, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', rule.Title);
    });

    [Fact]
    public void Every_rule_has_a_test_that_it_hits()
    {
        var tested = Assembly.GetExecutingAssembly().GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<InlineDataAttribute>().SelectMany(row => row.GetData(method)))
            .Select(row => row.FirstOrDefault()).OfType<string>()
            .ToHashSet();

        Assert.All(RuleSet.All, rule => Assert.Contains(rule.Id, tested));
    }
}
