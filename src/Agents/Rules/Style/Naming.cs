using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Style;

/// <summary>Functions that are named otherwise than the language, and the rest of their own file, name theirs.</summary>
internal sealed class Naming : IRuleFamily
{
    private const int MinFunctions = 5;
    private const int ConsistentFor = 5;
    private static Regex Snake => field ??= Pattern.Of(@"^_*[a-z0-9]+(?:_[a-z0-9]+)*_*$");
    private static Regex Camel => field ??= Pattern.Of(@"^[_$]*[a-z][A-Za-z0-9$]*$");
    private static Regex Pascal => field ??= Pattern.Of(@"^_?[A-Z][A-Za-z0-9]*$");
    private static Regex Mixed => field ??= Pattern.Of(@"^[A-Za-z][A-Za-z0-9]*$");

    // What frameworks call by a name of their own.
    private static Regex Given => field ??= Pattern.Of(@"^(?:__|_*[A-Z]+$|do_|visit_|depart_|test|setUp|tearDown|handle|on[A-Z]|as[A-Z]|main$|(?:Test|Benchmark|Example|Fuzz)_?)");

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "naming/inconsistent-in-file",
            Agent = AgentName.Style,
            Severity = Severity.Low,
            SeverityReason = "Whoever calls it has to remember which of the two forms it has.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The other functions of the file follow the language's form; an interface from elsewhere may ask for this name.",
            Title = "Function named against the form of its file",
            Message = "The language and the rest of the file write such names otherwise.",
            Fix = "Rename it to the form of the others.",
            OncePerFile = true,
            Detectors =
            [
                // A function that stands in for a class is named like one.
                Form(Languages.Python, @"^(?:async\s+)?def\s+(?<name>\w+)", Snake, "snake_case", Pascal),
                Form(Languages.Ruby, @"^def\s+(?:self\.)?(?<name>\w+)", Snake, "snake_case"),
                Form(Languages.Script, @"^(?:export\s+)?(?:default\s+)?(?:async\s+)?function\s+(?<name>[\w$]+)|^(?:async\s+)?(?<name>[\w$]+)\s*\([^()]*\)\s*\{$", Camel, "camelCase", Pascal),
                Form(Languages.Java, @"^(?:(?:public|private|protected|static|final)\s+)+[\w<>\[\],]+\s+(?<name>\w+)\s*\(", Camel, "camelCase"),
                Form(Languages.Php, @"^(?:(?:public|private|protected|static|final|abstract)\s+)+function\s+(?<name>\w+)", Camel, "camelCase"),
                Form(Languages.CSharp, @"^(?:(?:public|private|protected|internal|static|async|override|virtual)\s+)+[\w<>\[\],?.]+\s+(?<name>\w+)\s*\(", Pascal, "PascalCase"),
                Form(Languages.Go, @"^func\s+(?:\([^()]*\)\s*)?(?<name>\w+)", Mixed, "MixedCaps, without underscores"),
            ],
        },
    ];

    private static FileDetector Form(Languages languages, string declaration, Regex form, string name, Regex? alsoGood = null)
    {
        var pattern = new Lazy<Regex>(() => Pattern.Of(declaration));
        return new FileDetector(languages, file => Outliers(file, pattern.Value, form, name, alsoGood));
    }

    private static IEnumerable<Match> Outliers(SourceFile file, Regex declaration, Regex form, string called, Regex? alsoGood)
    {
        var names = new List<(string Name, CodeLine Line)>();
        foreach (var line in file.Lines)
        {
            if (file.TextOf(line).Contains('(') && declaration.Match(file.Code(line)).Groups["name"] is { Success: true, Value: var name }
                && !Given.IsMatch(name) && name is not ("if" or "for" or "while" or "switch" or "catch" or "function"))
                names.Add((name, line));
        }

        var outliers = names.Where(one => !form.IsMatch(one.Name) && alsoGood?.IsMatch(one.Name) is not true).ToList();
        return names.Count < MinFunctions || outliers.Count * ConsistentFor > names.Count ? [] : outliers
            .Select(one => new Match(one.Line.Start, one.Line.End) { Detail = $"'{one.Name}' is not {called}." });
    }
}
