using System.Text.RegularExpressions;
using CodeReview.Agents.Flows;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

internal sealed class FileUpload : IRuleFamily
{
    private static Regex Check => field ??= Pattern.IgnoringCase(@"allowed|extension|splitext|endswith|mimetype|content_?type|imghdr|magic|getMimeType|mimes:|pathinfo|fileFilter|validat|getClientOriginalExtension|secure_filename|\bext\b");
    private static Regex Save => field ??= Pattern.Of(@"\.save\(\s*(?:os\.path\.join\(|f?['""]|\w*[pP]ath|\w*UPLOAD|\w*name|str\()|move_uploaded_file\(");

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "file-upload/any-kind",
            Agent = AgentName.Security,
            Cwe = "CWE-434",
            Severity = Severity.Medium,
            SeverityReason = "A page or a program that somebody uploads may be served or run from here.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "No check of the file's kind is in the file; what is done with the upload is not shown here.",
            Title = "Upload kept whatever it is",
            Message = "Any kind of file is accepted and kept.",
            Fix = "Accept the kinds that are needed, told by their content, under a name of your own, outside of what is served.",
            Detectors = [new FileDetector(Languages.Python | Languages.Php, Find)],
        },
    ];

    private static IEnumerable<Match> Find(SourceFile file)
    {
        if (!file.Text.Contains("request.files", StringComparison.Ordinal) && !file.Text.Contains("$_FILES", StringComparison.Ordinal) && !file.Text.Contains("request.FILES", StringComparison.Ordinal))
            return [];
        return FlowDetector.Parsed(file) is not { } parsed ? [] : parsed.Routines.SelectMany(routine => In(file, routine, parsed.CodeOf(routine)));
    }

    private static IEnumerable<Match> In(SourceFile file, Routine routine, string code)
    {
        if (!(code.Contains(".files", StringComparison.Ordinal) || code.Contains("_FILES", StringComparison.Ordinal) || code.Contains(".FILES", StringComparison.Ordinal)) || Check.IsMatch(code) || Save.Match(code) is not { Success: true } saved)
            yield break;
        var (start, end) = file.Code.StatementAt(routine.At + saved.Index);
        yield return new Match(start, end);
    }
}
