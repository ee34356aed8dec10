using System.Text.Json;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Orchestrator.Tests.Grains;
using CodeReview.Orchestrator.Verifying;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.Orchestrator.Tests.Verifying;

public sealed class PolicyApplicationTests : IDisposable
{
    private static readonly FindingPolicy Trusting = new() { TrustSuppressions = true };
    private readonly TemporaryFolder _temporary = new();
    private readonly ReviewedFolder _folder;

    public PolicyApplicationTests() => _folder = new ReviewedFolder(_temporary.Path);

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("flaw(); // codereview-ignore: RULE It is meant.\n", 1)]
    [InlineData("// codereview-ignore: FAMILY/* It is meant.\nflaw();\n", 2)]
    [InlineData("  # codereview-ignore: RULE It is meant.\nflaw();\n", 2)]
    public void A_comment_with_a_reason_on_the_line_or_the_one_above_suppresses_where_comments_are_trusted(string text, int line)
    {
        Given(text, line);

        var findings = Verified(Trusting);

        Assert.Empty(findings.Findings);
        Assert.Equal(new Suppression(SuppressionKind.InSource, "It is meant."), Assert.Single(findings.Suppressed).Suppression);
    }

    [Theory]
    [InlineData("flaw(); // codereview-ignore: RULE\n", 1)]
    [InlineData("flaw(); // codereview-ignore: other/rule It is meant.\n", 1)]
    [InlineData("other(); // codereview-ignore: RULE It is meant.\nflaw();\n", 2)]
    [InlineData("// codereview-ignore: RULE It is meant.\n\nflaw();\n", 3)]
    [InlineData("flaw();\n// codereview-ignore: RULE It is meant.\n", 1)]
    public void A_comment_without_a_reason_of_another_rule_or_of_another_line_does_not(string text, int line)
    {
        Given(text, line);

        Assert.Single(Verified(Trusting).Findings);
    }

    [Fact]
    public void Nobody_who_writes_the_code_decides_where_comments_are_not_trusted()
    {
        Given("flaw(); // codereview-ignore: RULE It is meant.\n", 1);

        Assert.Single(Verified(new FindingPolicy()).Findings);
    }

    [Fact]
    public void A_finding_at_two_places_is_suppressed_where_both_are()
    {
        Given("flaw();\nflaw(); // codereview-ignore: RULE It is meant.\n", 2, also: 1);

        Assert.Single(Verified(Trusting).Findings);
    }

    [Fact]
    public void A_rule_that_is_off_at_a_path_is_listed_as_suppressed_with_the_reason()
    {
        Given("flaw();\n", 1);

        var rule = ReviewedFolder.Claim("src/a.cs", 1, "flaw();").Rule.Value;
        var findings = Verified(new FindingPolicy { Rules = [new RuleSetting(rule, Off: true, Paths: [TextValue.Parse<WorkspacePath>("src")], Reason: "Old code.")] });
        var elsewhere = Verified(new FindingPolicy { Rules = [new RuleSetting(rule, Off: true, Paths: [TextValue.Parse<WorkspacePath>("sr")])] });

        Assert.Equal(new Suppression(SuppressionKind.Policy, "Old code."), Assert.Single(findings.Suppressed).Suppression);
        Assert.Single(elsewhere.Findings);
    }

    [Fact]
    public void A_severity_of_the_policy_takes_the_place_of_the_rules_and_says_what_that_was()
    {
        Given("flaw();\n", 1);

        var rule = ReviewedFolder.Claim("src/a.cs", 1, "flaw();").Rule;
        var finding = Assert.Single(Verified(new FindingPolicy { Rules = [new RuleSetting($"{rule.Family}/*", Off: true), new RuleSetting(rule.Value, Severity: Severity.Low, Reason: "Internal only.")] }).Findings);

        Assert.Equal(Severity.Low, finding.Severity);
        Assert.StartsWith("The policy of this review says so: Internal only. By itself it is high:", finding.SeverityReason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_comes_back_from_the_journal_as_it_was_asked_for()
    {
        var policy = new FindingPolicy { TrustSuppressions = true, Rules = [new RuleSetting("a/b", Severity: Severity.Low, Paths: [TextValue.Parse<WorkspacePath>("src")], Reason: "Old.")] };
        var requested = new ReviewEvent.Requested(Some.Id, Some.Request with { Options = new ReviewOptions(Policy: policy) }, []);

        var line = JsonSerializer.Serialize(requested, ReviewJson.Readable.Requested);

        Assert.Equal(policy, JsonSerializer.Deserialize(line, ReviewJson.Readable.Requested)!.Request.EffectiveOptions.Policy);
    }

    private void Given(string text, int line, int? also = null)
    {
        var claim = ReviewedFolder.Claim("src/a.cs", line, "flaw();");
        _folder.File("src/a.cs", text.Replace("RULE", claim.Rule.Value, StringComparison.Ordinal).Replace("FAMILY", claim.Rule.Family, StringComparison.Ordinal));
        _folder.Result("security.0001", claim with { AlsoAt = also is { } at ? [new LineRange(at, at)] : [] });
    }

    private AgentFindings Verified(FindingPolicy policy)
    {
        FindingVerifier.Verify(_folder.Layout, new VerificationOrder([AgentName.Security], _folder.Digests) { Policy = policy }, CancellationToken.None);
        return WorkspaceFile.ReadJson(_folder.Layout.Findings(AgentName.Security), ProtocolJson.Indented.AgentFindings);
    }
}
