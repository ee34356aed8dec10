using System.Collections.Immutable;
using CodeReview.Agents.Tools;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;
using Microsoft.Extensions.AI;

namespace CodeReview.Agents.Conversations;

/// <summary>
/// The conversations of a task as its transcript tells them. Pure: <see cref="Apply"/> says what an event changes,
/// <see cref="Next"/> what is to be done. So a task that was killed goes on with the very messages it had, and whoever was paid
/// for an answer is not paid for it again.
/// </summary>
/// <remarks>
/// <code>
/// | the conversation                            | next                                        |
/// | ------------------------------------------- | ------------------------------------------- |
/// | has ended                                   | Over                                        |
/// | has a call that is not answered             | Call it; calls are answered in their order  |
/// | was finished by the tool finish             | End                                         |
/// | took more than the budget                   | End                                         |
/// | ends in an answer that was refused          | End                                         |
/// | ends in an answer without a call            | Tell the model, a few times; then End       |
/// | fills the context                           | Reopen                                      |
/// | else                                        | Ask                                         |
/// </code>
/// Calls come before budgets: an answer that was paid for is used. A request never goes out with a call that has no answer.
/// </remarks>
internal sealed record Conversation
{
    /// <summary>How often in a row the model may answer without calling a tool that is there.</summary>
    public const int MaxIdleAnswers = 3;

    public static Conversation None { get; } = new();

    /// <summary>How the conversation began; null before the first.</summary>
    public ConversationHead? Head { get; init; }

    /// <summary>Why it was begun anew, where it was.</summary>
    public Reopening? Because { get; init; }

    /// <summary>The messages of the conversation, the system prompt first, without the answers of calls that others of the same turn wait for.</summary>
    public ImmutableList<ChatMessage> Messages { get; init; } = [];

    /// <summary>The calls that are not answered yet, in the model's order.</summary>
    public ImmutableList<FunctionCallContent> OpenCalls { get; init; } = [];

    /// <summary>The answers of this turn's calls, until all have one.</summary>
    public ImmutableList<AIContent> CallAnswers { get; init; } = [];

    /// <summary>Why the model stopped last.</summary>
    public string Stop { get; init; } = "";

    /// <summary>What the last request and its answer took of the context, in tokens.</summary>
    public long ContextTokens { get; init; }

    /// <summary>Answers in a row with nothing to carry out.</summary>
    public int IdleAnswers { get; init; }

    public bool IsFinished { get; init; }

    /// <summary>Answers on the topic, over all its conversations.</summary>
    public int Turns { get; init; }

    /// <summary>What the whole task has taken.</summary>
    public Usage Usage { get; init; } = Usage.None;

    /// <summary>The topics that are over, and how each ended.</summary>
    public ImmutableDictionary<string, ConversationEvent.Ended> Ended { get; init; } = ImmutableDictionary<string, ConversationEvent.Ended>.Empty;

    public Conversation Apply(ConversationEvent @event) => @event switch
    {
        ConversationEvent.Opened e => this with
        {
            Head = e.Head,
            Because = e.Because,
            Messages = [new ChatMessage(ChatRole.System, e.Head.System), new ChatMessage(ChatRole.User, e.Head.Task)],
            OpenCalls = [],
            CallAnswers = [],
            Stop = "",
            ContextTokens = 0,
            IdleAnswers = 0,
            IsFinished = false,
            Turns = e.Head.Topic == Head?.Topic ? Turns : 0,
        },
        ConversationEvent.Answered e => Answer(e),
        ConversationEvent.CallAnswered e => AnswerCall(e),
        ConversationEvent.Told e => this with { Messages = Messages.Add(new ChatMessage(ChatRole.User, e.Text)) },
        ConversationEvent.Ended e => this with { Ended = Ended.SetItem(e.Topic, e) },
        _ => throw new InvalidOperationException($"'{@event.GetType().Name}' is no event of a conversation."),
    };

