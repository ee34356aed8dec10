using System.Globalization;
using System.Text;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Tools;

/// <summary>Some lines of a file, numbered.</summary>
/// <param name="Text">Each line as its number, a tab, and the line.</param>
/// <param name="FirstLine">The first line shown.</param>
/// <param name="LastLine">The last line shown.</param>
/// <param name="LineCount">How many lines the file has.</param>
/// <param name="More">How to go on; null at the end of the file.</param>
internal sealed record FileLines(string Text, int FirstLine, int LastLine, int LineCount, string? More);

/// <summary>The tool <c>read_file</c>.</summary>
internal sealed class ReadFile(ReviewFiles files, ReadLedger ledger)
{
    private const int MaxLines = 1_000;
    private const int MaxCharacters = 60_000;
    private const int MaxLineLength = 2_000;

    public ToolResult<FileLines> Call(string path, int offset = 1, int limit = MaxLines)
    {
        if (!files.Find(path).IsAnswer(out var found, out var refusal) || !files.Open(found).IsAnswer(out var source, out refusal))
            return refusal;
        if (offset < 1 || offset > source.LineCount || limit < 1)
            return new Refusal($"{found} has {source.LineCount} lines: the offset is 1 to {source.LineCount}, the limit at least 1.");
        return Show(found, source, offset, Math.Min(limit, MaxLines));
    }

    private FileLines Show(WorkspacePath path, SourceText source, int offset, int limit)
    {
        var (text, whole, line) = (new StringBuilder(), new List<int>(), offset);
        for (; line <= source.LineCount && line < offset + limit && text.Length < MaxCharacters; line++)
        {
            var content = source.Line(line);
            text.Append(CultureInfo.InvariantCulture, $"{line}\t").Append(content[..Math.Min(MaxLineLength, content.Length)]);
            if (content.Length <= MaxLineLength)
                whole.Add(line);
            else
                text.Append(CultureInfo.InvariantCulture, $"… ({content.Length - MaxLineLength} more characters on this line)");
            text.Append('\n');
        }

        ledger.Lines(path, whole, source.LineCount);
        var more = line > source.LineCount ? null : $"{source.LineCount - line + 1} more lines: go on with offset {line}.";
        return new FileLines(text.ToString(), offset, line - 1, source.LineCount, more);
    }
}
