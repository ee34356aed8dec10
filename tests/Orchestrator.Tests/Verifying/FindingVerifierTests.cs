using CodeReview.Orchestrator.Verifying;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.Orchestrator.Tests.Verifying;

public sealed class FindingVerifierTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly ReviewedFolder _folder;

    public FindingVerifierTests() => _folder = new ReviewedFolder(_temporary.Path).File("a.cs", "one\ntwo\nthree\ntwo\n");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_quote_that_moved_is_anchored_where_it_stands()
    {
        _folder.Result("security.0001", ReviewedFolder.Claim("a.cs", 1, "three"));

        Verify();

        var finding = Assert.Single(Read(AgentName.Security).Findings);
        Assert.Equal((3, 3), (finding.StartLine, finding.EndLine));
    }

    [Fact]
    public void A_claim_about_code_that_is_not_there_is_listed_as_refuted()
    {
        _folder.Result("security.0001", ReviewedFolder.Claim("a.cs", 1, "four"), ReviewedFolder.Claim("b.cs", 1, "one"));

        Verify();

        var findings = Read(AgentName.Security);
        Assert.Empty(findings.Findings);
        Assert.Equal(2, findings.Refuted.Count);
        Assert.All(findings.Refuted, finding => Assert.Equal((true, "grounding"), (finding.Verdict!.Refuted, finding.Verdict.By)));
    }

    [Fact]
    public void The_same_claim_at_two_places_is_one_finding_that_names_both()
    {
        _folder.Result("security.0001", ReviewedFolder.Claim("a.cs", 2, "two"), ReviewedFolder.Claim("a.cs", 4, "two"));

        Verify();

        var finding = Assert.Single(Read(AgentName.Security).Findings);
        Assert.Equal(2, finding.StartLine);
        Assert.Equal([new LineRange(4, 4)], finding.AlsoAt);
    }

    [Fact]
    public void A_claim_of_two_agents_stays_with_the_graver_one()
    {
        _folder
            .Result("security.0001", ReviewedFolder.Claim("a.cs", 1, "one", severity: Severity.Low))
            .Result("style.0001", ReviewedFolder.Claim("a.cs", 1, "one", severity: Severity.High));

        Verify();

        Assert.Empty(Read(AgentName.Security).Findings);
        Assert.Single(Read(AgentName.Style).Findings);
    }

    [Fact]
    public void A_result_that_is_gone_or_is_another_is_lost_and_nothing_is_written()
    {
        _folder.Result("security.0001").Result("style.0001").Result("style.0002");
        File.Delete(_folder.Layout.TaskResult(TextValue.Parse<TaskId>("security.0001")));
        File.AppendAllText(_folder.Layout.TaskResult(TextValue.Parse<TaskId>("style.0002")), " ");

        var lost = Assert.IsType<Verification.ResultsLost>(Verify());

        Assert.Equal(["security.0001", "style.0002"], lost.Tasks.Select(task => task.Task.Value));
        Assert.False(Directory.Exists(_folder.Layout.Results));
    }

    [Fact]
    public void A_link_in_the_work_tree_is_not_followed()
    {
        var outside = Path.Combine(_temporary.Path, "outside");
        File.WriteAllText(outside, "secret");
        File.CreateSymbolicLink(Path.Combine(_folder.Layout.Repo, "link"), outside);
        _folder.Result("security.0001", ReviewedFolder.Claim("link", 1, "secret"));

        Verify();

        Assert.Single(Read(AgentName.Security).Refuted);
    }

    [Fact]
    public void A_linked_folder_in_the_work_tree_is_not_followed()
    {
        var outside = Directory.CreateDirectory(Path.Combine(_temporary.Path, "outside")).FullName;
        File.WriteAllText(Path.Combine(outside, "a.cs"), "secret");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Layout.Repo, "linked"), outside);
        _folder.Result("security.0001", ReviewedFolder.Claim("linked/a.cs", 1, "secret"));

        Verify();

        Assert.Empty(Read(AgentName.Security).Findings);
        Assert.Single(Read(AgentName.Security).Refuted);
    }

    [Fact]
    public void Another_place_is_named_only_where_the_code_stands_there_too()
    {
        _folder.Result("security.0001", ReviewedFolder.Claim("a.cs", 2, "two") with { AlsoAt = [new(3, 3), new(4, 4), new(99, 99)] });

        Verify();

        Assert.Equal([new LineRange(4, 4)], Assert.Single(Read(AgentName.Security).Findings).AlsoAt);
    }

    [Fact]
    public void A_claim_that_was_refuted_before_stays_refuted()
    {
        _folder.Result("security.0001", ReviewedFolder.Claim("a.cs", 1, "one") with { Verdict = new Verdict(true, "It is a test.", "model") });

        Verify();

        Assert.Empty(Read(AgentName.Security).Findings);
        Assert.Equal("model", Assert.Single(Read(AgentName.Security).Refuted).Verdict!.By);
    }

    [Fact]
    public void A_claim_that_two_agents_make_alike_is_securitys_in_whatever_order_they_were_asked()
    {
        _folder
            .Result("security.0001", ReviewedFolder.Claim("a.cs", 1, "one"))
            .Result("style.0001", ReviewedFolder.Claim("a.cs", 1, "one"));

        FindingVerifier.Verify(_folder.Layout, new VerificationOrder([AgentName.Style, AgentName.Security], _folder.Digests), CancellationToken.None);

        Assert.Single(Read(AgentName.Security).Findings);
        Assert.Empty(Read(AgentName.Style).Findings);
    }

    [Fact]
    public void A_verdict_stays_with_its_finding_and_what_was_refuted_is_listed_apart()
    {
        var (kept, lowered, fallen) = (ReviewedFolder.Claim("a.cs", 1, "one"), ReviewedFolder.Claim("a.cs", 2, "two"), ReviewedFolder.Claim("a.cs", 3, "three"));
        _folder.Result("security.0001", kept, lowered, fallen).Verdicts(
            "verifier.0001",
            new GivenVerdict(kept.Fingerprint, Confidence.Medium, new Verdict(false, "It is reached.", "model")),
            new GivenVerdict(lowered.Fingerprint, Confidence.Low, new Verdict(false, "A step is open.", "model", Confidence.Medium)),
            new GivenVerdict(fallen.Fingerprint, Confidence.Medium, new Verdict(true, "It is bound.", "model")));

        var verified = Assert.IsType<Verification.Verified>(Verify());

        var findings = Read(AgentName.Security);
        Assert.Equal([(Confidence.Medium, "It is reached."), (Confidence.Low, "A step is open.")], findings.Findings.Select(finding => (finding.Confidence, finding.Verdict!.Reason)));
        Assert.Equal("It is bound.", Assert.Single(findings.Refuted).Verdict!.Reason);
        Assert.Equal((2, 1), (verified.Agents[0].Findings, verified.Agents[0].Refuted));
    }

    [Fact]
    public void A_verdict_on_one_shard_says_nothing_of_another()
    {
        var claim = ReviewedFolder.Claim("a.cs", 1, "one");
        _folder.Result("security.0001", claim).Result("security.0002", claim)
            .Verdicts("verifier.0001", new GivenVerdict(claim.Fingerprint, Confidence.Medium, new Verdict(true, "It is bound.", "model")));

        Verify();

        Assert.Null(Assert.Single(Read(AgentName.Security).Findings).Verdict);
        Assert.Empty(Read(AgentName.Security).Refuted);
    }

    [Fact]
    public void Several_finders_that_claim_the_same_make_one_finding_and_one_refutation()
    {
        var (standing, fallen) = (ReviewedFolder.Claim("a.cs", 1, "one"), ReviewedFolder.Claim("a.cs", 3, "three"));
        _folder.Result("security.0001", standing, fallen).Result("security.0001.2", fallen, standing with { Confidence = Confidence.High })
            .Verdicts("verifier.0001", new GivenVerdict(fallen.Fingerprint, Confidence.Medium, new Verdict(true, "It is bound.", "model")));

        Verify();

        Assert.Equal(Confidence.High, Assert.Single(Read(AgentName.Security).Findings).Confidence);
        Assert.Single(Read(AgentName.Security).Refuted);
    }

    [Fact]
    public void Where_no_verifier_could_look_the_findings_stand_and_say_so()
    {
        var sure = ReviewedFolder.Claim("a.cs", 3, "three") with { SureByRule = true };
        _folder.Result("security.0001", ReviewedFolder.Claim("a.cs", 1, "one"), ReviewedFolder.Claim("a.cs", 2, "two", severity: Severity.Low), sure);

        FindingVerifier.Verify(
            _folder.Layout,
            new VerificationOrder([AgentName.Security], _folder.Digests) { Unverified = new Dictionary<ShardId, string> { [ShardId.At(1)] = "the model is gone" } },
            CancellationToken.None);

        var findings = Read(AgentName.Security).Findings;
        Assert.Equal(3, findings.Count);
        Assert.Equal("It was not verified: the model is gone", Assert.Single(findings, finding => finding.Verdict is { Unverified: true }).Verdict!.Reason);
        Assert.Equal(1, findings.Single(finding => finding.Verdict is not null).StartLine);
    }

    private Verification Verify() =>
        FindingVerifier.Verify(_folder.Layout, new VerificationOrder([AgentName.Security, AgentName.Style], _folder.Digests), CancellationToken.None);

    private AgentFindings Read(AgentName agent) => WorkspaceFile.ReadJson(_folder.Layout.Findings(agent), ProtocolJson.Indented.AgentFindings);
}
