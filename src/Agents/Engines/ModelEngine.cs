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
/// Reviews by a model. One conversation a task, on the task's own event log: killed anywhere, it goes on in another process with the
/// same messages.
/// </summary>
internal sealed class ModelEngine(ModelCalls model, PromptCatalog prompts, ILogFiles files, TimeProvider time) : IReviewEngine
{
    private const string Topic = "review";

    public IReadOnlyCollection<AgentName> Agents { get; } = [.. prompts.Agents.Select(prompt => prompt.Name)];

    public async Task<EngineRun> ReviewAsync(EngineTask task, CancellationToken suspend)
    {
        var tools = task.Tools;
        var prompt = prompts.Find(tools.Task.Agent) ?? throw new UnknownAgentException(tools.Task.Agent, Agents);
        using var transcript = Transcript.Open(task.Transcript, files, time, tools);
        var evidence = Evidence.With(transcript.Conversation.Head?.Marker);
        var leads = RuleLeads.Take(tools, evidence);
        var toolbox = new Toolbox(tools, [.. ReadingTools.Of(tools, evidence), .. ReportingTools.Of(tools, evidence)]);
        var head = new ConversationHead(
            Topic,
            task.Order.Model,
            evidence.In($"{prompts.Reviewer}\n{prompt.Text}"),
            $"{Assignment(tools, evidence)}{leads}",
            toolbox.Digest,
            evidence.Marker);
        tools.ReportProgress("reading");
        var loop = new ConversationLoop(transcript, toolbox, model, task.Budget, tools);
        var ended = await loop.RunAsync(head, () => $"{Assignment(tools, evidence)}{leads}{SoFar(tools, evidence)}", suspend);
        transcript.Close();
        if (ended is { Reason: not EndReason.Finished })
            GiveUpWhatWasRead(tools);
        return new EngineRun(ended is null, transcript.Conversation.Usage) { Remark = Remark(ended, transcript.Conversation) };
    }

    private static string Assignment(ReviewTools tools, Evidence evidence)
    {
        var files = new StringBuilder();
        foreach (var file in tools.Shard.Files)
            files.Append(CultureInfo.InvariantCulture, $"{file.Path}\t{file.Bytes} bytes\t{file.Language}\n");
        return $"Review these {tools.Shard.Files.Count} files.\n{evidence.Of("file names", files.ToString())}\n";
    }

    // What a conversation that is begun anew has to know of the one before it: all that the tools know.
    private static string SoFar(ReviewTools tools, Evidence evidence)
    {
        var known = new StringBuilder();
        foreach (var finding in tools.Findings)
            known.Append(CultureInfo.InvariantCulture, $"{finding.Path}:{finding.StartLine} {finding.Rule}: {finding.Title}\n");
        var unread = string.Join('\n', tools.Unread.Select(file => $"{file.Path}: {file.Reason}"));
        return $"\nYou have begun this task already. Reported so far:\n{evidence.Of("findings", known.ToString())}\nStill to be read:\n{evidence.Of("file names", unread)}\n";
    }

    // Shown is not judged: whoever stopped early may have had something to say of any of them.
    private static void GiveUpWhatWasRead(ReviewTools tools)
    {
        foreach (var file in tools.Fates.Where(file => file.Fate is FileFate.Read))
            tools.GiveUp(TextValue.Parse<WorkspacePath>(file.Path), "it was read, but the review of it was not finished");
    }

    private static string? Remark(ConversationEvent.Ended? ended, Conversation conversation)
    {
        var early = ended is null or { Reason: EndReason.Finished } ? null : $"The model did not finish: {ended.Detail}.";
        var anew = conversation.Because is Reopening.Changed ? "The prompt, the model or the tools had changed, so the conversation was begun anew." : null;
        return early is null || anew is null ? early ?? anew : $"{early} {anew}";
    }
}
