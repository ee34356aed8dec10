using System.Globalization;
using System.Text;

namespace CodeReview.Agents.Tools;

/// <summary>The tools by which a model looks at the repository: <c>list_files</c>, <c>read_file</c>, <c>search_code</c>.</summary>
internal static class ReadingTools
{
    public static IReadOnlyList<ModelTool> Of(ReviewTools tools, Evidence evidence) =>
    [
        ModelTool.Of(
            "list_files",
            "Lists the files of the repository with their sizes in bytes; '*' marks those that you are to review. At most 500 a call.",
            """{"type":"object","properties":{"folder":{"type":"string","description":"Only files below this folder."},"after":{"type":"string","description":"The last path of the page before."}}}""",
            call => new ToolAnswer(Words(tools.ListFiles(call.OptionalText("folder") ?? "", call.OptionalText("after") ?? ""), evidence))),
        ModelTool.Of(
            "read_file",
            "Shows lines of a file, each with its number and a tab before it. Characters that would not show are written as \\u{...}, secrets are masked. At most 1000 lines a call.",
            """{"type":"object","properties":{"path":{"type":"string"},"offset":{"type":"integer","description":"The first line to show, from 1."},"limit":{"type":"integer","description":"How many lines."}},"required":["path"]}""",
            call => ToolAnswer.Of(
                tools.ReadFile(call.Text("path"), call.OptionalNumber("offset") ?? 1, call.OptionalNumber("limit") ?? 1_000),
                lines => Words(call.Text("path"), lines, evidence))),
        ModelTool.Of(
            "search_code",
            "Searches all files of the repository line by line, for a text or for a regular expression without look-around and back references. At most 100 hits a call.",
            """{"type":"object","properties":{"query":{"type":"string"},"is_pattern":{"type":"boolean"},"folder":{"type":"string"},"after":{"type":"string","description":"Go on behind this path."}},"required":["query"]}""",
            call => ToolAnswer.Of(
                tools.SearchCode(call.Text("query"), call.Flag("is_pattern"), call.OptionalText("folder") ?? "", call.OptionalText("after") ?? ""),
                hits => Words(hits, evidence))),
    ];

    private static string Words(FileList list, Evidence evidence)
    {
        var text = new StringBuilder();
        foreach (var file in list.Files)
            text.Append(CultureInfo.InvariantCulture, $"{(file.IsInShard ? '*' : ' ')} {file.Path}\t{file.Bytes}\n");
        var next = list.Next is null ? "" : $"\nThere are more: call again with after = \"{Evidence.Plain(list.Next)}\".";
        return $"{evidence.Of(string.Create(CultureInfo.InvariantCulture, $"{list.Files.Count} of {list.Total} file names"), text.ToString())}{next}";
    }

    private static string Words(string path, FileLines lines, Evidence evidence)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"lines {lines.FirstLine} to {lines.LastLine} of {lines.LineCount} of {Evidence.Plain(path)}");
        return lines.More is null ? evidence.Of(what, lines.Text) : $"{evidence.Of(what, lines.Text)}\n{lines.More}";
    }

    private static string Words(SearchHits hits, Evidence evidence)
    {
        var text = new StringBuilder();
        foreach (var hit in hits.Hits)
            text.Append(CultureInfo.InvariantCulture, $"{hit.Path}:{hit.Line}\t{hit.Text}\n");
        var what = string.Create(CultureInfo.InvariantCulture, $"{hits.Hits.Count} hits in {hits.FilesSearched} files");
        return hits.More is null ? evidence.Of(what, text.ToString()) : $"{evidence.Of(what, text.ToString())}\n{hits.More}";
    }
}
