using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Style;

/// <summary>Imports and locals whose name occurs nowhere else in the file.</summary>
internal sealed class UnusedNames : IRuleFamily
{
    private static Regex PythonFrom => field ??= Pattern.Of(@"^(?:from\s+[\w.]+\s+)?import\s+(?<names>[\w.,\s]+)$");
    private static Regex PythonName => field ??= Pattern.Of(@"^\s*(?<name>\w+)(?:\.\w+)*(?:\s+as\s+(?<alias>\w+))?\s*$");
    private static Regex JavaImport => field ??= Pattern.Of(@"^import\s+[\w.]+\.(?<name>[A-Z]\w*)\s*;");
    private static Regex PhpUse => field ??= Pattern.Of(@"^use\s+[\w\\]+\\(?<name>\w+)\s*;");
    private static Regex ScriptImport => field ??= Pattern.Of(@"^import\s+(?:type\s+)?(?:(?<name>[\w$]+)\s*,?\s*)?(?:\{(?<names>[^}]*)\})?\s*from\b");
    private static Regex ScriptName => field ??= Pattern.Of(@"^\s*(?:type\s+)?\w+\s+as\s+(?<name>\w+)\s*$|^\s*(?:type\s+)?(?<name>\w+)\s*$");
    private static Regex Local => field ??= Pattern.Of(@"^(?:const|let|var)\s+(?<name>[A-Za-z]\w*)\s*=(?:[^=>]|$)");

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "dead-code/unused-import",
            Agent = AgentName.Style,
            Severity = Severity.Low,
            SeverityReason = "It tells readers of a dependency that is not there, and costs time to load.",
            Confidence = Confidence.High,
            ConfidenceReason = "The imported name occurs nowhere else in the file.",
            Title = "Import that nothing uses",
            Message = "A name is imported and never mentioned again.",
            Fix = "Remove the import.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.Python | Languages.Java | Languages.Php | Languages.Script, file => Once(file, Imports(file)))],
        },
        new Rule
        {
            Id = "dead-code/unused-local",
            Agent = AgentName.Style,
            Cwe = "CWE-563",
            Severity = Severity.Low,
            SeverityReason = "Either the value was to be used and is forgotten, or it is worked out for nothing.",
            Confidence = Confidence.High,
            ConfidenceReason = "The name occurs nowhere else in the file.",
            Title = "Local variable that nothing uses",
            Message = "A value is named and never used.",
            Fix = "Use it, or remove it; keep the call where it is there for its effect.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.CSharp | Languages.Script, file => Once(file, Locals(file)))],
        },
    ];

    private static IEnumerable<Match> Once(SourceFile file, IEnumerable<(string Name, CodeLine Line)> declared)
    {
        var all = declared.ToList();
        var unused = Mentions.Once(file.Text, all.Select(one => one.Name));
        return all.Where(one => unused.Contains(one.Name)).Select(one => new Match(one.Line.Start, one.Line.End) { Detail = $"'{one.Name}' is one." });
    }

    // A package's own names are imported to be imported from there.
    private static IEnumerable<(string Name, CodeLine Line)> Imports(SourceFile file)
    {
        if (!file.Text.Contains(file.Language is Languages.Php ? "use " : "import ", StringComparison.Ordinal) || file.Path.FileName is "__init__.py" || file.Path.FileName.Contains("compat", StringComparison.Ordinal) || file.Text.Contains("__all__", StringComparison.Ordinal))
            return [];
        return file.Lines.Where(line => line.Indent is 0).SelectMany(line => NamesIn(file, line).Select(name => (name, line)));
    }

    private static IEnumerable<string> NamesIn(SourceFile file, CodeLine line)
    {
        var text = file.TextOf(line);
        if (!text.StartsWith("import") && !text.StartsWith("from") && !text.StartsWith("use ") || text.Contains("noqa", StringComparison.Ordinal) || text.Contains("eslint", StringComparison.Ordinal))
            return [];
        var code = file.Code(line);
        return file.Language switch
        {
            Languages.Python => PythonNames(code),
            Languages.Java => JavaImport.Match(code).Groups["name"] is { Success: true } name ? [name.Value] : [],
            Languages.Php => PhpUse.Match(code).Groups["name"] is { Success: true } name ? [name.Value] : [],
            _ => ScriptNames(code),
        };
    }

    // 'import a.b' is there to have the module loaded; 'x as x' is an export.
    private static IEnumerable<string> PythonNames(string code) =>
        PythonFrom.Match(code) is not { Success: true } import || code.Contains("__future__", StringComparison.Ordinal) ? [] : import.Groups["names"].Value.Split(',')
            .Select(name => PythonName.Match(name))
            .Where(name => name.Success && (name.Groups["alias"].Success ? name.Groups["alias"].Value != name.Groups["name"].Value : !name.Value.Contains('.', StringComparison.Ordinal)))
            .Select(name => name.Groups["alias"] is { Success: true } alias ? alias.Value : name.Groups["name"].Value);

    private static IEnumerable<string> ScriptNames(string code)
    {
        if (ScriptImport.Match(code) is not { Success: true } import)
            return [];
        // The factories of markup are called by what a compiler makes of it.
        IEnumerable<string> named = import.Groups["name"].Value is { Length: > 0 } one and not ("React" or "h" or "jsx" or "type") ? [one] : [];
        return named.Concat(import.Groups["names"].Value.Split(',').Select(name => ScriptName.Match(name).Groups["name"].Value)).Where(name => name.Length > 0);
    }

    private static IEnumerable<(string Name, CodeLine Line)> Locals(SourceFile file)
    {
        foreach (var line in file.Lines)
        {
            // At the outer level of a script other files may see it.
            if (line.Indent is 0 || file.Text.AsSpan(line.Start) is not ['c' or 'l' or 'v', ..])
                continue;
            if (Local.Match(file.Code(line)).Groups["name"] is { Success: true } name)
                yield return (name.Value, line);
        }
    }
}
