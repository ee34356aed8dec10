using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Protocol.Findings;

/// <summary>How much harm follows if the finding is true. The order is the order of concern.</summary>
public enum Severity
{
    /// <summary>Worth a look when the code is touched anyway.</summary>
    [JsonStringEnumMemberName("LOW")]
    Low,

    /// <summary>Worth a change soon.</summary>
    [JsonStringEnumMemberName("MEDIUM")]
    Medium,

    /// <summary>Worth stopping a release for.</summary>
    [JsonStringEnumMemberName("HIGH")]
    High,
}

/// <summary>How sure it is that the finding is true. The order is the order of sureness.</summary>
public enum Confidence
{
    /// <summary>A lead that a person must judge.</summary>
    [JsonStringEnumMemberName("LOW")]
    Low,

    /// <summary>Likely, with a step that was not proven.</summary>
    [JsonStringEnumMemberName("MEDIUM")]
    Medium,

    /// <summary>The quoted code alone shows it.</summary>
    [JsonStringEnumMemberName("HIGH")]
    High,
}

/// <summary>One claim at one location, quoting the code that it is about.</summary>
public sealed record Finding
{
    /// <summary>The identity of this finding across runs; see <see cref="Findings.Fingerprint"/>.</summary>
    public required Fingerprint Fingerprint { get; init; }

    /// <summary>The stable kind of the finding, <c>family/name</c>, such as <c>sql-injection/string-concatenation</c>.</summary>
    public required RuleId Rule { get; init; }

    /// <summary>The weakness by its number in the Common Weakness Enumeration, <c>CWE-89</c>, where there is one.</summary>
    public string? Cwe { get; init; }

    /// <summary>How bad it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Why it is that bad, in a sentence.</summary>
    public required string SeverityReason { get; init; }

    /// <summary>How sure it is.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>Why it is that sure, in a sentence.</summary>
    public required string ConfidenceReason { get; init; }

    /// <summary>The claim in a line.</summary>
    public required string Title { get; init; }

    /// <summary>The claim in full: what happens, with what input, to what effect.</summary>
    public required string Description { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Recommendation { get; init; }

    /// <summary>The file.</summary>
    public required WorkspacePath Path { get; init; }

    /// <summary>The first line of the quote, from 1.</summary>
    public required int StartLine { get; init; }

    /// <summary>The last line of the quote, inclusive.</summary>
    public required int EndLine { get; init; }

    /// <summary>
    /// The code, exactly as it stands within those lines; lines are joined by <c>\n</c>. It begins on the first line and ends on
    /// the last, not necessarily at their ends: a secret, or a line of a thousand columns, is cut.
    /// </summary>
    public required string Quote { get; init; }

    /// <summary>Whether a fixed rule made the claim and is sure of it. Code decided that, so no model is asked about it unless the review wants it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SureByRule { get; init; }

    /// <summary>What an independent second look made of the claim, where there was one.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Why the finding is listed apart and not counted; absent where it is counted.</summary>
    public Suppression? Suppression { get; init; }

    /// <summary>The other places in the same file where the same claim was made about the same code.</summary>
    public ValueArray<LineRange> AlsoAt { get; init; }

    /// <summary>The way of the input to the quoted code, step by step, where whoever made the claim followed it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueArray<FlowStep> Flow { get; init; }

    /// <summary>The order in which findings are listed: the worst first, then by path, line and rule.</summary>
    public static IComparer<Finding> ReportOrder { get; } = Comparer<Finding>.Create(Compare);

    private static int Compare(Finding left, Finding right)
    {
        var order = right.Severity.CompareTo(left.Severity);
        if (order is 0)
            order = left.Path.CompareTo(right.Path);
        if (order is 0)
            order = left.StartLine.CompareTo(right.StartLine);
        if (order is 0)
            order = string.CompareOrdinal(left.Rule.Value, right.Rule.Value);
        return order is 0 ? string.CompareOrdinal(left.Fingerprint.Value, right.Fingerprint.Value) : order;
    }
}

/// <summary>Lines of a file, from 1, both ends inclusive.</summary>
/// <param name="StartLine">The first.</param>
/// <param name="EndLine">The last.</param>
public sealed record LineRange(int StartLine, int EndLine);

/// <summary>A step of a data flow.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Note">What happens there.</param>
public sealed record FlowStep(WorkspacePath Path, int Line, string Note);

/// <summary>What a verifier that tried to refute a finding concluded.</summary>
/// <param name="Refuted">Whether the claim fell.</param>
/// <param name="Reason">Why, with the code that shows it.</param>
/// <param name="By">Who looked: the engine and its model.</param>
/// <param name="ClaimedConfidence">How sure the finder was, where the verifier is less sure; absent where it agrees.</param>
/// <param name="Unverified">Whether nobody could look, so that the claim stands as it was made; the reason says why.</param>
public sealed record Verdict(
    bool Refuted,
    string Reason,
    string By,
    Confidence? ClaimedConfidence = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Unverified = false);

/// <summary>The stable kind of a finding: <c>family/name</c>, each of <c>a-z 0-9 -</c>, 80 characters at most.</summary>
[JsonConverter(typeof(TextValueConverter<RuleId>))]
public readonly record struct RuleId : ITextValue<RuleId>
{
    private readonly string? _value;

    private RuleId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This rule id was never given a value.");

    /// <summary>What the rule is about, whichever agent or language sees it: the part before the slash.</summary>
    public string Family => Value[..Value.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>Whether a name means this rule: its id, or <c>family/*</c>.</summary>
    public bool IsNamedBy(string name) => name == Value || (name.EndsWith("/*", StringComparison.Ordinal) && name.AsSpan(0, name.Length - 2).SequenceEqual(Family));

    /// <inheritdoc cref="ITextValue{TSelf}.TryParse"/>
    public static bool TryParse(string? text, out RuleId value, [NotNullWhen(false)] out string? problem)
    {
        var valid = text is { Length: <= 80 } && text.Split('/') is { Length: 2 } parts && parts.All(IsWord);
        value = valid ? new RuleId(text!) : default;
        problem = valid ? null : $"'{Shown.Of(text)}' is not a rule's id: family/name, each of a-z, 0-9 and '-', such as sql-injection/concatenation.";
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";

    private static bool IsWord(string part) =>
        part.Length > 0 && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-');
}
