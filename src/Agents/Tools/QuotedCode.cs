using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Secrets;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Tools;

/// <summary>Code that somebody quoted, found where it stands.</summary>
/// <param name="Path">The file.</param>
/// <param name="Source">Its text.</param>
/// <param name="Place">The lines, and the code as it stands there.</param>
internal sealed record QuotedCode(WorkspacePath Path, SourceText Source, GroundingResult.Grounded Place)
{
    /// <summary>Finds the quote at the lines or, where those were miscounted, near them; else says what is wrong.</summary>
    public static ToolResult<QuotedCode> Find(ReviewFiles files, string file, LineRange lines, string quote)
    {
        if (!files.Find(file).IsAnswer(out var path, out var refusal) || !files.Peek(path).IsAnswer(out var source, out refusal))
            return refusal;
        if (lines.StartLine < 1 || lines.EndLine < lines.StartLine || lines.StartLine > source.LineCount)
            return new Refusal($"Lines {lines.StartLine} to {lines.EndLine} do not exist: {path} has {source.LineCount} lines.");
        return Locate(source, lines, quote) switch
        {
            GroundingResult.Grounded grounded => new QuotedCode(path, source, grounded),
            GroundingResult.Refused refused => new Refusal(refused.Reason),
            var other => throw new InvalidOperationException($"Grounding answered {other}."),
        };
    }

    // A model was shown the file with its secrets masked, and quotes what it saw; what it saw stands at the same lines of the file.
    private static GroundingResult Locate(SourceText source, LineRange near, string quote)
    {
        var located = Grounding.Locate(source, near, quote);
        return located is GroundingResult.Refused && quote.Contains(SecretScan.MaskEnd, StringComparison.Ordinal)
            && Grounding.Locate(new SourceText(SecretScan.MaskAll(source.Text)), near, quote) is GroundingResult.Grounded masked
            ? Grounding.Locate(source, masked.Lines, source.Lines(masked.Lines.StartLine, masked.Lines.EndLine))
            : located;
    }
}
