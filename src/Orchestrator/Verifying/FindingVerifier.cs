using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Verifying;

/// <summary>
/// Turns what the tasks reported into what the review says: every finding is checked against the code once more, gets the verdict that
/// a verifier gave on it, duplicates are merged, and each agent's findings are written to the results. Same input, same bytes.
/// </summary>
public static class FindingVerifier
{
    /// <summary>Who refutes a finding whose quote does not stand.</summary>
    internal const string Grounding = "grounding";

    /// <summary>Verifies the results of all finished tasks.</summary>
    public static Verification Verify(ReviewLayout layout, VerificationOrder order, CancellationToken cancellationToken)
    {
        var results = new List<TaskResult>();
        var lost = new List<LostResult>();
        foreach (var (task, digest) in order.ResultDigests.OrderBy(pair => pair.Key.Value, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ReadResult(layout, task, digest, out var problem) is { } result)
                results.Add(result);
            else
                lost.Add(new LostResult(task, problem));
        }

        if (lost.Count > 0)
            return new Verification.ResultsLost(lost.ToValueArray());
        var verdicts = new Verdicts(results, order);
        var claims = results.SelectMany(result => result.Findings.Select(finding => new AgentClaim(result.Task.Agent, verdicts.On(finding, result.Task.Shard))));
        var (standing, refuted) = Check(layout, claims, cancellationToken);
        var kept = PolicyApplication.Apply(order.Policy, layout, FindingMerge.Merge(standing));
        // What one verifier refuted and another did not stands.
        var fallen = FindingMerge.Merge(refuted).ExceptBy(kept.Select(claim => claim.Finding.Fingerprint), claim => claim.Finding.Fingerprint).ToList();
        return new Verification.Verified(order.Agents.Select(agent => Write(layout, agent, kept, fallen)).ToValueArray());
    }

    private static TaskResult? ReadResult(ReviewLayout layout, TaskId task, string recorded, out string problem)
    {
        try
        {
            var result = WorkspaceFile.TryReadJson(layout.TaskResult(task), ProtocolJson.Indented.TaskResult, out var digest);
            problem = result is null ? "its result file is gone" : "its result file is not the one that was recorded";
            return digest == recorded ? result : null;
        }
        catch (DamagedFileException e)
        {
            problem = e.Message;
            return null;
        }
    }

    // File by file, so that each is read once.
    private static (List<AgentClaim> Standing, List<AgentClaim> Refuted) Check(
        ReviewLayout layout, IEnumerable<AgentClaim> claims, CancellationToken cancellationToken)
    {
        List<AgentClaim> standing = [], refuted = [];
        foreach (var file in claims.GroupBy(claim => claim.Finding.Path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var source = ReviewedSource.TryRead(layout, file.Key);
            foreach (var claim in file)
            {
                var finding = Ground(claim.Finding, source) with { Flow = claim.Finding.Flow.Where(step => StandsInCommit(layout, step)).ToValueArray() };
                (finding.Verdict is { Refuted: true } ? refuted : standing).Add(claim with { Finding = finding });
            }
        }

        return (standing, refuted);
    }

    private static Finding Ground(Finding finding, SourceText? source)
    {
        if (source is null)
            return Refute(finding, "There is no such file in the commit.");
        return Protocol.Findings.Grounding.Locate(source, new LineRange(finding.StartLine, finding.EndLine), finding.Quote) switch
        {
            GroundingResult.Grounded at => Anchor(finding, at, source),
            // Its own words tell an agent how to quote; here a person reads.
            GroundingResult.Refused => Refute(finding, "The quoted code does not stand in the file."),
            var unknown => throw new InvalidOperationException($"'{unknown}' is no outcome of grounding."),
        };
    }

    // Its identity is that of the code it quotes, not of the code it may have meant.
    private static Finding Refute(Finding finding, string reason) => finding with
    {
        Verdict = new Verdict(true, reason, Grounding),
        Fingerprint = Fingerprint.Of(finding.Rule, finding.Path, finding.Quote),
    };

    private static Finding Anchor(Finding finding, GroundingResult.Grounded at, SourceText source) => finding with
    {
        StartLine = at.Lines.StartLine,
        EndLine = at.Lines.EndLine,
        Quote = at.Quote,
        Fingerprint = Fingerprint.Of(finding.Rule, finding.Path, at.Quote),
        AlsoAt = finding.AlsoAt.Where(lines => StandsAt(source, lines, at.Quote)).ToValueArray(),
    };

    private static bool StandsInCommit(ReviewLayout layout, FlowStep step) =>
        step.Line >= 1 && ReviewedSource.TryRead(layout, step.Path) is { } source && step.Line <= source.LineCount;

    private static bool StandsAt(SourceText source, LineRange lines, string quote) =>
        Protocol.Findings.Grounding.Locate(source, lines, quote) is GroundingResult.Grounded found && found.Lines == lines;

    private static VerifiedAgent Write(ReviewLayout layout, AgentName agent, IReadOnlyList<AgentClaim> kept, List<AgentClaim> refuted)
    {
        var findings = new AgentFindings
        {
            Agent = agent,
            Findings = Of(agent, kept.Where(claim => claim.Finding.Suppression is null)),
            Refuted = Of(agent, refuted),
            Suppressed = Of(agent, kept.Where(claim => claim.Finding.Suppression is not null)),
        };
        var digest = WorkspaceFile.WriteJson(layout.Findings(agent), findings, ProtocolJson.Indented.AgentFindings);
        return new VerifiedAgent(agent, findings.Findings.Count, findings.Refuted.Count, digest);
    }

    private static ValueArray<Finding> Of(AgentName agent, IEnumerable<AgentClaim> claims) =>
        claims.Where(claim => claim.Agent == agent).Select(claim => claim.Finding).Order(Finding.ReportOrder).ToValueArray();
}
