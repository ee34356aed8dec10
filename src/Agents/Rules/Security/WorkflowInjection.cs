using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

internal sealed class WorkflowInjection : IRuleFamily
{
    private static readonly Anchors Expressions = new(["${{"]);

    private static Regex Outside => field ??= Pattern.Of(
        @"^\$\{\{\s*github\.(?:event\.(?:issue\.(?:title|body)|pull_request\.(?:title|body|head\.ref|head\.label)|comment\.body|review\.body|discussion\.(?:title|body)|head_commit\.(?:message|author\.(?:name|email)))|head_ref)\s*\}\}");

    private static Regex Key => field ??= Pattern.Of(@"^\s*(?:-\s+)?(?:run|script)\s*:");
    private static Regex OtherKey => field ??= Pattern.Of(@"^\s*(?:-\s+)?[A-Za-z_-]+\s*:(?:\s|$)");

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "workflow-injection/expression-in-script",
            Agent = AgentName.Security,
            Cwe = "CWE-94",
            Severity = Severity.High,
            SeverityReason = "Whoever opens an issue or a pull request runs commands with the workflow's token.",
            Confidence = Confidence.High,
            ConfidenceReason = "The quoted line puts text of a stranger into a script before the shell reads it.",
            Title = "Text of a stranger put into a workflow's script",
            Message = "The expression is replaced by the text before the shell sees the script, so the text is part of the script.",
            Fix = "Pass the text through an environment variable (env:) and use it quoted, as \"$TITLE\".",
            Detectors = [new FileDetector(Languages.Text, Find)],
        },
    ];

    private static IEnumerable<Match> Find(SourceFile file)
    {
        if (!file.Path.Folder.EndsWith(".github/workflows", StringComparison.Ordinal))
            yield break;
        for (var next = Expressions.Next(file.Text, 0); next is { } anchor; next = Expressions.Next(file.Text, anchor.At + anchor.Length))
        {
            var line = file.Source.LineAt(anchor.At);
            if (Outside.IsMatch(file.Text.AsSpan(anchor.At, Math.Min(200, file.Text.Length - anchor.At))) && IsInScript(file, line))
                yield return new Match(file.Source.StartOf(line), file.Source.StartOf(line) + file.Source.Line(line).Length);
        }
    }

    // A block of a script goes up to the nearest key that is less indented.
    private static bool IsInScript(SourceFile file, int line)
    {
        if (Key.IsMatch(file.Source.Line(line)))
            return true;
        var indent = IndentOf(file.Source.Line(line));
        for (var above = line - 1; above >= Math.Max(1, line - 200); above--)
        {
            var text = file.Source.Line(above);
            if (!text.IsWhiteSpace() && IndentOf(text) < indent && OtherKey.IsMatch(text))
                return Key.IsMatch(text);
        }

        return false;
    }

    private static int IndentOf(ReadOnlySpan<char> line) => line.Length - line.TrimStart().Length;
}
