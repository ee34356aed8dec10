using System.Text.Json.Serialization;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Tools;

/// <summary>
/// What a call left behind in the tools. Kept in the transcript beside the call's answer, so that a resumed task knows what was read
/// and found without calling anything again.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "note")]
[JsonDerivedType(typeof(LinesShown), "lines_shown")]
[JsonDerivedType(typeof(FileSkipped), "file_skipped")]
[JsonDerivedType(typeof(FileNotReached), "file_not_reached")]
[JsonDerivedType(typeof(FindingAccepted), "finding_accepted")]
[JsonDerivedType(typeof(FinishCalled), "finish_called")]
[JsonDerivedType(typeof(VerdictGiven), "verdict_given")]
internal abstract record ToolNote
{
    private ToolNote()
    {
    }

    /// <summary>These lines were shown in full, of a file of so many.</summary>
    public sealed record LinesShown(WorkspacePath Path, ValueArray<LineRange> Lines, int LineCount) : ToolNote;

    /// <summary>The file is nothing that can be reviewed.</summary>
    public sealed record FileSkipped(WorkspacePath Path, string Reason) : ToolNote;

    /// <summary>The file could not be read this time.</summary>
    public sealed record FileNotReached(WorkspacePath Path, string Reason) : ToolNote;

    /// <summary>The finding as it stood after the claim was accepted and merged with what was known.</summary>
    public sealed record FindingAccepted(Finding Finding) : ToolNote;

    /// <summary>The task was said to be done; not accepted while files are unread and that was not said yet.</summary>
    public sealed record FinishCalled(bool IsAccepted) : ToolNote;

    /// <summary>A verdict on a finding was given and stands.</summary>
    public sealed record VerdictGiven(GivenVerdict Verdict) : ToolNote;
}

/// <summary>Collects the notes of one call.</summary>
internal sealed class ToolNotes
{
    private readonly List<ToolNote> _notes = [];

    public void Add(ToolNote note) => _notes.Add(note);

    /// <summary>The notes since the last call of this method.</summary>
    public ValueArray<ToolNote> Take()
    {
        var taken = _notes.ToValueArray();
        _notes.Clear();
        return taken;
    }
}
