using System.Text.Json;
using System.Text.Json.Serialization;
using CodeReview.Orchestrator.Verifying;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Secrets;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Summarizing.Html;

/// <summary>
/// The code around what findings quote, out of the work tree: a few lines, long ones cut, secrets masked as in prompts, and nothing
/// that shows as nothing or as something else.
/// </summary>
internal sealed class CodeExcerpts(ReviewLayout layout)
{
    private const int Around = 4;
    private const int MaxLines = 40;
    private const int MaxColumns = 240;
    private const int MaxSteps = 30;
    private (WorkspacePath? Path, SourceText? Masked) _last;

    /// <summary>The excerpts of findings in one file.</summary>
    public IEnumerable<(Finding Finding, CodeExcerpt Excerpt)> Of(WorkspacePath path, IReadOnlyList<Finding> findings)
    {
        var (source, masked) = Read(path);
        return findings.Select(finding => (finding, new CodeExcerpt(source is null ? [] : Lines(source, masked!, finding), [.. finding.Flow.Take(MaxSteps).Select(Step)])));
    }

    private (SourceText? Source, SourceText? Masked) Read(WorkspacePath path)
    {
        var source = ReviewedSource.TryRead(layout, path);
        // Lines stay what they are, so that a line of the one is the same line of the other.
        return (source, source is null ? null : new SourceText(SecretScan.MaskAll(source.Text)));
    }

    private HtmlStep Step(FlowStep step)
    {
        // A data flow stays in few files, and most steps of it in the last one.
        if (_last.Path != step.Path)
            _last = (step.Path, Read(step.Path).Masked);
        var line = _last.Masked is { } masked && step.Line <= masked.LineCount ? masked.Line(step.Line).Trim().ToString() : null;
        return new HtmlStep(TextTable.Plain(step.Path.Value), step.Line, TextTable.Plain(step.Note), line is null ? null : Show(line, 0, line.Length, MaxColumns));
    }

    private static IReadOnlyList<CodeLine> Lines(SourceText source, SourceText masked, Finding finding)
    {
        var last = Math.Min(source.LineCount, finding.EndLine);
        if (finding.StartLine > last)
            return [];
        var first = Math.Max(1, finding.StartLine - Around);
        var end = Math.Min(Math.Min(source.LineCount, last + Around), first + MaxLines - 1);
        var quote = QuotedColumns(source, finding, last);
        return [.. Enumerable.Range(first, end - first + 1).Select(number => Line(number, source, masked, quote))];
    }

    // Where the quote begins and ends, in columns of its first and last line; nowhere where it does not stand there.
    private static Quoted? QuotedColumns(SourceText source, Finding finding, int last)
    {
        var at = source.Lines(finding.StartLine, last).IndexOf(finding.Quote, StringComparison.Ordinal);
        if (at < 0 || finding.Quote.Length is 0)
            return null;
        var start = source.StartOf(finding.StartLine) + at;
        var end = start + finding.Quote.Length;
        var endLine = source.LineAt(end - 1);
        return new Quoted(source.LineAt(start), start - source.StartOf(source.LineAt(start)), endLine, end - source.StartOf(endLine));
    }

    private static CodeLine Line(int number, SourceText source, SourceText masked, Quoted? quote)
    {
        var text = masked.Line(number).ToString();
        if (quote is null || number < quote.StartLine || number > quote.EndLine || !source.Line(number).SequenceEqual(text))
            return new CodeLine(number, Show(text, 0, text.Length, MaxColumns));
        var from = number == quote.StartLine ? quote.From : text.Length - text.AsSpan().TrimStart().Length;
        var to = Math.Max(from, number == quote.EndLine ? Math.Min(quote.To, text.Length) : text.Length);
        // A long line is shown near its quote, not from its beginning, which may be far away.
        var begin = from > MaxColumns / 2 ? from - MaxColumns / 4 : 0;
        var before = Show(text, begin, from, MaxColumns);
        var quoted = Show(text, from, to, MaxColumns);
        return new CodeLine(number, begin > 0 ? $"…{before}" : before, quoted, Show(text, to, text.Length, Math.Max(0, MaxColumns - before.Length - quoted.Length)));
    }

    private static string Show(string text, int from, int to, int columns) =>
        Shown.Of(text[from..to].TrimEnd('\r').Replace("\t", "    ", StringComparison.Ordinal), columns);

    private sealed record Quoted(int StartLine, int From, int EndLine, int To);
}

/// <summary>The code that a finding is about, and that of the way there.</summary>
internal sealed record CodeExcerpt(IReadOnlyList<CodeLine> Lines, IReadOnlyList<HtmlStep> Flow);

/// <summary>A line: its text, or what stands before, in and after the quote.</summary>
[JsonConverter(typeof(CodeLineConverter))]
internal sealed record CodeLine(int Number, params IReadOnlyList<string> Parts);

/// <summary>Writes a line as the page's script takes it, <c>[12, "before", "quoted", "after"]</c>: there are very many.</summary>
internal sealed class CodeLineConverter : JsonConverter<CodeLine>
{
    public override CodeLine Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Lines are written only.");

    public override void Write(Utf8JsonWriter writer, CodeLine value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Number);
        foreach (var part in value.Parts)
            writer.WriteStringValue(part);
        writer.WriteEndArray();
    }
}
