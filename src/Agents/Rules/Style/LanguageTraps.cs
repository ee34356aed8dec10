using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Style;

/// <summary>What a language allows and its users regret.</summary>
internal sealed class LanguageTraps : IRuleFamily
{
    public IEnumerable<Rule> Rules =>
    [
        Trap("python/mutable-default", Severity.Medium, "Calls change each other's results.", "Mutable default argument",
            "The default is made once and shared by all calls, so what one call adds the next one finds.", "Use None as default and make the object in the function.",
            new FileDetector(Languages.Python, MutableDefaults.Find)),
        Trap("python/compared-with-none", Severity.Low, "A type with its own equality answers otherwise than meant.", "None compared by equality",
            "'== None' asks the object for its opinion, 'is None' asks what it is.", "Write 'is None' or 'is not None'.",
            new PatternDetector(Languages.Python, ["None"], @"[^=!<>]\s*[=!]=\s*None\b", Sight.CodeOnly) { IsLineOnly = true, UnlessFileHas = ["sqlalchemy", "peewee", "numpy", "pandas"] }),
        Trap("python/identity-of-literal", Severity.Medium, "Whether two equal literals are one object is up to the interpreter.", "Literal compared by identity",
            "'is' compares objects, not values.", "Write '=='.",
            new PatternDetector(Languages.Python, [" is "], @"\b(?:if|elif|while|and|or|return|assert)\b[^#]*\bis (?:not )?(?:['""]|\d)", Sight.CodeOnly) { IsLineOnly = true }),
        Trap("python/star-import", Severity.Low, "Which module a name comes from cannot be told, and later ones hide earlier ones.", "Names imported by star",
            "Every name of the module is imported.", "Import the names that are used.",
            new PatternDetector(Languages.Python, ["import *"], @"^from [A-Za-z.][\w.]* import \*", Sight.CodeOnly) { UnlessFileHas = ["__all__"] }),
        Trap("javascript/loose-equality", Severity.Low, "Conversions make '0' equal to 0 and [] equal to ''.", "Loose equality beside strict",
            "The file compares strictly elsewhere; here values are converted first.", "Write '===' or '!=='.",
            new PatternDetector(Languages.Script, [" == ", " != "], @"[^=!]\s[=!]=\s[^=]", Sight.CodeOnly) { OnlyIfFileHas = ["===", "!=="], IsLineOnly = true, Unless = @"[=!]=\s*(?:null|undefined)\b|\b(?:null|undefined)\s*[=!]=|typeof" }),
        Trap("javascript/var", Severity.Low, "The variable is visible in the whole function, and before its declaration.", "var beside let and const",
            "The file uses let and const elsewhere.", "Use const, or let where it is set again.",
            new FileDetector(Languages.Script, VarsBesideLet)),
        Trap("java/string-identity", Severity.Medium, "Equal texts are found different, depending on where they come from.", "String compared by identity",
            "'==' compares references of strings, not their text.", "Use equals, or Objects.equals.",
            new PatternDetector(Languages.Java, ["== \"", "!= \"", "\" ==", "\" !="], @"[=!]=\s*""|""\s*[=!]=", Sight.CodeOnly) { IsLineOnly = true }),
        Trap("csharp/lock-on-public", Severity.Medium, "Anybody can lock the same object, which ends in deadlocks that no one can explain.", "Lock on an object that others can lock",
            "'this', a type or a string literal is known to all of the program.", "Lock on a private readonly object made for it.",
            new PatternDetector(Languages.CSharp, ["lock"], @"\block\s*\(\s*(?:this\s*\)|typeof\s*\(|"")", Sight.CodeOnly) { IsLineOnly = true }),
        Trap("csharp/collected-by-hand", Severity.Low, "The program stops for a full collection, and the collector's own tuning is undone.", "Garbage collection called by hand",
            "The collector knows better when to run.", "Remove the call; dispose what holds resources.",
            new PatternDetector(Languages.CSharp, ["GC.Collect("], @"\bGC\.Collect\(", Sight.CodeOnly)),
    ];

    // A file that mostly has var is of its time; one that mostly does not has leftovers.
    private static IEnumerable<Match> VarsBesideLet(SourceFile file)
    {
        var old = file.Lines.Where(line => file.TextOf(line).StartsWith("var ")).ToList();
        return old.Count is 0 || file.Lines.Count(line => file.TextOf(line) is var text && (text.StartsWith("const ") || text.StartsWith("let "))) < old.Count
            ? []
            : old.Select(line => new Match(line.Start, line.End));
    }

    private static Rule Trap(string id, Severity severity, string severityReason, string title, string message, string fix, Detector detector) => new()
    {
        Id = id,
        Agent = AgentName.Style,
        Severity = severity,
        SeverityReason = severityReason,
        Confidence = Confidence.High,
        ConfidenceReason = "The quoted code shows it.",
        Title = title,
        Message = message,
        Fix = fix,
        OncePerFile = true,
        Detectors = [detector],
    };
}
