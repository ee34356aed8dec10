using System.Text.Json;
using CodeReview.Agents.Tools;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;

namespace CodeReview.Agents.Conversations;

/// <summary>What happened in a task's conversations with a model. Each is on disk before anything is done because of it.</summary>
internal abstract record ConversationEvent
{
    private ConversationEvent()
    {
    }

    /// <summary>A conversation began; the one before it, if any, is over.</summary>
    /// <param name="Head">What every request of it begins with.</param>
    /// <param name="Because">Why there is another one; null where it is the first on its topic.</param>
    public sealed record Opened(ConversationHead Head, Reopening? Because = null) : ConversationEvent;

    /// <summary>The model answered.</summary>
    /// <param name="Message">Its message as the model's client gave it, thinking and signatures included.</param>
    /// <param name="Stop">Why it stopped, in the words of the client.</param>
    /// <param name="Usage">What the answer took.</param>
    public sealed record Answered(JsonElement Message, string Stop, Usage Usage) : ConversationEvent;

    /// <summary>A call of a tool was answered, or refused.</summary>
    public sealed record CallAnswered(string CallId, string Tool, string Text, bool IsRefused, ValueArray<ToolNote> Notes) : ConversationEvent;

    /// <summary>We told the model something that it had not asked for.</summary>
    public sealed record Told(string Text) : ConversationEvent;

    /// <summary>The conversation on a topic is over.</summary>
    public sealed record Ended(string Topic, EndReason Reason, string Detail) : ConversationEvent;
}

/// <summary>What a conversation is about and with whom. Two that differ in it are two conversations.</summary>
/// <param name="Topic">What it is about, unique in the task.</param>
/// <param name="Model">The model, as the request names it.</param>
/// <param name="System">The system prompt.</param>
/// <param name="Task">The first message.</param>
/// <param name="ToolsDigest">The digest of the tools' declarations.</param>
/// <param name="Marker">The mark of repository text: drawn once a task, so that no author of a file can know it.</param>
internal sealed record ConversationHead(string Topic, string Model, string System, string Task, string ToolsDigest, string Marker);

/// <summary>Why a conversation was begun anew.</summary>
internal enum Reopening
{
    /// <summary>The prompt, the model or the tools are others than when it began.</summary>
    Changed,

    /// <summary>The model's context was full; what was found and read so far is known without it.</summary>
    ContextFull,
}

/// <summary>Why a conversation ended.</summary>
internal enum EndReason
{
    /// <summary>The model said that it is done.</summary>
    Finished,

    /// <summary>A budget was used up.</summary>
    BudgetSpent,

    /// <summary>The model refused to go on.</summary>
    ModelRefused,

    /// <summary>The model went on answering without doing anything.</summary>
    NoProgress,
}
