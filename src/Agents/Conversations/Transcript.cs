using System.Text.Json;
using CodeReview.Agents.Tools;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Conversations;

/// <summary>A task's conversations on its event log. One process at a time owns it: whoever opens it takes it from the one before.</summary>
internal sealed class Transcript : IDisposable
{
    private readonly EventLog _log;

    private Transcript(EventLog log) => _log = log;

    public Conversation Conversation { get; private set; } = Conversation.None;

    /// <summary>Opens the log and brings the tools to where the events left them.</summary>
    /// <exception cref="DamagedFileException">The log holds what this version cannot read.</exception>
    public static Transcript Open(string folder, ILogFiles files, TimeProvider time, ReviewTools tools)
    {
        var transcript = new Transcript(EventLog.Activate(folder, $"{Environment.MachineName}/{Environment.ProcessId}", files, time));
        try
        {
            foreach (var entry in transcript._log.Read(1, long.MaxValue))
                transcript.Recover(TranscriptJson.Read(entry.Type, entry.Payload.Span), tools);
            return transcript;
        }
        catch (JsonException e)
        {
            transcript.Dispose();
            throw new DamagedFileException(folder, e.Message, e);
        }
        catch
        {
            transcript.Dispose();
            throw;
        }
    }

    /// <summary>Writes an event down, and only then lets it count.</summary>
    /// <exception cref="StaleActivationException">Another process has taken the task over.</exception>
    public void Append(ConversationEvent @event)
    {
        var written = TranscriptJson.Write(@event);
        _log.Append([written]);
        // Read back, not taken as it is: what a resumed task will send is what this one sends.
        Conversation = Conversation.Apply(TranscriptJson.Read(written.Type, written.Payload.Span));
    }

    /// <summary>Lets the task go, so that the next owner has nothing to seal.</summary>
    public void Close() => _log.Close();

    public void Dispose() => _log.Dispose();

    private void Recover(ConversationEvent @event, ReviewTools tools)
    {
        Conversation = Conversation.Apply(@event);
        // Another prompt or model has not seen what the one before it read.
        if (@event is ConversationEvent.Opened { Because: Reopening.Changed })
            tools.ForgetReads();
        if (@event is ConversationEvent.CallAnswered answered)
            tools.Restore(answered.Notes);
    }
}
