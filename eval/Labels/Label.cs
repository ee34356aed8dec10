using System.Text.Json.Serialization;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Eval.Labels;

/// <summary>What a label says of its lines.</summary>
internal enum Tier
{
    /// <summary>A flaw that a good review finds: counts for recall.</summary>
    [JsonStringEnumMemberName("core")]
    Core,

    /// <summary>True, and nobody is blamed for not saying it: no false alarm, and not counted for recall.</summary>
    [JsonStringEnumMemberName("extra")]
    Extra,

    /// <summary>Looks like a flaw and is none: a finding there is a false alarm.</summary>
    [JsonStringEnumMemberName("trap")]
    Trap,
}

/// <summary>What is known of some lines of a repository.</summary>
/// <param name="Id">Names the label within its file.</param>
/// <param name="Tier">What it says.</param>
/// <param name="Path">The file.</param>
/// <param name="StartLine">The first line, from 1.</param>
/// <param name="EndLine">The last line, inclusive.</param>
/// <param name="Cwe">Every weakness, <c>CWE-89</c>, that names the flaw rightly; a finding has to name one of them.</param>
/// <param name="Note">Why, for people.</param>
internal sealed record Label(string Id, Tier Tier, WorkspacePath Path, int StartLine, int EndLine, ValueArray<string> Cwe, string? Note = null)
{
    /// <summary>How many lines lie between the label and a finding; 0 where they touch, null where the finding is about something else.</summary>
    public int? DistanceTo(Finding finding) => finding.Path != Path || !Cwe.Contains(finding.Cwe)
        ? null
        : Math.Max(0, Math.Max(StartLine - finding.EndLine, finding.StartLine - EndLine));
}

/// <summary>The content of a <c>*.labels.json</c>: a repository and what is known of it.</summary>
internal sealed record LabelledRepository
{
    /// <summary>The version of this format.</summary>
    public required int Schema { get; init; }

    /// <summary>A folder beside the file, or the path or URL of a Git repository.</summary>
    public required string Repository { get; init; }

    /// <summary>The branch, tag or commit of a Git repository.</summary>
    public string? Ref { get; init; }

    /// <summary>The labels.</summary>
    public required ValueArray<Label> Labels { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(ValueArrayConverter<Label>), typeof(ValueArrayConverter<string>)])]
[JsonSerializable(typeof(LabelledRepository))]
[JsonSerializable(typeof(Label))]
[JsonSerializable(typeof(string))]
internal sealed partial class LabelJson : JsonSerializerContext;
