using CodeReview.Protocol.Json;

namespace CodeReview.Orchestrator.Summarizing.Timelines;

/// <summary>
/// The life of a review as a picture shows it: what was alive when, what it did and what it cost. Positions run from 0 to
/// <see cref="TimelineScale.Width"/>; times in which nothing happened are drawn short. Bounded, however long the journal is.
/// </summary>
public sealed record ReviewTimeline
{
    /// <summary>A timeline of nothing.</summary>
    public static ReviewTimeline None { get; } = new() { Told = "" };

    /// <summary>The whole of it in a sentence, for those who do not see the picture.</summary>
    public required string Told { get; init; }

    /// <summary>The stages the review went through.</summary>
    public ValueArray<StageSpan> Stages { get; init; }

    /// <summary>Its activations as bars; those that touch and ended alike share one.</summary>
    public ValueArray<ActivationBar> Activations { get; init; }

    /// <summary>How many activations there were.</summary>
    public int ActivationCount { get; init; }

    /// <summary>Its activations as rows of a table: the first and the last where there are many.</summary>
    public ValueArray<ActivationRow> Listed { get; init; }

    /// <summary>How many tasks were under way, from each point on.</summary>
    public ValueArray<ValueArray<decimal>> Tasks { get; init; }

    /// <summary>The most that were under way at once.</summary>
    public int MostTasks { get; init; }

    /// <summary>What had been paid for, from each point on, in US dollars.</summary>
    public ValueArray<ValueArray<decimal>> Cost { get; init; }

    /// <summary>What was paid for in all.</summary>
    public decimal Usd { get; init; }

    /// <summary>What failed on the way.</summary>
    public ValueArray<TroubleMark> Marks { get; init; }

    /// <summary>Times that are drawn shorter than they were.</summary>
    public ValueArray<TimelineMark> Gaps { get; init; }

    /// <summary>The axis: time since the beginning.</summary>
    public ValueArray<TimelineMark> Ticks { get; init; }
}

/// <summary>A stage from one position to another.</summary>
public sealed record StageSpan(string Name, decimal From, decimal To, string Lasted);

/// <summary>One activation, or several that touch: <c>alive</c>, <c>crashed</c> or <c>open</c>.</summary>
public sealed record ActivationBar(decimal From, decimal To, string Kind, string Text);

/// <summary>One activation in words.</summary>
public sealed record ActivationRow(string Token, string Began, string Lasted, int Events, string Ended);

/// <summary>Something that failed.</summary>
public sealed record TroubleMark(decimal At, string When, string Text);

/// <summary>A text at a position.</summary>
public sealed record TimelineMark(decimal At, string Text);
