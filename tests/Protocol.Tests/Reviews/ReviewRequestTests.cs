using System.Text.Json;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Protocol.Tests.Reviews;

public sealed class ReviewRequestTests
{
    [Fact]
    public void What_is_not_said_is_security_and_style_by_rules_under_the_derived_id()
    {
        var request = Parse("""{"repo_url": "https://example.org/a/b"}""");

        Assert.Equal([AgentName.Security, AgentName.Style], request.EffectiveAgents);
        Assert.Null(request.EffectiveOptions.Model);
        Assert.Equal(ReviewId.Derive(request.RepoUrl, null), request.EffectiveId);
    }

    [Fact]
    public void An_agent_that_is_named_twice_runs_once()
    {
        var request = Parse("""{"repo_url": "https://example.org/a/b", "agents": ["style", "security", "style"]}""");

        Assert.Equal([AgentName.Style, AgentName.Security], request.EffectiveAgents);
    }

    [Theory]
    [InlineData("""{"repo_url": "https://example.org/a/b", "agent": ["style"]}""", "agent")]
    [InlineData("""{"repo_url": "https://example.org/a/b", "options": {"max_file": 1}}""", "max_file")]
    [InlineData("""{"repo_url": "https://example.org/a/b", "review_id": "../x"}""", "not a review id")]
    [InlineData("""{"repo_url": "https://example.org/a/b", "agents": ["summary"]}""", "not summary")]
    [InlineData("""{"repo_url": "https://example.org/a/b", "paths": ["../x"]}""", "outside the repository")]
    [InlineData("""{"repo_url": "https://example.org/a/b", "paths": [null]}""", "string is expected")]
    [InlineData("""{}""", "repo_url")]
    public void What_is_misspelt_or_out_of_bounds_is_refused_by_name(string json, string named) =>
        Assert.Contains(named, Assert.Throws<JsonException>(() => Parse(json)).Message, StringComparison.Ordinal);

    private static ReviewRequest Parse(string json) => JsonSerializer.Deserialize(json, ProtocolJson.Indented.ReviewRequest)!;
}
