using System.Globalization;
using System.Text;
using CodeReview.Agents.Conversations;
using CodeReview.Agents.Models;
using CodeReview.Agents.Prompts;
using CodeReview.Agents.Tools;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Engines;

/// <summary>
/// Tries to refute what the finders of a shard found, each finding in a conversation of its own that has seen nothing of the others.
/// All of them are on the task's one event log: killed anywhere, it goes on with the finding that it was at, and gives no verdict twice.
/// </summary>
internal sealed class VerifierEngine(ModelCalls model, PromptCatalog prompts, ILogFiles files, TimeProvider time) : IReviewEngine
{
    // A second look follows one claim; what it cannot settle in so many answers it will not settle.
    private const int MaxTurns = 20;

    public IReadOnlyCollection<AgentName> Agents => [AgentName.Verifier];

    public async Task<EngineRun> ReviewAsync(EngineTask task, CancellationToken suspend)
    {
        var input = task.Order.Verification ?? throw new InvalidOperationException("A verifier was given nothing to verify.");
        var findings = ToBeVerified(task.Review, input);
        using var transcript = Transcript.Open(task.Transcript, files, time, task.Tools);
        var evidence = Evidence.With(transcript.Conversation.Head?.Marker);
        var toolbox = new Toolbox(task.Tools, [.. ReadingTools.Of(task.Tools, evidence), .. VerifyingTools.Of(task.Tools)]);
        var loop = new ConversationLoop(transcript, toolbox, model, task.Budget with { Turns = Math.Min(MaxTurns, task.Budget.Turns) }, task.Tools);
        task.Tools.ReportProgress("verifying");
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (agent, finding) in findings)
        {
            task.Tools.Judge(finding, task.Order.Model);
            var head = new ConversationHead(
                finding.Fingerprint.Value, task.Order.Model, evidence.In(prompts.Verifier), Assignment(agent, finding, evidence), toolbox.Digest, evidence.Marker);
            if (await loop.RunAsync(head, () => head.Task, suspend) is not { } ended)
                return new EngineRun(IsSuspended: true, transcript.Conversation.Usage);
            if (ended.Reason is EndReason.Finished)
                continue;
            task.Tools.LeaveOpen(ended.Detail);
            open.Add(ended.Detail);
        }

        transcript.Close();
        return new EngineRun(IsSuspended: false, transcript.Conversation.Usage)
        {
            Remark = open.Count is 0 ? null : $"Not every finding was verified: {string.Join("; ", open.Order(StringComparer.Ordinal))}.",
        };
    }

    private static IEnumerable<AgentClaim> ToBeVerified(ReviewLayout review, VerificationInput input) => FindingMerge
        .Merge(input.Results.SelectMany(result => ReadResult(review, result).Findings.Select(finding => new AgentClaim(result.Task.Agent, finding))))
        .Where(claim => input.Options.Covers(claim.Finding))
        .OrderBy(claim => claim.Finding, Finding.ReportOrder);

    private static TaskResult ReadResult(ReviewLayout review, FinishedTask finished)
    {
        var path = review.TaskResult(finished.Task);
        var result = WorkspaceFile.TryReadJson(path, ProtocolJson.Default.TaskResult, out var digest);
        // On a mount what was written over may be seen late, so this is not for good; the orchestrator looks at the digests in the end.
        return result is not null && digest == finished.ResultDigest ? result : throw new FileNotFoundException($"'{path}' is not (yet) what was recorded.", path);
    }

    // Not how sure the finder was, nor why: that would be taken over.
    private static string Assignment(AgentName agent, Finding finding, Evidence evidence)
    {
        var claim = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{finding.Path}, lines {finding.StartLine} to {finding.EndLine}\n")
            .Append(CultureInfo.InvariantCulture, $"{finding.Rule}{(finding.Cwe is null ? "" : $", {finding.Cwe}")}: {finding.Title}\n\n")
            .Append(CultureInfo.InvariantCulture, $"{finding.Description}\n\nHarm: {finding.SeverityReason}\n\nQuoted code:\n{finding.Quote}\n");
        return $"Check this claim of the agent '{agent}'.\n{evidence.Of("claim", claim.ToString())}\n";
    }
}
