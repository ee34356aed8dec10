using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Verifying;

/// <summary>
/// What verifiers concluded, by shard and fingerprint. Where the verifier of a shard did not come to work, each finding that it was to
/// look at says so and stands.
/// </summary>
internal sealed class Verdicts(IEnumerable<TaskResult> results, VerificationOrder order)
{
    private readonly Dictionary<(ShardId Shard, Fingerprint Fingerprint), GivenVerdict> _given = results
        .SelectMany(result => result.Verdicts.Select(verdict => (result.Task.Shard, Verdict: verdict)))
        .ToDictionary(pair => (pair.Shard, pair.Verdict.Fingerprint), pair => pair.Verdict);

    /// <summary>The finding of a shard's task, with its verdict where it has one.</summary>
    public Finding On(Finding finding, ShardId shard)
    {
        if (_given.TryGetValue((shard, finding.Fingerprint), out var given))
            return finding with { Verdict = given.Verdict, Confidence = finding.Confidence < given.Confidence ? finding.Confidence : given.Confidence };
        return order.Unverified.TryGetValue(shard, out var reason) && order.Options.Covers(finding)
            ? finding with { Verdict = new Verdict(Refuted: false, $"It was not verified: {reason}", AgentName.Verifier.Value, Unverified: true) }
            : finding;
    }
}
