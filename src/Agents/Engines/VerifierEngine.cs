using System.Globalization;
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
/// Gives each finding of a shard a second look, in a conversation of its own that knows nothing of how it was found. All of them stand
/// in one transcript, finding by finding.
/// </summary>
internal sealed class VerifierEngine(ModelCalls model, AgentPrompt prompt, ILogFiles files, TimeProvider time) : IReviewEngine
{
    public async Task<EngineRun> ReviewAsync(EngineTask task, CancellationToken suspend)
    {
        var desk = task.Tools.Verdicts;
        using var transcript = Transcript.Open(task.Transcript, files, time, task.Tools);
        var evidence = Evidence.With(transcript.Conversation.Head?.Marker);
        var toolbox = new Toolbox(task.Tools, [.. ReadingTools.Of(task.Tools, evidence), desk.Tool(task.Order.Model)]);
        var loop = new ConversationLoop(transcript, toolbox, model, task.Budget);
        foreach (var finding in ToVerify(task))
        {
            desk.Begin(finding);
            var first = Assignment(finding, evidence);
            var head = new ConversationHead(finding.Fingerprint.Value, task.Order.Model, evidence.In(prompt.Text), first, toolbox.Digest, evidence.Marker);
            if (await loop.RunAsync(head, () => first, suspend) is null)
                return new EngineRun(IsSuspended: true, transcript.Conversation.Usage);
        }

        transcript.Close();
        return new EngineRun(IsSuspended: false, transcript.Conversation.Usage) { Verdicts = desk.Verdicts };
    }

    private static IEnumerable<Finding> ToVerify(EngineTask task)
    {
        var scope = task.Order.Verify ?? throw new InvalidOperationException("A verifier's task says what to verify.");
        return scope.Results.SelectMany(finished => Findings(task, finished))
            .Where(finding => finding.Severity >= scope.From)
            .DistinctBy(finding => finding.Fingerprint)
            .Order(Finding.ReportOrder);
    }

    // A result that is not the recorded one is the grain's to repair: it makes the task anew.
    private static ValueArray<Finding> Findings(EngineTask task, FinishedTask finished) =>
        WorkspaceFile.TryReadJson(task.Review.TaskResult(finished.Task), ProtocolJson.Default.TaskResult, out var digest) is { } result && digest == finished.Digest
            ? result.Findings
            : [];

    private static string Assignment(Finding finding, Evidence evidence) => string.Create(CultureInfo.InvariantCulture, $"""
        The finding, as its author states it:
        {evidence.Of("a finding", $"""
        rule: {finding.Rule}{(finding.Cwe is null ? "" : $" ({finding.Cwe})")}
        severity: {finding.Severity}, since {finding.SeverityReason}
        place: {finding.Path}, lines {finding.StartLine} to {finding.EndLine}
        title: {finding.Title}
        description: {finding.Description}
        code:
        {finding.Quote}
        """)}
        """);
}
