using CodeReview.Agents.Models;
using CodeReview.Agents.Tools;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Conversations;

/// <summary>
/// Leads one conversation to its end. Every step is taken from the transcript and leaves an event in it, so that the loop may be
/// killed between any two and begun again anywhere.
/// </summary>
internal sealed class ConversationLoop(Transcript transcript, Toolbox toolbox, ModelCalls model, TaskBudget budget, ReviewTools tools)
{
    /// <summary>Goes on with the conversation on the head's topic, or begins it.</summary>
    /// <param name="head">How the conversation begins, as it would today.</param>
    /// <param name="reopened">The first message of one that is begun anew: what is known so far, so that it need not be found again.</param>
    /// <param name="suspend">Asks to stop before the next request to the model.</param>
    /// <returns>How it ended; null where it was suspended.</returns>
    public async Task<ConversationEvent.Ended?> RunAsync(ConversationHead head, Func<string> reopened, CancellationToken suspend)
    {
        if (transcript.Conversation.Ended.TryGetValue(head.Topic, out var before))
            return before;
        Begin(head, reopened);
        tools.ReportUsage(transcript.Conversation.Usage);
        while (true)
        {
            switch (transcript.Conversation.Next(budget, model.Limits.ContextTokens))
            {
                case ConversationStep.Over:
                    return transcript.Conversation.Ended[head.Topic];
                case ConversationStep.Call call:
                    transcript.Append(toolbox.Answer(call.What));
                    break;
                case ConversationStep.Tell tell:
                    transcript.Append(new ConversationEvent.Told(tell.Text));
                    break;
                case ConversationStep.End end:
                    transcript.Append(new ConversationEvent.Ended(head.Topic, end.Reason, end.Detail));
                    break;
                case ConversationStep.Reopen reopen:
                    Reopen(head, reopen.Because, reopened);
                    break;
                // What others take counts too. Their word may be a minute old on a mount; that tasks do not begin is for the grain to see to.
                case ConversationStep.Ask when budget.Review?.Exhausted(transcript.Conversation.Usage + tools.UsageOfOthers()) is { } spent:
                    transcript.Append(new ConversationEvent.Ended(head.Topic, EndReason.BudgetSpent, spent));
                    break;
                case ConversationStep.Ask when suspend.IsCancellationRequested:
                    return null;
                case ConversationStep.Ask:
                    await AskAsync(head, reopened, suspend);
                    break;
            }
        }
    }

    private void Begin(ConversationHead head, Func<string> reopened)
    {
        var conversation = transcript.Conversation;
        if (conversation.Head?.Topic != head.Topic)
            transcript.Append(new ConversationEvent.Opened(head));
        // One that was begun anew has another first message, which stands.
        else if (conversation.Head != head && (conversation.Because is null || conversation.Head with { Task = head.Task } != head))
            Reopen(head, Reopening.Changed, reopened);
    }

    private void Reopen(ConversationHead head, Reopening because, Func<string> reopened)
    {
        if (because is Reopening.Changed)
            toolbox.ForgetReads();
        transcript.Append(new ConversationEvent.Opened(head with { Task = reopened() }, because));
    }

    private async Task AskAsync(ConversationHead head, Func<string> reopened, CancellationToken suspend)
    {
        try
        {
            transcript.Append(await model.AskAsync(transcript.Conversation.Messages, toolbox.Declarations, suspend));
            tools.ReportUsage(transcript.Conversation.Usage);
        }
        // Only one that has grown can be made smaller by beginning anew.
        catch (ContextOverflowException) when (transcript.Conversation.Messages.Count > 2)
        {
            Reopen(head, Reopening.ContextFull, reopened);
        }
    }
}
