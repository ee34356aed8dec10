namespace CodeReview.Protocol.Journaling;

/// <summary>One event of a log.</summary>
/// <param name="SequenceNumber">From 1, without gaps.</param>
/// <param name="Type">The stable name of the event's format, with its version: <c>planned.1</c>. Never a type of this code.</param>
/// <param name="Payload">The event as a JSON object, UTF-8, on one line.</param>
/// <param name="At">When it was written, by the writer's clock: for people, nothing decides by it.</param>
/// <param name="Token">The activation that wrote it.</param>
public sealed record LogEntry(long SequenceNumber, string Type, ReadOnlyMemory<byte> Payload, DateTimeOffset At, int Token);

/// <summary>An event to append; the log gives it its number.</summary>
/// <param name="Type">See <see cref="LogEntry.Type"/>.</param>
/// <param name="Payload">See <see cref="LogEntry.Payload"/>.</param>
public sealed record NewLogEntry(string Type, ReadOnlyMemory<byte> Payload);
