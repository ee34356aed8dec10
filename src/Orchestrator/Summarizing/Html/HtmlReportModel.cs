using System.Text.Json.Serialization;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Secrets;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Summarizing.Html;

/// <summary>What the report's script shows. Bounded: what is left out is counted, and is in the JSON files.</summary>
internal sealed record HtmlReportModel(
    HtmlReview Review,
    ReviewSummary Summary,
    IReadOnlyList<string> Texts,
    IReadOnlyList<HtmlFinding> Findings,
    int FindingsLeft,
    IReadOnlyList<HtmlCause> Causes,
    IReadOnlyList<FailedTask> FailedTasks,
    IReadOnlyList<HtmlFolder> Folders,
    int FoldersLeft)
{
    private const int MaxFindings = 10_000;
    private const int MaxFailedTasks = 500;
    private const int MaxFolders = 200;

    public static HtmlReportModel Of(ReportContent content, CodeExcerpts excerpts)
    {
        var texts = new TextTable();
        var all = content.All.ToList();
        var shown = all.Take(MaxFindings).ToList();
        // File by file, so that each is read once; then back in the order of the report.
        var code = shown.GroupBy(pair => pair.Finding.Path)
            .SelectMany(file => excerpts.Of(file.Key, [.. file.Select(pair => pair.Finding)]))
            .ToDictionary(pair => (object)pair.Finding, pair => pair.Excerpt, ReferenceEqualityComparer.Instance);
        var folders = FoldersOf(content);
        return new HtmlReportModel(
            HtmlReview.Of(content.Summary),
            content.Summary,
            texts.Texts,
            [.. shown.Select(pair => HtmlFinding.Of(pair.Agent, pair.Finding, code[pair.Finding], texts))],
            all.Count - shown.Count,
            HtmlCause.Of(content.Coverage),
            [.. content.Coverage.FailedTasks.Take(MaxFailedTasks).Select(task => task with { Reason = TextTable.Plain(task.Reason) })],
            [.. folders.Take(MaxFolders)],
            Math.Max(0, folders.Count - MaxFolders));
    }

    private static List<HtmlFolder> FoldersOf(ReportContent content)
    {
        var findings = content.Findings.CountBy(pair => FolderOf(pair.Finding.Path.Value)).ToDictionary();
        return
        [
            .. content.Coverage.Files.GroupBy(file => FolderOf(file.Path)).OrderBy(folder => folder.Key, StringComparer.Ordinal)
                .Select(folder => new HtmlFolder(
                    TextTable.Plain(folder.Key),
                    folder.Count(),
                    folder.Count(file => file.Fate is FileFate.Read),
                    folder.Count(file => file.Fate is FileFate.Skipped),
                    folder.Count(file => file.Fate is FileFate.NotReached),
                    findings.GetValueOrDefault(folder.Key))),
        ];
    }

    // Two levels tell where one is in most repositories, and stay few.
    private static string FolderOf(string path)
    {
        var first = path.IndexOf('/', StringComparison.Ordinal);
        var second = first < 0 ? -1 : path.IndexOf('/', first + 1);
        return path[..Math.Max(0, second < 0 ? first : second)];
    }
}

/// <summary>What was reviewed.</summary>
internal sealed record HtmlReview(string Id, string Commit, string? Url, string Version)
{
    // The path of a folder on somebody's machine is nobody else's business.
    public static HtmlReview Of(ReviewSummary summary) => new(
        summary.ReviewId.Value, summary.Commit.Value, summary.RepoUrl.IsLocal ? null : summary.RepoUrl.Value, ToolVersion.Current);
}

/// <summary>A finding; its longer texts are numbers in the table of texts, since many findings of a rule share them.</summary>
internal sealed record HtmlFinding(
    Fingerprint Fingerprint, AgentName Agent, RuleId Rule, string? Cwe, Severity Severity, Confidence Confidence,
    int Title, int Description, int Recommendation, int SeverityReason, int ConfidenceReason,
    string Path, [property: JsonPropertyName("start")] int StartLine, [property: JsonPropertyName("end")] int EndLine,
    IReadOnlyList<CodeLine>? Code, IReadOnlyList<HtmlStep>? Flow, IReadOnlyList<int>? AlsoAt, int? AlsoAtLeft, Verdict? Verdict, Suppression? Suppression)
{
    private const int MaxPlaces = 50;

    public static HtmlFinding Of(AgentName agent, Finding finding, CodeExcerpt excerpt, TextTable texts) => new(
        finding.Fingerprint, agent, finding.Rule, finding.Cwe is null ? null : TextTable.Plain(finding.Cwe), finding.Severity, finding.Confidence,
        texts.Add(finding.Title), texts.Add(finding.Description), texts.Add(finding.Recommendation), texts.Add(finding.SeverityReason), texts.Add(finding.ConfidenceReason),
        TextTable.Plain(finding.Path.Value), finding.StartLine, finding.EndLine,
        excerpt.Lines.Count is 0 ? null : excerpt.Lines,
        excerpt.Flow.Count is 0 ? null : excerpt.Flow,
        finding.AlsoAt.Count is 0 ? null : [.. finding.AlsoAt.Take(MaxPlaces).Select(lines => lines.StartLine)],
        finding.AlsoAt.Count > MaxPlaces ? finding.AlsoAt.Count - MaxPlaces : null,
        finding.Verdict is null ? null : finding.Verdict with { Reason = TextTable.Plain(finding.Verdict.Reason), By = TextTable.Plain(finding.Verdict.By) },
        finding.Suppression is null ? null : finding.Suppression with { Reason = TextTable.Plain(finding.Suppression.Reason) });
}

/// <summary>A step of a data flow.</summary>
internal sealed record HtmlStep(string Path, int Line, string Note, string? Code);

/// <summary>Files that share a fate and the reason for it.</summary>
internal sealed record HtmlCause(FileFate Fate, string Reason, int Count, IReadOnlyList<string> Files)
{
    private const int MaxCauses = 200;
    private const int MaxFilesOfCause = 500;

    public static IReadOnlyList<HtmlCause> Of(Coverage coverage) =>
    [
        .. coverage.Files.Where(file => file.Reason is not null)
            .GroupBy(file => (file.Fate, file.Reason))
            .OrderByDescending(cause => cause.Count()).ThenBy(cause => cause.Key.Reason, StringComparer.Ordinal)
            .Take(MaxCauses)
            .Select(cause => new HtmlCause(cause.Key.Fate, TextTable.Plain(cause.Key.Reason!), cause.Count(), [.. cause.Take(MaxFilesOfCause).Select(file => TextTable.Plain(file.Path))])),
    ];
}

/// <summary>The files below a folder by fate.</summary>
internal sealed record HtmlFolder(string Path, int Files, int Read, int Skipped, int NotReached, int Findings);

/// <summary>Texts that many findings share, each held once.</summary>
internal sealed class TextTable
{
    private const int MaxText = 6_000;
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    public IReadOnlyList<string> Texts => _texts;

    public int Add(string text)
    {
        var plain = Plain(text);
        if (_indexes.TryGetValue(plain, out var index))
            return index;
        _texts.Add(plain);
        return _indexes[plain] = _texts.Count - 1;
    }

    /// <summary>The text with its lines, without what shows as nothing or as something else, and without secrets.</summary>
    public static string Plain(string text) =>
        string.Join('\n', SecretScan.MaskAll(text.Length > MaxText ? text[..MaxText] + "…" : text).Split('\n').Select(line => Shown.Of(line.TrimEnd('\r'), MaxText)));
}