    /// <summary>What is to be done.</summary>
    /// <param name="budget">What the task may take.</param>
    /// <param name="contextTokens">The most that a request may hold.</param>
    public ConversationStep Next(TaskBudget budget, long contextTokens)
    {
        if (Ended.ContainsKey(Head!.Topic))
            return new ConversationStep.Over();
        if (!OpenCalls.IsEmpty)
            return new ConversationStep.Call(OpenCalls[0]);
        if (IsFinished)
            return new ConversationStep.End(EndReason.Finished, "");
        if (Spent(budget) is { } spent)
            return new ConversationStep.End(EndReason.BudgetSpent, spent);
        if (Stop == ChatFinishReason.ContentFilter.Value)
            return new ConversationStep.End(EndReason.ModelRefused, "the model refused to go on");
        if (IdleAnswers >= MaxIdleAnswers)
            return new ConversationStep.End(EndReason.NoProgress, $"the model answered {IdleAnswers} times without calling a tool");
        if (Messages[^1].Role == ChatRole.Assistant)
            return new ConversationStep.Tell(Nudge);
        return ContextTokens > contextTokens ? new ConversationStep.Reopen(Reopening.ContextFull) : new ConversationStep.Ask();
    }

    private string Nudge => Stop == ChatFinishReason.Length.Value
        ? "Your answer was cut off at its limit. Go on in smaller steps: one tool call at a time."
        : "Only tool calls count: go on with one, or end the task with the tool that ends it.";

    private Conversation Answer(ConversationEvent.Answered answered)
    {
        var message = TranscriptJson.Thaw(answered.Message);
        var calls = message.Contents.OfType<FunctionCallContent>().ToImmutableList();
        return this with
        {
            Messages = Messages.Add(message),
            OpenCalls = calls,
            CallAnswers = [],
            Stop = answered.Stop,
            ContextTokens = answered.Usage.InputTokens + answered.Usage.OutputTokens,
            IdleAnswers = calls.IsEmpty ? IdleAnswers + 1 : IdleAnswers,
            Turns = Turns + answered.Usage.Turns,
            Usage = Usage + answered.Usage,
        };
    }

    private Conversation AnswerCall(ConversationEvent.CallAnswered answered)
    {
        var answers = CallAnswers.Add(TranscriptJson.Result(answered));
        var open = OpenCalls.RemoveAt(0);
        return this with
        {
            OpenCalls = open,
            CallAnswers = open.IsEmpty ? [] : answers,
            Messages = open.IsEmpty ? Messages.Add(new ChatMessage(ChatRole.Tool, [.. answers])) : Messages,
            IdleAnswers = answered.IsRefused ? IdleAnswers : 0,
            IsFinished = IsFinished || answered.Notes.Any(note => note is ToolNote.FinishCalled { IsAccepted: true } or ToolNote.VerdictGiven),
        };
    }

    private string? Spent(TaskBudget budget) => Usage switch
    {
        _ when Turns >= budget.Turns => $"the budget of {budget.Turns} turns is spent",
        var usage when usage.InputTokens + usage.OutputTokens >= budget.Tokens => $"the budget of {budget.Tokens} tokens is spent",
        var usage when usage.Usd >= budget.Usd => $"the budget of {budget.Usd} US dollars is spent",
        _ => null,
    };
}

/// <summary>What a conversation needs next.</summary>
internal abstract record ConversationStep
{
    private ConversationStep()
    {
    }

    /// <summary>Send the messages to the model.</summary>
    public sealed record Ask : ConversationStep;

    /// <summary>Carry out a call.</summary>
    public sealed record Call(FunctionCallContent What) : ConversationStep;

    /// <summary>Tell the model something.</summary>
    public sealed record Tell(string Text) : ConversationStep;

    /// <summary>Begin anew.</summary>
    public sealed record Reopen(Reopening Because) : ConversationStep;

    /// <summary>Record that it is over.</summary>
    public sealed record End(EndReason Reason, string Detail) : ConversationStep;

    /// <summary>Nothing.</summary>
    public sealed record Over : ConversationStep;
}
